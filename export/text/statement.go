package text

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Statement writes a run on one screen: what was billed, what usage comes to,
// and where the difference comes from.
func Statement(w io.Writer, in *words.Words, r *model.Report, zone words.Zone) error {
	w = visible.Writer{To: w}
	s := &r.Statement
	head := fmt.Sprintf(in.Terminal.Head, r.Run.Month, orNone(strings.Join(r.Run.Accounts, " ")), r.Run.Key,
		zone.Instant(r.Run.From), zone.Instant(r.Run.To), zone.Name)
	if _, err := fmt.Fprintf(w, "%s\n\n%s\n\n", head, in.Answer(r)); err != nil {
		return err
	}
	if err := errors.Join(figures(w, in, s), dues(w, in, s)); err != nil {
		return err
	}
	said := in.Says(s)
	if len(r.Currencies()) == 1 {
		said = said[1:] // the answer said it
	}
	if err := sayAll(w, said, in.SaysBill(s, words.Commands), in.SaysOpen(r, zone)); err != nil {
		return err
	}
	for n := range r.Others {
		if err := other(w, in, r, &r.Others[n], zone); err != nil {
			return err
		}
	}
	if err := payable(w, in, r); err != nil {
		return err
	}
	if err := assumptions(w, in, r); err != nil {
		return err
	}
	if err := limits(w, in, r); err != nil {
		return err
	}
	if err := holes(w, in, r, zone); err != nil {
		return err
	}
	for _, note := range r.Notes {
		if _, err := fmt.Fprintf(w, "\n"+in.Terminal.Note+"\n", in.Say(note)); err != nil {
			return err
		}
	}
	return nil
}

// other writes a statement beside the first: of another currency, or of one
// account. What is needed of an account the statement of its currency says.
func other(w io.Writer, in *words.Words, r *model.Report, s *model.Statement, zone words.Zone) error {
	var needed []string
	if s.Account == "" {
		needed = in.SaysNeeded(r, s.Currency, zone)
	}
	if _, err := fmt.Fprintf(w, "\n%s\n\n", visible.Line(in.Heads(s))); err != nil {
		return err
	}
	if err := errors.Join(figures(w, in, s), dues(w, in, s)); err != nil {
		return err
	}
	return sayAll(w, in.Says(s), in.SaysBill(s, words.Commands), needed)
}

func sayAll(w io.Writer, sentences ...[]string) error {
	all := slices.Concat(sentences...)
	if len(all) == 0 {
		return nil
	}
	for n, sentence := range all {
		all[n] = visible.Line(sentence)
	}
	_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(all, "\n"))
	return err
}

// figures writes what was billed, what is expected, and what the difference is.
func figures(w io.Writer, in *words.Words, s *model.Statement) error {
	t := newTable(cells(words.Columns(in.Tables.Figures, s.Currency))...)
	right(t, 2, 3)
	t.AppendRow([]any{in.Terminal.Billed, "", amount(s.Billed)})
	t.AppendRow([]any{in.Terminal.Expected, "", amount(s.Expected)})
	t.AppendRow([]any{in.Terminal.Difference, "", signed(s.Difference)})
	t.AppendRow([]any{"", "", ""})
	for n := range s.Explained {
		e := &s.Explained[n]
		t.AppendRow([]any{"  " + in.Judged(e), e.Findings, signed(e.Amount)})
	}
	t.AppendRow([]any{"  " + in.Terminal.Unexplained, "", signed(s.Unexplained)})
	t.AppendRow([]any{"  " + in.Terminal.Unverifiable, "", signed(s.Unverifiable)})
	t.AppendRow([]any{"  " + in.Terminal.Tolerated, "", signed(s.Tolerated)})
	return render(w, t)
}

// dues writes what the findings come to between the two sides, at list prices and
// as it was paid; nothing where nothing is due.
func dues(w io.Writer, in *words.Words, s *model.Statement) error {
	if s.Claim.Findings+s.Ask.Findings+s.Owed.Findings == 0 {
		return nil
	}
	t := newTable(append([]any{in.Term("Between you and the provider")}, cells(in.Tables.Dues)...)...)
	right(t, 2, 3, 4)
	for _, d := range in.Dues(s) {
		t.AppendRow([]any{"  " + d.Name, d.Findings, amount(d.Amount), amount(d.Payable)})
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return render(w, t)
}

// amount has at least two decimals, and every digit there is up to ten: further
// digits come from dividing bytes and say nothing on a screen.
func amount(d decimal.Decimal) string {
	return d.Round(10).StringFixed(max(2, -d.Round(10).Exponent()))
}

func signed(d decimal.Decimal) string {
	if d.Round(10).IsPositive() {
		return "+" + amount(d)
	}
	return amount(d)
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
