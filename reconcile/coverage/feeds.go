package coverage

import (
	"fmt"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// feeds are the kinds of record that an item can be charged for: requests to OSS,
// and API operations.
type feeds struct {
	requests   bool
	operations []string
	counted    bool // a record is at most one unit
}

// batch names any number of objects in one call.
const batch = "BatchIndexFileMeta"

func readFeeds(r db.Reader) (map[string]feeds, error) {
	all := map[string]feeds{}
	var item, channel, operation, unit string
	add := func() {
		f := all[item]
		f.counted = unit == meter.UnitCall
		if channel == "oss" {
			f.requests = true
		} else if !slices.Contains(f.operations, operation) {
			f.operations = append(f.operations, operation)
		}
		all[item] = f
	}
	err := r.Query(sql.Query("coverage.feeds"), nil, add, &item, &unit, &channel, &operation)
	if err != nil {
		return nil, fmt.Errorf("read what items are charged for: %w", err)
	}
	return all, nil
}

// operationsOf lists the API operations of all feeds.
func operationsOf(all map[string]feeds) []string {
	operations := slices.Clone(webofficeFeeds[model.PayUnknown].operations)
	for _, f := range all {
		operations = append(operations, f.operations...)
	}
	slices.Sort(operations)
	return slices.Compact(operations)
}

// webofficeFeeds are those of a Weboffice item, by how the project pays.
var webofficeFeeds = map[model.WebofficeRule]feeds{
	model.PayUnknown:  {requests: true, operations: []string{"GenerateWebofficeToken", "RefreshWebofficeToken", opening}, counted: true},
	model.PayOpenings: {operations: []string{opening}, counted: true},
	model.PayCalls:    {requests: true, operations: []string{"GenerateWebofficeToken", "RefreshWebofficeToken"}, counted: true},
}

// of is what feeds a cell.
func (t *Table) feedsOf(c model.Cell) feeds {
	if meter.IsWeboffice(c.Item) {
		return webofficeFeeds[t.PaysBy(c.Project, c.Region)]
	}
	all := feeds{counted: true}
	for _, item := range catalogue.ItemsOf(c.Item) {
		f, known := t.feeds[item]
		if !known {
			return t.everything
		}
		all.requests, all.counted = all.requests || f.requests, all.counted && f.counted
		all.operations = append(all.operations, f.operations...)
	}
	return all
}
