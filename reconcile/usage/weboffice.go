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
	var project string
	var at int64
	err := c.tx.Query(sql.Query("usage.creations"), nil, func() { c.created[project] = at }, &project, &at)
	if err != nil {
		return fmt.Errorf("read creation of projects: %w", err)
	}
	rows := c.tx.Insert("weboffice_rule", "project", "rule")
	for project := range c.created {
		if err := rows.Add(project, string(c.WebofficeRule(project))); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// WebofficeRule says how a project pays for Weboffice.
func (c *Charger) WebofficeRule(project string) model.WebofficeRule {
	at, known := c.created[project]
	switch {
	case !known:
		return model.PayUnknown
	case meter.ByOpenings(at):
		return model.PayOpenings
	}
	return model.PayCalls
}

// Created is when a project was created, Unix seconds; 0 where nobody knows.
func (c *Charger) Created(project string) int64 { return c.created[project] }
