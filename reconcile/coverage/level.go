package coverage

import "immrecon/store/model"

// State is how complete the evidence of a channel, subject, class of operation
// and hour is, the weakest first.
type State int

// The states of evidence.
const (
	Unknown  State = iota // records may be missing, and nobody knows how many
	Short                 // so many records are missing, as a control total says
	Presumed              // records stand around, and nothing speaks against it
	Stated                // the company says so, or the provider's log is there, whole
	Proven                // a control total with a number agrees
)

// Level is a state with what is missing and what says so.
type Level struct {
	State   State
	Reason  model.EvidenceReason
	Missing int64  // records, of Short
	Of      int    // the statement that says so, by its number; 0 for none
	Source  string // what says so, in the words of whoever said it
	File    string // of the statement, "" for none
	Line    int64  // likewise

	on subject // whose records it is of
}

// complete reports whether nothing is missing for all that anybody knows.
func (l Level) complete() bool { return l.State >= Presumed }

// certain reports whether it is known that nothing is missing.
func (l Level) certain() bool { return l.State >= Stated }

// either is the level of records that two channels show: one is missing only
// where it is missing from both.
func either(a, b Level) Level {
	switch {
	case a.certain() || b.certain():
		return stronger(a, b)
	case a.State == Short && b.State == Short:
		if b.Missing < a.Missing {
			return b
		}
		return a
	case a.State == Short:
		return a
	case b.State == Short:
		return b
	}
	return stronger(a, b)
}

func stronger(a, b Level) Level {
	if b.State > a.State {
		return b
	}
	return a
}

// Completeness is the word for a state of evidence that a finding rests on; ""
// where records are missing.
func (s State) Completeness() model.Completeness {
	if s < Presumed {
		return ""
	}
	return grades[s]
}

// grades are the words for each state.
var grades = map[State]model.Completeness{
	Unknown: model.NotKnown, Short: model.Short, Presumed: model.Presumed, Stated: model.Stated, Proven: model.Proven,
}
