package json

import (
	"io"

	"immrecon/store/model"
)

type months struct {
	Schema string        `json:"schema"`
	Months []listedMonth `json:"months"`
}

// listedMonth is a month in a line. What its latest run says is "" where it has none.
type listedMonth struct {
	Month       string            `json:"month"`
	Closed      bool              `json:"closed"`
	BillFinalAt string            `json:"bill_final_at"`
	BillFinal   bool              `json:"bill_final"`
	LatestRun   string            `json:"latest_run"`
	Verdict     model.BillVerdict `json:"verdict"`
	Currency    string            `json:"currency"`
	Billed      string            `json:"billed"`
	Expected    string            `json:"expected"`
	Difference  string            `json:"difference"`
	Claim       string            `json:"claim"`
	Ask         string            `json:"ask"`
	Owed        string            `json:"owed"`
}

// Months writes the months there are, schema immrecon.months/1.
func Months(w io.Writer, all []model.ListedMonth, o Options) error {
	zone := o.zone()
	return encode(w, months{"immrecon.months/1", list(all, func(m *model.ListedMonth) listedMonth {
		out := listedMonth{Month: m.State.Month, Closed: m.State.Closed(), BillFinalAt: instant(zone, m.Final), BillFinal: m.IsFinal}
		if m.Latest != nil {
			s := &m.Latest.Statement
			out.LatestRun, out.Verdict, out.Currency = m.Latest.Key, s.Verdict, s.Currency
			out.Billed, out.Expected, out.Difference = s.Billed.String(), s.Expected.String(), s.Difference.String()
			out.Claim, out.Ask, out.Owed = s.Claim.Amount.String(), s.Ask.Amount.String(), s.Owed.Amount.String()
		}
		return out
	})})
}
