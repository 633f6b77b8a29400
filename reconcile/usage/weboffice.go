package usage

import (
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// decideWeboffice notes for each project whose creation is known whether it
// pays for Weboffice by the opening or by the call.
func (c *Charger) decideWeboffice() error {
	var p place
	var at int64
	err := c.tx.Query(sql.Query("usage.creations"), nil, func() { c.created[p] = at }, &p.project, &p.region, &at)
	if err != nil {
		return fmt.Errorf("read creation of projects: %w", err)
	}
	rows := c.tx.Insert("weboffice_rule", "project", "region", "rule")
	for p := range c.created {
		if err := rows.Add(p.project, p.region, string(c.WebofficeRule(p.project, p.region))); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// WebofficeRule says how the project of a name and region pays for Weboffice.
func (c *Charger) WebofficeRule(project, region string) model.WebofficeRule {
	at, known := c.created[place{project, region}]
	switch {
	case !known:
		return model.PayUnknown
	case meter.ByOpenings(at):
		return model.PayOpenings
	}
	return model.PayCalls
}

// Created is when the project of a name and region was created, Unix seconds; 0
// where nobody knows.
func (c *Charger) Created(project, region string) int64 { return c.created[place{project, region}] }

// place is what makes a project one: its name and its region.
type place struct{ project, region string }
