// Package nearest finds, for a name that nobody knows, the known names that may have
// been meant. It is pure.
//
// Does not belong here: what names there are.
package nearest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// most is how many names are suggested, and listed how many are named where none is
// like the unknown one: more would be no help.
const (
	most   = 3
	listed = 12
)

// Unknown is the error for a name that is none of those known: it suggests what may
// have been meant, and where nothing is like it says what there is. What the name is
// of is a word such as "item".
func Unknown(what, name string, known []string) error {
	if names := Names(name, known); len(names) > 0 {
		return fmt.Errorf("no %s %s; did you mean %s?", what, name, List(names, "or"))
	}
	switch shown := slices.Sorted(slices.Values(known)); {
	case len(known) == 0:
		return fmt.Errorf("no %s %s; there is none at all", what, name)
	case len(known) > listed:
		return fmt.Errorf("no %s %s; there are %s and %d more", what, name, strings.Join(shown[:listed], ", "), len(known)-listed)
	case len(known) == 1:
		return fmt.Errorf("no %s %s; there is only %s", what, name, shown[0])
	default:
		return fmt.Errorf("no %s %s; there are %s", what, name, List(shown, "and"))
	}
}

// Names lists at most three of the known names that are like a name, the nearest
// first: those that hold it as a part, or differ in up to a third of its letters and
// are hardly less near than the nearest. Upper and lower case are the same.
func Names(name string, known []string) []string {
	type candidate struct {
		name     string
		distance int
		holds    bool
	}
	var candidates []candidate
	name = strings.ToLower(name)
	for _, k := range known {
		lower := strings.ToLower(k)
		d := distance(name, lower)
		holds := len(name) > 3 && strings.Contains(lower, name)
		if holds || d <= 1+len(name)/3 && d < len(lower) {
			candidates = append(candidates, candidate{k, d, holds})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	if len(candidates) > 0 && candidates[0].distance == 0 {
		return []string{candidates[0].name} // but for its case it is this one
	}
	var names []string
	for _, c := range candidates {
		if len(names) < most && (c.holds || c.distance <= candidates[0].distance+1) {
			names = append(names, c.name)
		}
	}
	return names
}

// distance counts the letters to insert, leave out or replace that make b of a
// (Levenshtein).
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, letter := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, other := range to {
			replaced := diagonal
			if letter != other {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, diagonal+1, row[j]+1)
		}
	}
	return row[len(to)]
}

// List is words as a sentence lists them: "a, b or c".
func List(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}
