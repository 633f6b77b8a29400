package dispute

import (
	"fmt"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/text"
	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Show writes one claim: where it stands, its findings, what came back, and who
// did what.
func Show(w io.Writer, d *model.Claim, history []model.ClaimChange, now time.Time, zone words.Zone) error {
	w = visible.Writer{To: w}
	if _, err := fmt.Fprintf(w, "%s: %s\n\n", d.ID, words.English.Cause(d.Cause)); err != nil {
		return err
	}
	if err := text.Table(w, []string{"what", "is"}, showRows(d, now)); err != nil {
		return err
	}
	var findings, credits, changes [][]string
	for _, f := range d.Findings {
		findings = append(findings, []string{f.ID, f.Amount.String()})
	}
	for _, c := range d.Credits {
		credits = append(credits, []string{orDash(c.Month), creditPlace(c), c.Amount.String()})
	}
	for _, c := range history {
		amount := "-"
		if !c.Amount.IsZero() {
			amount = c.Amount.String()
		}
		changes = append(changes, []string{zone.Instant(c.At.Unix()), c.Who, string(c.Status), amount, orDash(c.Credit), orDash(c.Note)})
	}
	if err := section(w, "Findings", "finding,claimed", findings); err != nil {
		return err
	}
	if err := section(w, "Credits", "bill of,where,amount", credits); err != nil {
		return err
	}
	return section(w, "History", "when,who,status,amount,where,note", changes)
}

func showRows(d *model.Claim, now time.Time) [][]string {
	rows := [][]string{
		{"Bill of", d.Month}, {"Item", d.Item}, {"Project", orDash(d.Project)}, {"Run", d.Run}, {"Status", string(d.Status)},
		{"Claimed", d.Claimed.String() + " " + d.Currency}, {"Accepted", d.Accepted.String() + " " + d.Currency},
		{"Recovered", d.Recovered().String() + " " + d.Currency}, {"Open", d.Open().String() + " " + d.Currency},
		{"Given up", d.GivenUp().String() + " " + d.Currency}, {"Days", fmt.Sprint(d.Days(now))},
	}
	if !d.Payable().Valid {
		return rows
	}
	for _, one := range []struct {
		name   string
		amount decimal.Decimal
	}{{"Claimed", d.Claimed}, {"Accepted", d.Accepted}, {"Recovered", d.Recovered()}, {"Open", d.Open()}, {"Given up", d.GivenUp()}} {
		rows = append(rows, []string{one.name + ", as payable", d.PayableOf(one.amount).Decimal.String() + " " + d.Currency})
	}
	return rows
}

// creditPlace says where a credit stands, "-" if on no imported bill.
func creditPlace(c model.ClaimCredit) string {
	if c.BillLine == "" {
		return "-"
	}
	return fmt.Sprintf("%s:%d", c.File, c.Line)
}

// ShowSample writes how a sample was drawn and what it hit.
func ShowSample(w io.Writer, p *Packet) error {
	s := p.Sample
	_, err := fmt.Fprintf(w, "%s: monetary-unit sample\nPopulation: %s worth %s %s, as billed\nInterval:   %s = %s / %d\nSeed:       %d; the first hit is at %s\n\n",
		p.Claim.ID, englishPage.Records.of(s.Records), s.Total, p.Claim.Currency, s.Interval, s.Total, s.Size, s.Seed, s.Start)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, k := range s.Picks {
		rows = append(rows, []string{fmt.Sprint(k.Record), k.Finding, orDash(k.RequestID), p.Zone.Instant(k.At), k.Operation, k.Class,
			k.Value.String(), fmt.Sprint(k.Hits), fmt.Sprintf("%s:%d", k.File, k.Line)})
	}
	return text.Table(w, []string{"record", "finding", "request", "completed", "operation", "ended", "value", "hits", "where"}, rows)
}
