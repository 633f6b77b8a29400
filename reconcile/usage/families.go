package usage

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
)

// families knows the items that records can be charged under: requests to OSS by
// their operation, API calls by "api " and theirs, indexing by "index".
type families map[string][]string

func readFamilies(r db.Reader) (families, error) {
	all := families{}
	var operation, item string
	err := r.Query(sql.Query("unplaced.items"), nil,
		func() { all[operation] = append(all[operation], item) }, &operation, &item)
	if err != nil {
		return nil, fmt.Errorf("read what requests are charged under: %w", err)
	}
	return all, nil
}

// api are the items of an API operation, of all of them for one of no known item.
func (f families) api(operation string) []string {
	if items := f["api "+operation]; items != nil {
		return items
	}
	var all []string
	for operation, items := range f {
		if strings.HasPrefix(operation, "api ") {
			all = append(all, items...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// every holds of any operation, family of those whose name begins so.
func every(string) bool { return true }

func family(name string) func(operation string) bool {
	return func(operation string) bool { return strings.HasPrefix(operation, name+"/") }
}

// items are those of some operations, each once.
func (f families) items(of func(operation string) bool) []string {
	var all []string
	for operation, items := range f {
		if strings.Contains(operation, "/") && of(operation) {
			all = append(all, items...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
