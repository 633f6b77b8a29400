package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type diff struct {
	Schema  string           `json:"schema"`
	Month   string           `json:"month"`
	From    runSummary       `json:"from"`
	To      runSummary       `json:"to"`
	Same    bool             `json:"same"`
	New     []changedFinding `json:"new"`
	Gone    []changedFinding `json:"gone"`
	Changed []changedFinding `json:"changed"`
	Causes  []causeChange    `json:"causes"`
	Inputs  []inputChange    `json:"inputs"`
}

// changedFinding is a finding with its difference in both runs; null in the run
// that does not have it.
type changedFinding struct {
	ID      string        `json:"id"`
	Project string        `json:"project"`
	Item    string        `json:"item"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	Verdict model.Verdict `json:"verdict"`
	Cause   model.Cause   `json:"cause"`
	Before  *difference   `json:"before"`
	After   *difference   `json:"after"`
	Because []string      `json:"because"`
}

type causeChange struct {
	Cause          model.Cause   `json:"cause"`
	Verdict        model.Verdict `json:"verdict"`
	FindingsBefore int64         `json:"findings_before"`
	FindingsAfter  int64         `json:"findings_after"`
	AmountBefore   string        `json:"amount_before"`
	AmountAfter    string        `json:"amount_after"`
	Change         string        `json:"change"`
}

type inputChange struct {
	What   string `json:"what"`
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
	Bears  int    `json:"may_bear_on"`
}

// Diff writes what changed between two runs, schema immrecon.diff/1.
func Diff(w io.Writer, d *model.Diff, o Options) error {
	zone := o.zone()
	return encode(w, diff{
		Schema: "immrecon.diff/1", Month: d.To.Month, From: runSummaryOf(&d.From, zone), To: runSummaryOf(&d.To, zone), Same: d.Same(),
		New: changedOf(d.Changes.New, zone), Gone: changedOf(d.Changes.Gone, zone), Changed: changedOf(d.Changes.Changed, zone),
		Causes: list(d.Causes, func(c *model.CauseChange) causeChange {
			return causeChange{c.Cause, c.Verdict, c.Before.Findings, c.After.Findings, c.Before.Amount.String(), c.After.Amount.String(), c.Change().String()}
		}),
		Inputs: list(d.Inputs, func(i *model.InputChange) inputChange {
			return inputChange{i.What, i.Name, i.Before, i.After, i.Bears}
		}),
	})
}

func changedOf(rows []model.ChangedFinding, zone words.Zone) []changedFinding {
	return list(rows, func(c *model.ChangedFinding) changedFinding {
		f := c.Either()
		return changedFinding{
			ID: f.ID, Project: f.Project, Item: f.Item, From: zone.Instant(f.From), To: zone.Instant(f.To), Verdict: f.Verdict, Cause: f.Cause,
			Before: differenceOf(c.Before), After: differenceOf(c.After), Because: present(c.Because),
		}
	})
}

func differenceOf(f *model.Finding) *difference {
	if f == nil {
		return nil
	}
	return &difference{quantity(f.Difference.Quantity), f.Difference.Amount.String()}
}
