package versions

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// otherForms supersedes what another form or grain shows as well.
func (s Superseded) otherForms(lines []Line) {
	digits := digitsOfForms(lines)
	for _, same := range byUsage(lines) {
		for _, together := range overlapping(same) {
			views := viewsOf(together)
			if len(views) < 2 {
				continue
			}
			best := choose(views, digits)
			for _, v := range views {
				if v == best {
					continue
				}
				for _, l := range v.lines {
					s[l.ID] = best.latest
				}
			}
		}
	}
}

// usage is what lines of different forms have in common if they show the same.
type usage struct{ account, kind, region, project, item string }

// byUsage groups lines by what they are for, as exactly as all of them say:
// where a line does not name the item or the project, it may show what any line
// of that region does.
func byUsage(lines []Line) [][]Line {
	vague := map[usage]bool{}
	for _, l := range lines {
		if l.Item == "" || l.Project == "" {
			vague[usage{l.Account, l.Kind, l.Region, l.Project, l.Item}] = true
		}
	}
	groups := map[usage][]Line{}
	for _, l := range lines {
		u := usage{l.Account, l.Kind, l.Region, l.Project, l.Item}
		for _, wider := range []usage{
			{l.Account, l.Kind, l.Region, "", ""}, {l.Account, l.Kind, l.Region, l.Project, ""}, {l.Account, l.Kind, l.Region, "", l.Item},
		} {
			if vague[wider] {
				u = wider
				break
			}
		}
		groups[u] = append(groups[u], l)
	}
	return slices.Collect(maps.Values(groups))
}

// overlapping splits lines of one usage where no period covers the border.
func overlapping(lines []Line) [][]Line {
	slices.SortFunc(lines, func(a, b Line) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID)) })
	var parts [][]Line
	var end int64
	for _, l := range lines {
		if len(parts) == 0 || l.From >= end {
			parts = append(parts, nil)
		}
		last := len(parts) - 1
		parts[last] = append(parts[last], l)
		end = max(end, l.To)
	}
	return parts
}

// view is what one form and grain shows of a usage.
type view struct {
	form   string
	lines  []Line
	latest int64 // newest of its sources
	finest int
	vague  bool // some line does not name the item
	amount decimal.Decimal
}

// viewsOf tells the views that overlapping lines come from, the best first: the
// one whose lines all name the item, then the finest, then the latest. The lines
// of a source stay together whatever their grains.
func viewsOf(lines []Line) []*view {
	bySource := map[int64][]Line{}
	for _, l := range lines {
		bySource[l.Source] = append(bySource[l.Source], l)
	}
	byName := map[string]*view{}
	for source, lines := range bySource {
		name := lines[0].Form + " " + grainsOf(lines)
		v := byName[name]
		if v == nil {
			v = &view{form: lines[0].Form, finest: grains[model.GrainMonth] + 1}
			byName[name] = v
		}
		v.latest = max(v.latest, source)
		for _, l := range lines {
			v.add(l)
		}
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b *view) int {
		return cmp.Or(vagueLast(a, b), cmp.Compare(a.finest, b.finest), cmp.Compare(b.latest, a.latest))
	})
}

func (v *view) add(l Line) {
	v.lines = append(v.lines, l)
	v.finest = min(v.finest, grains[l.Grain])
	v.vague = v.vague || l.Item == ""
	v.amount = v.amount.Add(l.Amount)
}

func vagueLast(a, b *view) int {
	switch {
	case a.vague == b.vague:
		return 0
	case a.vague:
		return 1
	}
	return -1
}

func grainsOf(lines []Line) string {
	var names []string
	for _, l := range lines {
		names = append(names, string(l.Grain))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "+")
}

// choose returns the first view, unless a coarser one bills more than it.
func choose(views []*view, digits map[string]int32) *view {
	best := views[0]
	for _, v := range views[1:] {
		coarser := v.finest > best.finest || v.vague && !best.vague
		more := v.amount.Abs().Sub(best.amount.Abs())
		if coarser && more.GreaterThan(v.open(digits).Add(best.open(digits))) {
			best = v
		}
	}
	return best
}

// open is what the decimals of a view leave open: a last digit a line.
func (v *view) open(digits map[string]int32) decimal.Decimal {
	return decimal.NewFromInt(int64(len(v.lines))).Shift(-digits[v.form])
}

// digitsOfForms is how many digits each form prints after the point.
func digitsOfForms(lines []Line) map[string]int32 {
	digits := map[string]int32{}
	for _, l := range lines {
		digits[l.Form] = max(digits[l.Form], -l.Amount.Exponent())
	}
	return digits
}
