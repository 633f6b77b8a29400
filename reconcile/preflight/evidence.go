package preflight

import (
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// ofEvidence is the evidence, and the prices, that are needed, and what else of the
// evidence may be missing.
func (f *Facts) ofEvidence() (all []model.Missing) {
	for _, n := range f.Needed {
		m := model.Missing{Kind: kinds[n.Channel], Subject: n.Subject, Span: model.Span{From: n.From, To: n.To}, Findings: n.Findings,
			Amount: decimal.NewNullDecimal(n.Amount), Currency: n.Currency}
		switch {
		case n.Channel == model.KindPrices && n.Amount.IsZero():
			m.Amount = decimal.NullDecimal{} // without prices nobody knows
		case n.Channel == model.KindOSSLog && n.Subject == "":
			m.Kind = model.MissingBindings
		case n.Channel != model.KindPrices:
			m.Hours = lackingIn(f.States, n.Channel, n.Subject, m.Span)
		}
		all = append(all, m)
	}
	return f.alsoLacking(all)
}

// alsoLacking adds evidence of the time so far that may be missing beside what is known
// to be needed. Before the bill nobody knows what it could decide; with it, nothing.
func (f *Facts) alsoLacking(all []model.Missing) []model.Missing {
	soFar := f.soFar()
	for n := range f.States {
		s := &f.States[n]
		if !s.Lacks() || s.In(soFar) == 0 {
			continue
		}
		m := model.Missing{Kind: kinds[s.Channel], Optional: len(f.Bills) > 0, Subject: s.Subject, Amount: decimal.NewNullDecimal(decimal.Zero), Currency: f.Currency}
		if s.Reason == model.NoBinding {
			m.Kind = model.MissingBindings
		}
		for hour := range s.Within(soFar) {
			if m.To == 0 {
				m.From = hour
			}
			m.To = hour + model.Hour
		}
		same := slices.IndexFunc(all, func(o model.Missing) bool {
			return o.Kind == m.Kind && (o.Subject == m.Subject || o.Subject == "" || m.Subject == "")
		})
		switch {
		case same < 0 && m.Kind == model.MissingBindings:
			all = append(all, m)
		case same < 0:
			m.Hours = lackingIn(f.States, s.Channel, s.Subject, soFar)
			all = append(all, m)
		case all[same].Amount.Decimal.IsZero(): // of another class of operations
			all[same].From, all[same].To = min(all[same].From, m.From), max(all[same].To, m.To)
		}
	}
	return all
}

// kinds are what is missing of a channel.
var kinds = map[model.Kind]model.MissingKind{
	model.KindOSSLog: model.MissingLog, model.KindActionTrail: model.MissingTrail, model.KindCalls: model.MissingCallLog, model.KindPrices: model.MissingPrices,
}

// lackingIn counts the hours of a span in which records of a channel and subject may be
// missing.
func lackingIn(states []model.EvidenceState, channel model.Kind, subject string, span model.Span) int64 {
	hours := map[int64]bool{}
	for n := range states {
		if s := &states[n]; s.Channel == channel && s.Subject == subject && s.Lacks() {
			for hour := range s.Within(span) {
				hours[hour] = true
			}
		}
	}
	return int64(len(hours))
}

// evidence sums what is known of the time so far by channel and subject. An hour has
// the weakest grade of its classes of operation.
func evidence(states []model.EvidenceState, soFar model.Span) (all []model.PreflightEvidence) {
	for first := 0; first < len(states); {
		next := first + 1
		for next < len(states) && states[next].Channel == states[first].Channel && states[next].Subject == states[first].Subject {
			next++
		}
		all = append(all, oneEvidence(states[first:next], soFar))
		first = next
	}
	return all
}

// oneEvidence sums the states of one channel and subject.
func oneEvidence(states []model.EvidenceState, soFar model.Span) model.PreflightEvidence {
	e := model.PreflightEvidence{Channel: states[0].Channel, Subject: states[0].Subject}
	weakest, why := map[int64]int{}, map[model.EvidenceReason]int64{}
	for n := range states {
		s := &states[n]
		for hour := range s.Within(soFar) {
			if known, seen := weakest[hour]; !seen || rank(s) < known {
				weakest[hour] = rank(s)
			}
			if s.Lacks() {
				why[s.Reason]++
			}
		}
	}
	e.Hours = int64(len(weakest))
	for _, r := range weakest {
		*[]*int64{&e.Lacking, &e.Behind, &e.Presumed, &e.Stated, &e.Proven}[r]++
	}
	for _, reason := range model.EvidenceReasons() {
		if why[reason] > why[e.Why] {
			e.Why = reason
		}
	}
	return e
}

// rank orders the grades of evidence, what lacks first.
func rank(s *model.EvidenceState) int {
	if s.Lacks() {
		return 0
	}
	return 1 + slices.Index([]model.Completeness{model.NotKnown, model.Presumed, model.Stated, model.Proven}, s.State)
}
