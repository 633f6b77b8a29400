package text

import (
	"fmt"
	"io"
	"strings"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Diff writes what changed between two runs: totals, causes, findings, and the
// inputs that may have caused it.
func Diff(w io.Writer, d *model.Diff, zone words.Zone) error {
	w = visible.Writer{To: w}
	if _, err := fmt.Fprintf(w, "%s\n\n", visible.Line(saysDiff(d))); err != nil {
		return err
	}
	parts := []func(io.Writer, *model.Diff) error{diffTotals, diffCauses}
	for _, part := range parts {
		if err := part(w, d); err != nil {
			return err
		}
	}
	if err := diffFindings(w, &d.Changes, zone); err != nil {
		return err
	}
	return diffInputs(w, d)
}

func saysDiff(d *model.Diff) string {
	if d.Same() {
		return fmt.Sprintf("Runs %s and %s found the same.", d.From.Key, d.To.Key)
	}
	c := d.Changes
	return fmt.Sprintf("From run %s to run %s: %d new findings, %d gone, %d changed.", d.From.Key, d.To.Key, len(c.New), len(c.Gone), len(c.Changed))
}

func diffTotals(w io.Writer, d *model.Diff) error {
	a, b := d.From.Statement, d.To.Statement
	t := newTable("", d.From.Key, d.To.Key, "change")
	right(t, 2, 3, 4)
	t.AppendRow([]any{"billed", amount(a.Billed), amount(b.Billed), signed(b.Billed.Sub(a.Billed))})
	t.AppendRow([]any{"expected", amount(a.Expected), amount(b.Expected), signed(b.Expected.Sub(a.Expected))})
	t.AppendRow([]any{"difference", signed(a.Difference), signed(b.Difference), signed(b.Difference.Sub(a.Difference))})
	t.AppendRow([]any{"findings", d.From.Findings, d.To.Findings, fmt.Sprintf("%+d", d.To.Findings-d.From.Findings)})
	return render(w, t)
}

func diffCauses(w io.Writer, d *model.Diff) error {
	if len(d.Causes) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	t := newTable("cause", "verdict", "findings", "money", "change")
	right(t, 3, 4, 5)
	for _, c := range d.Causes {
		t.AppendRow([]any{c.Cause, c.Verdict, fmt.Sprintf("%d → %d", c.Before.Findings, c.After.Findings),
			signed(c.Before.Amount) + " → " + signed(c.After.Amount), signed(c.Change())})
	}
	return render(w, t)
}

func diffFindings(w io.Writer, c *model.Changes, zone words.Zone) error {
	if c.Count() == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	t := newTable("", "finding", "period ("+zone.Name+")", "project", "item", "verdict", "cause", "difference", "because of")
	right(t, 8)
	for _, part := range []struct {
		what     string
		findings []model.ChangedFinding
	}{{"new", c.New}, {"gone", c.Gone}, {"changed", c.Changed}} {
		for _, x := range part.findings {
			f := x.Either()
			t.AppendRow([]any{part.what, f.ID, period(*f, words.English, zone), orNone(f.Project), f.Item, f.Verdict, f.Cause, moved(x), orNone(strings.Join(x.Because, "; "))})
		}
	}
	return render(w, t)
}

// moved is the difference that a finding has, or had before and has now.
func moved(c model.ChangedFinding) string {
	if c.Before == nil || c.After == nil {
		return signed(c.Either().Difference.Amount)
	}
	return signed(c.Before.Difference.Amount) + " → " + signed(c.After.Difference.Amount)
}

func diffInputs(w io.Writer, d *model.Diff) error {
	if len(d.Inputs) == 0 {
		_, err := fmt.Fprintln(w, "\nBoth runs were made from the same inputs, by the same rules.")
		return err
	}
	if _, err := fmt.Fprintln(w, "\nWhat the runs were not both made with:"); err != nil {
		return err
	}
	t := newTable("input", d.From.Key, d.To.Key, "may bear on")
	for _, i := range d.Inputs {
		t.AppendRow([]any{i.String(), orNone(brief(i.What, i.Before)), orNone(brief(i.What, i.After)), fmt.Sprintf("%d of %d findings", i.Bears, d.Changes.Count())})
	}
	return render(w, t)
}

// brief shortens what is a hash.
func brief(what, value string) string {
	if what == "source" || what == "catalogue" {
		return short(value)
	}
	return value
}
