package usage

import (
	"fmt"

	"immrecon/reconcile/sql"
)

// RegionConflict is a project that bill or records have in a region that no table
// has, while a table has it in another.
type RegionConflict struct {
	Project, Region string
	Listed          string // the region that the table has
	BothUsed        bool   // bill or records have it there as well
	Apart           bool   // bill and evidence both have it in several regions
	File            string // where the table stands
	Line            int64
}

// RegionConflicts lists the conflicts between tables and what is used.
func (c *Charger) RegionConflicts() ([]RegionConflict, error) {
	var all []RegionConflict
	var one RegionConflict
	err := c.tx.Query(sql.Query("usage.region_conflicts"), nil, func() { all = append(all, one) },
		&one.Project, &one.Region, &one.Listed, &one.BothUsed, &one.Apart, &one.File, &one.Line)
	if err != nil {
		return nil, fmt.Errorf("read where tables and records disagree: %w", err)
	}
	return all, nil
}
