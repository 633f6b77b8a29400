package text

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Month writes how far a month has got.
func Month(w io.Writer, s *model.MonthStatus, zone words.Zone) error {
	t := newTable()
	add := func(what, format string, facts ...any) { t.AppendRow([]any{what, fmt.Sprintf(format, facts...)}) }
	add("month", "%s, %s", s.State.Month, saysState(s.State, zone))
	add("bill", "%s", saysFinal(s, zone))
	for _, in := range s.Imported {
		add("imported", "%s: %d %s in %d sources", in.Kind, in.Records, recordsOf(in.Kind), in.Sources)
	}
	if len(s.Imported) == 0 {
		add("imported", "nothing yet")
	}
	for _, c := range s.Coverage {
		add("evidence", "%s %s: %d of %d hours, from %s to %s; missing between: %d", c.Channel, c.Subject, c.Hours, hoursOf(s.Latest), zone.Instant(c.From), zone.Instant(c.To), c.Missing)
	}
	add("latest run", "%s", saysRun(s.Latest, zone))
	for _, d := range s.Claims {
		add("open claim", "%s: %s, %s, %s %s of %s open", d.ID, d.Status, d.Cause, amount(d.Open()), d.Currency, amount(d.Claimed))
	}
	if len(s.Claims) == 0 {
		add("open claims", "none")
	}
	for _, late := range s.Late {
		add("late", "source %d, %s, imported %s", late.ID, late.Name, zone.Instant(late.ImportedAt.Unix()))
	}
	for _, c := range s.Carried {
		add("carried here", "%s", saysCorrection(c))
	}
	for _, o := range s.Obstacles {
		add("in the way", "%s", o)
	}
	return render(visible.Writer{To: w}, t)
}

func saysState(s model.MonthState, zone words.Zone) string {
	var all []string
	switch d := s.Last; {
	case d == nil:
		all = append(all, "open")
	case d.Close:
		all = append(all, "closed"+saysDecision(d, zone))
	default:
		all = append(all, "reopened"+saysDecision(d, zone))
	}
	if d := s.Asking; d != nil {
		all = append(all, "to be "+closedOrReopened(d)+", as "+d.Who+" asked; someone else must confirm")
	}
	return strings.Join(all, "; ")
}

func saysDecision(d *model.Decision, zone words.Zone) string {
	text := fmt.Sprintf(" by %s at %s", d.Who, zone.Instant(d.At.Unix()))
	if d.AskedBy != "" {
		text = fmt.Sprintf(" by %s and %s at %s", d.AskedBy, d.Who, zone.Instant(d.At.Unix()))
	}
	if d.Run != "" {
		text += " with run " + d.Run
	}
	if d.Forced {
		text += ", forced"
	}
	if d.Note != "" {
		text += ": " + d.Note
	}
	return text
}

func closedOrReopened(d *model.Decision) string {
	if d.Close {
		return "closed"
	}
	return "reopened"
}

func saysFinal(s *model.MonthStatus, zone words.Zone) string {
	if s.IsFinal {
		return "final since " + zone.Instant(s.Final.Unix())
	}
	return "not final before " + zone.Instant(s.Final.Unix())
}

// recordsOf is what the records of a kind are called.
func recordsOf(kind model.Kind) string {
	switch kind {
	case model.KindBill:
		return "bill lines"
	case model.KindOSSLog, model.KindSLSLog:
		return "requests"
	}
	return "calls"
}

// hoursOf is how many hours a run is about.
func hoursOf(r *model.RunSummary) int64 { return (r.To - r.From) / model.Hour }

func saysRun(r *model.RunSummary, zone words.Zone) string {
	if r == nil {
		return "none of the whole month"
	}
	s := r.Statement
	return fmt.Sprintf("%s, made %s: billed %s, expected %s, difference %s %s, %d findings", r.Key, zone.Instant(r.StartedAt.Unix()),
		amount(s.Billed), amount(s.Expected), signed(s.Difference), s.Currency, r.Findings)
}

// saysCorrection tells what late evidence changes in a closed month.
func saysCorrection(c model.Correction) string {
	head := fmt.Sprintf("usage of %s, settled in %s: ", c.Activity, c.Billing)
	if c.Before == nil || c.After == nil || c.Before.ID == c.After.ID {
		return head + fmt.Sprintf("%s came in late; `immrecon reconcile --month %s` shows what it changes", sources(len(c.Late)), c.Activity)
	}
	a, b := c.Before.Statement, c.After.Statement
	change := func(to, from decimal.Decimal) string { return signed(to.Sub(from)) }
	return head + fmt.Sprintf("run %s against %s, %d findings new, %d gone, %d changed; expected %s, difference %s %s", c.After.Key, c.Before.Key,
		len(c.Changes.New), len(c.Changes.Gone), len(c.Changes.Changed), change(b.Expected, a.Expected), change(b.Difference, a.Difference), b.Currency)
}

func sources(n int) string {
	if n == 1 {
		return "1 source"
	}
	return fmt.Sprintf("%d sources", n)
}

// Decided writes what came of a decision about a month.
func Decided(w io.Writer, s model.MonthState, head model.LogHead) error {
	_, err := fmt.Fprintf(visible.Writer{To: w}, "%s\nThe head of the log is %s (event %d)\n", decided(s), head.Hash, head.Events)
	return err
}

func decided(s model.MonthState) string {
	switch d := s.Asking; {
	case d != nil:
		return fmt.Sprintf("%s is to be %s: someone else must confirm it, by the same command with --user NAME", s.Month, closedOrReopened(d))
	case s.Closed() && s.Last.Run != "":
		return fmt.Sprintf("%s is closed with run %s", s.Month, s.Last.Run)
	case s.Closed():
		return fmt.Sprintf("%s is closed", s.Month)
	}
	return fmt.Sprintf("%s is open again", s.Month)
}
