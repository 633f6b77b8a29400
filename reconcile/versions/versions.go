package versions

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// Line is a bill line by our names of what it is for.
type Line struct {
	ID     int64
	Source int64   // that brought it; later sources have greater numbers
	Again  []int64 // later sources that show the very same line
	Form   string
	Grain  model.Grain

	Account, Kind         string // Kind: lines of different kinds show different things
	Region, Project, Item string // "" where the line does not say
	Tier, Price           string
	From, To              int64

	Amount decimal.Decimal
}

// Superseded says of lines by id which source counts in their stead. A line
// that is not in it counts.
type Superseded map[int64]int64

// Of finds the lines that another source supersedes.
func Of(lines []Line) Superseded {
	s := Superseded{}
	if ofOneSource(lines) {
		return s
	}
	s.exportedAgain(lines)
	left := slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return s[l.ID] != 0 })
	s.otherForms(left)
	return s
}

// ofOneSource is true of most months, and then there is nothing to look for.
func ofOneSource(lines []Line) bool {
	return !slices.ContainsFunc(lines, func(l Line) bool { return l.Source != lines[0].Source })
}

// grains from fine to coarse.
var grains = map[model.Grain]int{model.GrainHour: 1, model.GrainDay: 2, model.GrainMonth: 3}

// lineKey is what a line shows, but for the figures.
type lineKey struct {
	account, kind, region, project, item, tier, price, form string
	from, to                                                int64
}

func (l Line) key() lineKey {
	return lineKey{l.Account, l.Kind, l.Region, l.Project, l.Item, l.Tier, l.Price, l.Form, l.From, l.To}
}

// exportedAgain supersedes what a later export of the same form shows again.
func (s Superseded) exportedAgain(lines []Line) {
	shown := map[int64]map[lineKey]bool{}
	for _, l := range lines {
		for _, source := range append([]int64{l.Source}, l.Again...) {
			if shown[source] == nil {
				shown[source] = map[lineKey]bool{}
			}
			shown[source][l.key()] = true
		}
	}
	later := exports(shown)
	for _, l := range lines {
		for _, source := range later[l.Source] {
			if shown[source][l.key()] {
				if !slices.Contains(l.Again, source) {
					s[l.ID] = source
				}
				break // the latest export decides
			}
		}
	}
}

// exports lists for every source the later ones that export it again, the
// latest first.
func exports(shown map[int64]map[lineKey]bool) map[int64][]int64 {
	common := map[[2]int64]int{}
	at := map[lineKey][]int64{}
	for source, keys := range shown {
		for key := range keys {
			for _, other := range at[key] {
				common[[2]int64{min(source, other), max(source, other)}]++
			}
			at[key] = append(at[key], source)
		}
	}
	again := map[int64][]int64{}
	for pair, n := range common {
		if earlier := pair[0]; 2*n > len(shown[earlier]) {
			again[earlier] = append(again[earlier], pair[1])
		}
	}
	for _, sources := range again {
		slices.SortFunc(sources, func(a, b int64) int { return cmp.Compare(b, a) })
	}
	return again
}
