package json

import (
	"io"

	"immrecon/store/model"
)

type bills struct {
	Schema string       `json:"schema"`
	Bills  []billSource `json:"bills"`
}

type billSource struct {
	ID       int64         `json:"id"`
	Name     string        `json:"name"`
	Forms    []string      `json:"forms"`
	Encoding string        `json:"encoding"` // "" of a workbook
	Sheets   []string      `json:"sheets"`
	Months   []string      `json:"months"`
	Accounts []string      `json:"accounts"`
	Products []billProduct `json:"products"`
	tally
	Fates    []billFate  `json:"fates"` // what became of its lines in the latest runs
	Decimals int32       `json:"decimals"`
	Sums     []billSum   `json:"sums"`
	Totals   []billTotal `json:"totals"`
	Exported string      `json:"exported"` // "" where nothing says when
	Made     string      `json:"made"`     // exported or, where nothing says so, imported
	Final    bool        `json:"final"`
}

type billProduct struct {
	Product string `json:"product"`
	Month   string `json:"month"`
	Lines   int64  `json:"lines"`
}

type billFate struct {
	Status model.LineStatus `json:"status"` // "" for those that were compared
	Lines  int64            `json:"lines"`
}

type billSum struct {
	Currency string `json:"currency"`
	Lines    int64  `json:"lines"`
	Amount   string `json:"amount"`
}

type billTotal struct {
	Account  string `json:"account"`
	Month    string `json:"month"`
	Product  string `json:"product"`
	Currency string `json:"currency"`
	Amount   string `json:"amount"`
}

// Bills writes what the imported bills are, schema immrecon.bills/1.
func Bills(w io.Writer, all []model.BillSource, o Options) error {
	zone := o.zone()
	return encode(w, bills{"immrecon.bills/1", list(all, func(b *model.BillSource) billSource {
		exported := ""
		if b.Exported > 0 {
			exported = zone.Instant(b.Exported)
		}
		return billSource{
			ID: b.ID, Name: b.Name, Forms: present(b.Forms), Encoding: b.Encoding, Sheets: present(b.Sheets),
			Months: present(b.Months), Accounts: present(b.Accounts), tally: tally(b.Tally),
			Products: list(b.Products, func(p *model.BillProduct) billProduct { return billProduct(*p) }),
			Fates:    list(b.Fates, func(f *model.BillFate) billFate { return billFate(*f) }),
			Decimals: b.Decimals,
			Sums:     list(b.Sums, func(s *model.BillSum) billSum { return billSum{s.Currency, s.Lines, s.Amount.String()} }),
			Totals: list(b.Totals, func(t *model.BillTotal) billTotal {
				return billTotal{t.Account, t.Month, t.Product, t.Currency, t.Listed().String()}
			}),
			Exported: exported, Made: zone.Instant(b.Made), Final: b.Final,
		}
	})})
}
