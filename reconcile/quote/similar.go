package quote

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// unknown is the error for a subject that is neither an item nor an operation;
// it suggests what may have been meant.
func (t *Tariff) unknown(subject string) error {
	message := fmt.Sprintf("%q is neither a billing item nor an operation", subject)
	if names := t.similar(subject); len(names) > 0 {
		return fmt.Errorf("%s; did you mean %s?", message, list(names, "or"))
	}
	return fmt.Errorf("%s; `immrecon catalog items` and `immrecon catalog operations` list them", message)
}

// similar lists at most three names that are like the subject, the nearest first:
// those that differ in up to a third of its letters, or hold it as a part.
func (t *Tariff) similar(subject string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var candidates []candidate
	subject = strings.ToLower(subject)
	for _, name := range t.names() {
		lower := strings.ToLower(name)
		d := distance(subject, lower)
		if d <= 1+len(subject)/3 || (len(subject) > 3 && strings.Contains(lower, subject)) {
			candidates = append(candidates, candidate{name, d})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var names []string
	for _, c := range candidates[:min(3, len(candidates))] {
		names = append(names, c.name)
	}
	return names
}

// names lists what can be asked for, each once: items, then operations.
func (t *Tariff) names() []string {
	var names []string
	for _, i := range t.catalogue.Items {
		names = append(names, i.Code)
	}
	for _, o := range t.catalogue.Operations {
		if !slices.Contains(names, o.Name) {
			names = append(names, o.Name)
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
