package xlsx

import (
	"fmt"
	"slices"

	"immrecon/store/model"
)

// coverage is what is known of the completeness of the evidence: a row for each
// channel, subject, class of operation and state, with the hours that it is of, day
// by day.
func (b *book) coverage() table[model.EvidenceState] {
	type row = model.EvidenceState
	columns := []column[row]{
		{header: "Channel", width: 18, cell: func(s *row) cell { return text(lookText, b.words.Channel(s.Channel)) }},
		{header: "Bucket, region or project", width: 22, cell: func(s *row) cell { return text(lookText, s.Subject) }},
		{header: "Operations", width: 34, cell: func(s *row) cell { return text(lookWrapped, b.words.OperationsOf(s, b.report.States, operationsShown)) }},
		{header: "Evidence is", width: 21, cell: func(s *row) cell { return b.stateCell(s) }},
		{header: "Why", width: 43, cell: func(s *row) cell { return text(lookWrapped, b.whyEvidence(s)) }},
		{header: "Hours", width: 7, cell: func(s *row) cell { return count(s.In(b.span())) }},
	}
	for n, day := range daysOf(b.report) {
		columns = append(columns, column[row]{header: fmt.Sprintf("%02d", n+1), width: dayWidth, cell: func(s *row) cell { return dayCell(s.In(day), s.Lacks()) }})
	}
	return table[row]{sheet: sheetCoverage, columns: columns, rows: listed(b.report.States),
		about: "How complete the evidence is, and why. Below the days: hours; bold on orange where records may be missing. A call is missing only if both trail and call log may lack it.",
		also:  b.words.Limits(b.report.Coverage)}
}

// operationsShown and timesShown are how many operations and spans of hours a row
// names: so many can be read in it. The exports as CSV and JSON have all.
const (
	operationsShown = 4
	timesShown      = 60
)

// whyEvidence says why evidence is as complete as it is; of hours that may lack
// records also which they are.
func (b *book) whyEvidence(s *model.EvidenceState) string {
	why := b.words.WhyEvidence(s)
	if !s.Lacks() {
		return why
	}
	return why + b.say(": ") + b.words.Hours(s.Hours, timesShown, b.zone)
}

// span is the time of the run.
func (b *book) span() model.Span { return model.Span{From: b.report.Run.From, To: b.report.Run.To} }

// stateCell says how complete the evidence is; it stands out where records may be
// missing.
func (b *book) stateCell(s *model.EvidenceState) cell {
	switch {
	case s.Reason == model.OtherChannelWhole:
		return text(lookText, b.say("not needed"))
	case s.Lacks():
		return text(lookGap, b.words.Completeness(s.State))
	}
	return text(lookText, b.words.Completeness(s.State))
}

// daysOf are the days of the billing zone of a run, from the one that it begins in.
func daysOf(r *model.Report) (days []model.Span) {
	for start := model.DayOf(r.Run.From); start < r.Run.To; start += model.Day {
		days = append(days, model.Span{From: start, To: start + model.Day})
	}
	return days
}

// noEvidence are the states of subjects that a channel has nothing of.
var noEvidence = []model.EvidenceReason{model.NothingImported, model.NoBinding, model.NotRecorded}

// lackingIn counts the hours of a day in which a channel may lack records of any
// subject, of operations that it has recorded in the month; and says whether it has
// any evidence of the day.
func lackingIn(day model.Span, states []model.EvidenceState) (hours int64, evidence bool) {
	for hour := day.From; hour < day.To; hour += model.Hour {
		lacks := false
		for n := range states {
			s := &states[n]
			if s.In(model.Span{From: hour, To: hour + model.Hour}) == 0 {
				continue
			}
			lacks = lacks || s.Lacks() && s.Reason != model.NotRecorded && s.Reason != model.NoBinding
			evidence = evidence || !slices.Contains(noEvidence, s.Reason)
		}
		if lacks {
			hours++
		}
	}
	return hours, evidence
}

// dayCell is a number of hours of a day; they stand out where records may be
// missing.
func dayCell(hours int64, lacks bool) cell {
	switch {
	case hours == 0:
		return text(lookDayNone, "")
	case lacks:
		return count(hours).as(lookDayHoles)
	}
	return count(hours).as(lookDayFull)
}
