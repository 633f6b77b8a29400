package text

import (
	"fmt"
	"io"
	"strings"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Preflight writes what is there for a verdict on a month, and what is missing.
func Preflight(w io.Writer, in *words.Words, p *model.Preflight, zone words.Zone) error {
	w = visible.Writer{To: w}
	if _, err := fmt.Fprintf(w, in.Preflight.Head+"\n\n", p.Month, zone.Instant(p.At)); err != nil {
		return err
	}
	if err := bills(w, in, p); err != nil {
		return err
	}
	if err := evidence(w, in, p); err != nil {
		return err
	}
	rows := make([]string, len(p.Tables))
	for n, t := range p.Tables {
		rows[n] = fmt.Sprintf("%s %d", in.Channel(t.Kind), t.Rows)
	}
	if _, err := fmt.Fprintf(w, "\n"+in.Preflight.Tables+"\n", strings.Join(rows, in.Preflight.Comma)); err != nil {
		return err
	}
	return missing(w, in, p, zone)
}

// bills writes what is there of the bill, or what there is instead.
func bills(w io.Writer, in *words.Words, p *model.Preflight) error {
	if len(p.Bills) == 0 {
		_, err := fmt.Fprintln(w, in.NoBill(p.Month, p.Found))
		return err
	}
	t := newTable(cells(in.Tables.Bills)...)
	right(t, 2, 3)
	for n := range p.Bills {
		b := &p.Bills[n]
		s := model.Statement{Currency: b.Currency, Bill: b.BillState}
		t.AppendRow([]any{b.Currency, amount(b.Billed), b.Lines, orNone(strings.Join(b.Accounts, " ")), in.Final(&b.BillState), in.Whole(&s), in.BillVerdict(b.Verdict)})
	}
	return render(w, t)
}

// evidence writes how complete the evidence of the month so far is.
func evidence(w io.Writer, in *words.Words, p *model.Preflight) error {
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	t := newTable(cells(in.Tables.Evidence)...)
	right(t, 3, 4, 5, 6, 7, 8)
	for _, e := range p.Evidence {
		why, subject := "-", orNone(e.Subject)
		if e.Why != "" {
			why = in.WhyBriefly(e.Why)
		}
		if e.Why == model.NoBinding {
			subject = fmt.Sprintf(in.Preflight.Project, subject)
		}
		t.AppendRow([]any{in.Channel(e.Channel), subject, e.Hours, e.Proven, e.Stated, e.Presumed, e.Behind, e.Lacking, why})
	}
	return render(w, t)
}

// missing writes what is missing, what a verdict needs apart from the rest, and how to
// get it.
func missing(w io.Writer, in *words.Words, p *model.Preflight, zone words.Zone) error {
	heading := in.Preflight.Complete
	if p.Needs() {
		heading = in.Preflight.MayLack
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", heading); err != nil {
		return err
	}
	optional, told := false, map[string]bool{}
	for n := range p.Missing {
		m := &p.Missing[n]
		if m.Optional && !optional {
			optional = true
			if _, err := fmt.Fprintf(w, "\n%s\n", in.Preflight.Not); err != nil {
				return err
			}
		}
		how := ""
		if kind := string(m.Kind) + m.Reason; !told[kind] { // of the next of a kind it is the same
			told[kind], how = true, "     "+visible.Line(in.HowToGet(m, p.Month))+"\n"
		}
		if _, err := fmt.Fprintf(w, in.Preflight.Listed+"\n%s", n+1, visible.Line(in.Lacks(m, p.Month, len(p.Bills) == 0, zone)), how); err != nil {
			return err
		}
	}
	return nil
}
