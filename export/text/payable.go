package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// payable writes the way from list amount to what is paid, one table for each
// account and currency.
func payable(w io.Writer, in *words.Words, r *model.Report) error {
	steps := r.Payable
	for len(steps) > 0 {
		n := 1
		for n < len(steps) && steps[n-1].Step != model.StepPayable {
			n++
		}
		if err := purse(w, in, steps[:n]); err != nil {
			return err
		}
		steps = steps[n:]
	}
	return nil
}

// purse is the table of one account and currency.
func purse(w io.Writer, in *words.Words, steps []model.PayableStep) error {
	if _, err := fmt.Fprintf(w, "\n"+in.Terminal.Payable+"\n", visible.Line(orNone(steps[0].Account))); err != nil {
		return err
	}
	t := newTable(cells(words.Columns(in.Tables.Payable, steps[0].Currency))...)
	right(t, 2, 3)
	for _, s := range steps {
		switch s.Step {
		case model.StepList, model.StepPayable:
			t.AppendRow([]any{in.Step(s.Step), s.Lines, amount(s.Amount)})
		default:
			t.AppendRow([]any{"  " + rated(in, s), s.Lines, signed(s.Amount)})
		}
	}
	return render(w, t)
}

// rated is the name of a step with its rate.
func rated(in *words.Words, s model.PayableStep) string {
	name := in.Step(s.Step)
	if s.Rate != "" {
		name += " " + s.Rate
	}
	return name
}
