package words

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

// Answer says whether the bill of a report is right. Where there are several
// currencies it says so of each, and leaves the figures to their statements.
func (w *Words) Answer(r *model.Report) string {
	s := &r.Statement
	currencies := r.Currencies()
	if len(currencies) < 2 {
		if s.Verdict == "" || s.Verdict == model.BillRight && r.PayableDiffers() {
			return w.verdict(s)
		}
		return fmt.Sprintf(w.Phrases.Answer, say(w.Answers, s.Verdict), w.verdict(s))
	}
	said := make([]string, len(currencies))
	for n, of := range currencies {
		said[n] = fmt.Sprintf(w.Phrases.AnswerIn, of.Currency, say(w.Answers, of.Verdict))
	}
	return strings.Join(said, w.Phrases.Between)
}

// MayPay reports whether a report says that the bill can be paid as it is: it is
// right in every currency, and what is payable follows from its own amounts.
func MayPay(r *model.Report) bool {
	for _, s := range r.Currencies() {
		if s.Verdict != model.BillRight {
			return false
		}
	}
	return !r.PayableDiffers()
}
