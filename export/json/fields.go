package json

import "immrecon/export/fields"

// Fields lists the fields of the rows of a list, by the key that the list has in its
// document: findings, sources, bills, unplaced, runs or months.
func Fields(list string) []string {
	switch list {
	case "findings":
		return fields.Of[finding]()
	case "sources":
		return fields.Of[source]()
	case "bills":
		return fields.Of[billSource]()
	case "unplaced":
		return fields.Of[unplaced]()
	case "runs":
		return fields.Of[runSummary]()
	case "months":
		return fields.Of[listedMonth]()
	}
	panic("there is no list " + list)
}
