package dispute

import (
	"bytes"
	"embed"
	"strings"
	"text/template"

	"immrecon/export/words"

	"immrecon/store/model"
)

//go:embed ticket-en.txt.tmpl ticket-zh.txt.tmpl
var ticketTexts embed.FS

var tickets = template.Must(template.ParseFS(ticketTexts, "*.tmpl"))

// letter is what a ticket says, in whatever language.
type letter struct {
	ID, Month, Item, Cause      string
	Money, Exact, Currency      string // the claim, as an amount to read and with every digit
	Accounts, Projects, Regions string
	From, To                    string
	Days                        []dayRow
	MoreDays                    int
	Whole                       []string // why the evidence is complete
	Rules                       []model.Rule
	Assumed                     bool
	SetOff, Net                 string // what is to be set off and what is left; "" if nothing is
	LineCount, RecordCount      int
	Claimant                    Claimant
}

// ticket writes the text of a ticket, ready to paste, in the language that w
// speaks.
func (p *Packet) ticket(name string, w *words.Words) ([]byte, error) {
	d, pg := p.Claim, p.page()
	l := letter{
		ID: d.ID, Month: d.Month, Item: d.Item, Cause: w.Cause(d.Cause), Currency: d.Currency,
		Money: words.Money(d.Currency, d.Claimed), Exact: d.Currency + " " + d.Claimed.String(),
		Accounts: strings.Join(p.Run.Accounts, ", "), Projects: strings.Join(p.projects(), ", "), Regions: strings.Join(p.regions(), ", "),
		From: p.first(), To: p.last(), Days: pg.Days, MoreDays: pg.MoreDays, Whole: p.whole(w), Rules: p.Rules, Assumed: p.basis() == model.Assumed,
		LineCount: p.billLines(), RecordCount: p.records(), Claimant: p.Claimant,
	}
	if off := p.setOff(); off.Amount.IsPositive() {
		l.SetOff, l.Net = words.Money(d.Currency, off.Amount), words.Money(d.Currency, d.Claimed.Sub(off.Amount))
	}
	var b bytes.Buffer
	if err := tickets.ExecuteTemplate(&b, name, l); err != nil {
		return nil, err
	}
	return []byte(strings.TrimRight(visibleText(b.String()), "\n") + "\n"), nil
}
