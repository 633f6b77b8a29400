package text

import (
	"fmt"
	"io"
	"strings"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// holes writes a calendar of the evidence of each bucket that has hours
// missing: a day a mark. Nothing is written where nothing is missing.
func holes(w io.Writer, in *words.Words, r *model.Report, zone words.Zone) error {
	marks := map[string]*strings.Builder{}
	var subjects []string
	missing := map[string]int64{}
	for _, d := range r.Calendar {
		if marks[d.Subject] == nil {
			marks[d.Subject] = &strings.Builder{}
			subjects = append(subjects, d.Subject)
		}
		missing[d.Subject] += d.Missing
		mark := "."
		if d.Missing > 0 {
			mark = "!"
		}
		marks[d.Subject].WriteString(mark)
	}
	for _, subject := range subjects {
		if missing[subject] == 0 {
			continue
		}
		first := firstDay(r, subject)
		if _, err := fmt.Fprintf(w, "\n%s\n", in.SaysHoles(visible.Line(subject), missing[subject], zone.Day(first), marks[subject].String())); err != nil {
			return err
		}
	}
	return nil
}

func firstDay(r *model.Report, subject string) int64 {
	for _, d := range r.Calendar {
		if d.Subject == subject {
			return d.Day
		}
	}
	return 0
}

// limits writes what the evidence of the run does not show however complete it is.
func limits(w io.Writer, in *words.Words, r *model.Report) error {
	for _, limit := range in.Limits(r.Coverage) {
		if _, err := fmt.Fprintf(w, "\n%s\n", visible.Line(limit)); err != nil {
			return err
		}
	}
	return nil
}

// assumptions writes what each assumption is worth, so that a reader sees which
// matter.
func assumptions(w io.Writer, in *words.Words, r *model.Report) error {
	if len(r.Assumptions) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s\n", in.Terminal.Switched); err != nil {
		return err
	}
	t := newTable()
	right(t, 3)
	for _, a := range r.Assumptions {
		state := "off"
		if a.On {
			state = "on"
		}
		t.AppendRow([]any{"  " + a.Rule, in.Term(state), signed(a.Worth)})
	}
	return render(w, t)
}
