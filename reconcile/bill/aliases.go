package bill

import (
	"fmt"
	"strings"

	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// aliases are the names under which bills show projects, the newest statement of
// each first.
type aliases map[string][]model.Alias

func (r *reader) readAliases() (aliases, error) {
	all := aliases{}
	var a model.Alias
	err := r.tx.Query(sql.Query("bill.aliases"), nil,
		func() { all[a.BillID] = append(all[a.BillID], a) }, &a.BillID, &a.Project, &a.Region, &a.From, &a.To)
	if err != nil {
		return nil, fmt.Errorf("read aliases: %w", err)
	}
	return all, nil
}

// of finds the project that an instance id stands for at an instant: the id
// itself is an alias, or one part of a ";" composite is.
func (a aliases) of(instance string, at int64) (model.Alias, bool) {
	if len(a) == 0 {
		return model.Alias{}, false
	}
	for _, id := range append([]string{instance}, strings.Split(instance, ";")...) {
		for _, alias := range a[strings.TrimSpace(id)] {
			if alias.From <= at && (alias.To == 0 || at < alias.To) {
				return alias, true
			}
		}
	}
	return model.Alias{}, false
}
