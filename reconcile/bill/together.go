package bill

import (
	"slices"

	"immrecon/migrations/catalogue"
)

// nameTogether gives the lines of several items one name where the bill prints one
// for all of them: which line is for which item nobody can tell, so the usage of
// all meets the lines of all.
func (r *reader) nameTogether(lines []printedLine) error {
	rows := r.tx.Insert("billed_together", "name", "item", "project", "region")
	for _, t := range catalogue.Togethers {
		var places []place
		for n := range lines {
			l := &lines[n]
			if at := (place{l.Project, l.Region}); l.ItemCode == t.Name && !slices.Contains(places, at) {
				places = append(places, at)
				for _, item := range t.Items {
					if err := rows.Add(t.Name, item, l.Project, l.Region); err != nil {
						return err
					}
				}
			}
		}
		for n := range lines {
			if l := &lines[n]; slices.Contains(places, place{l.Project, l.Region}) && slices.Contains(t.Items, l.Item) {
				l.Item = t.Name
			}
		}
	}
	return rows.Flush()
}
