package text

import (
	"fmt"
	"io"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// shownFaults is how many faults of one check are shown on a screen.
const shownFaults = 10

// Checks writes one line a check, and under each that failed what does not hold.
func Checks(w io.Writer, checks []model.Check, head model.LogHead) error {
	t := newTable("check", "", "looked at")
	failed := 0
	for _, c := range checks {
		state := "ok"
		if len(c.Faults) > 0 {
			state = "FAILED"
			failed++
		}
		t.AppendRow([]any{c.Name, state, fmt.Sprintf("%d %s", c.Count, c.Of)})
	}
	if err := render(w, t); err != nil {
		return err
	}
	for _, c := range checks {
		if c.Note != "" {
			if _, err := fmt.Fprintf(visible.Writer{To: w}, "\n%s: %s\n", c.Name, c.Note); err != nil {
				return err
			}
		}
		if err := faults(w, c); err != nil {
			return err
		}
	}
	if err := headOf(w, head); err != nil {
		return err
	}
	if failed == 0 {
		_, err := fmt.Fprintln(w, "Everything holds.")
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d checks failed.\n", failed, len(checks))
	return err
}

// headOf writes the head of the log, to be kept.
func headOf(w io.Writer, head model.LogHead) error {
	if head.Events == 0 {
		_, err := fmt.Fprintln(w, "\nThe log has no event, or none that can be read.")
		return err
	}
	_, err := fmt.Fprintf(w, "\nThe log has %d events; its head is %s\n", head.Events, head.Hash)
	return err
}

func faults(w io.Writer, c model.Check) error {
	for n, fault := range c.Faults {
		if n == shownFaults {
			_, err := fmt.Fprintf(w, "%s: … and %d more\n", c.Name, len(c.Faults)-n)
			return err
		}
		if n == 0 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", c.Name, visible.Line(fault)); err != nil {
			return err
		}
	}
	return nil
}
