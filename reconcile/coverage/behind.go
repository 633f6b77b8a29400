package coverage

import (
	"cmp"
	"maps"
	"slices"

	"immrecon/store/model"
)

// Behind says which of the states of the table the evidence of a cell rests on, by
// their number in the list: those that say of an hour of its period, or of those
// beside it, that nothing is missing of what may be charged in it.
func (t *Table) Behind(c model.Cell, states *States) []int64 {
	g := gatherer{table: t, weakest: Proven, behind: map[rest]bool{}}
	g.around(c)
	numbers := map[int64]bool{}
	for r := range g.behind {
		if n, known := states.of(r); known {
			numbers[n] = true
		}
	}
	return slices.Sorted(maps.Keys(numbers))
}

// States finds a state by what it is of.
type States struct {
	all []model.EvidenceState
	at  map[subject][]int
}

// IndexStates makes a list of states easy to find in.
func IndexStates(all []model.EvidenceState) *States {
	s := &States{all: all, at: map[subject][]int{}}
	for n := range all {
		on := subject{all[n].Channel, all[n].Subject}
		s.at[on] = append(s.at[on], n)
	}
	return s
}

// of is the number of the state of an hour, operation and subject.
func (s *States) of(r rest) (int64, bool) {
	others := -1
	for _, n := range s.at[r.subject] {
		one := &s.all[n]
		_, inside := slices.BinarySearchFunc(one.Hours, r.hour, func(h model.Span, hour int64) int {
			if h.Contains(hour) {
				return 0
			}
			return cmp.Compare(h.From, hour)
		})
		switch {
		case !inside:
		case slices.Contains(one.Operations, r.operation):
			return int64(n), true
		case len(one.Operations) == 0:
			others = n
		}
	}
	return int64(others), others >= 0
}
