package json

import (
	"io"
	"strconv"

	"immrecon/export/words"

	"immrecon/store/model"
)

type findings struct {
	Schema   string    `json:"schema"`
	Month    string    `json:"month"`
	Run      string    `json:"run"`
	Findings []finding `json:"findings"`
}

type finding struct {
	ID          string        `json:"id"`
	Project     string        `json:"project"`
	Region      string        `json:"region"`
	Item        string        `json:"item"`
	Tier        string        `json:"tier"`
	From        string        `json:"from"`
	To          string        `json:"to"`
	Verdict     model.Verdict `json:"verdict"`
	Cause       model.Cause   `json:"cause"`
	Basis       model.Basis   `json:"basis"`
	Billed      measure       `json:"billed"`
	Expected    measure       `json:"expected"`
	Difference  difference    `json:"difference"`
	Currency    string        `json:"currency"`
	BillLines   []billRef     `json:"bill_lines"`
	Evidence    int64         `json:"evidence"`
	Explanation string        `json:"explanation"`
	Rules       []string      `json:"rules"`

	Completeness model.Completeness `json:"completeness"`
	Possible     *string            `json:"possible"` // null where nothing bounds it
	Link         string             `json:"link"`     // shared by findings that tell of the same usage
	Account      string             `json:"account"`  // that pays, "" where nobody knows or several do

	Claim       string            `json:"claim"` // that it is claimed in, "" for none
	ClaimStatus model.ClaimStatus `json:"claim_status"`
}

// measure is a quantity in base units, whatever the bill's unit, and its amount.
type measure struct {
	Quantity string `json:"quantity"`
	Unit     string `json:"unit"`
	Amount   string `json:"amount"`
}

type difference struct {
	Quantity string `json:"quantity"`
	Amount   string `json:"amount"`
}

type billRef struct {
	File string `json:"file"`
	Line int64  `json:"line"`
	ID   string `json:"id"`
}

// Findings writes the findings of a report, schema immrecon.findings/1, in the
// report's order. A reader who wants some of them passes a report with those.
func Findings(w io.Writer, r *model.Report, o Options) error {
	return encode(w, findings{
		Schema: "immrecon.findings/1", Month: r.Run.Month, Run: r.Run.Key,
		Findings: findingsOf(r, o.zone()),
	})
}

func findingsOf(r *model.Report, zone words.Zone) []finding {
	claims := r.ClaimsByFinding()
	return list(r.Findings, func(f *model.Finding) finding {
		var claim model.Claim
		if made := claims[f.ID]; made != nil {
			claim = *made
		}
		return finding{
			ID: f.ID, Project: f.Project, Region: f.Region, Item: f.Item, Tier: f.Tier,
			From: zone.Instant(f.From), To: zone.Instant(f.To),
			Verdict: f.Verdict, Cause: f.Cause, Basis: f.Basis,
			Billed: measureOf(f.Billed, f.Unit), Expected: measureOf(f.Expected, f.Unit),
			Difference: difference{quantity(f.Difference.Quantity), f.Difference.Amount.String()},
			Currency:   f.Currency,
			BillLines:  list(f.Lines, func(l *model.BillRef) billRef { return billRef(*l) }),
			Evidence:   f.Evidence, Explanation: words.English.Explain(f.Explanation), Rules: present(f.Rules),
			Completeness: f.Completeness, Possible: orNull(f.Possible.Valid, quantity(f.Possible.Int64)), Link: f.Link, Account: f.Account,
			Claim: claim.ID, ClaimStatus: claim.Status,
		}
	})
}

// orNull is a text, or null where there is none.
func orNull(given bool, text string) *string {
	if !given {
		return nil
	}
	return &text
}

func measureOf(m model.Measure, unit string) measure {
	return measure{quantity(m.Quantity), unit, m.Amount.String()}
}

func quantity(n int64) string { return strconv.FormatInt(n, 10) }
