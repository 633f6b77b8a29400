package main

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"immrecon/export/words"
	"immrecon/migrations/catalogue"
	"immrecon/reconcile/nearest"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// filter is what findings must be to be shown; empty lets everything pass.
type filter struct {
	item, project string
	cause         model.Cause
	verdict       model.Verdict
}

func (f *filter) flags(cmd *cobra.Command) {
	f.matters(cmd)
	wordFlag(cmd, cmd.Flags(), &f.verdict, "verdict", "only this `verdict`: overcharged, undercharged, timing, unverifiable, note",
		[]model.Verdict{model.Overcharged, model.Undercharged, model.Timing, model.Unverifiable, model.Note})
}

// matters adds what findings are told apart by as matters: cause, item and project.
func (f *filter) matters(cmd *cobra.Command) {
	nameFlag(cmd, &f.item, "item", "only this billing `item`, such as ImageDetect")
	nameFlag(cmd, &f.project, "project", "only this `project`")
	wordFlag(cmd, cmd.Flags(), &f.cause, "cause", "only this `cause`, such as unbilled_usage", slices.Sorted(maps.Keys(words.English.Causes)))
}

func (f *filter) leavesOut(x model.Finding) bool {
	return f.item != "" && f.item != x.Item || f.project != "" && f.project != x.Project ||
		f.cause != "" && f.cause != x.Cause || f.verdict != "" && f.verdict != x.Verdict
}

// check refuses an item or a project that neither a run nor the catalogue or the
// company's tables know: nothing at all would be found of it, which reads as if
// nothing were wrong.
func (f *filter) check(r db.Reader, run int64) error {
	if f.item != "" {
		items, err := knownItems(r, run)
		if err != nil {
			return err
		}
		if !slices.Contains(items, f.item) {
			return nearest.Unknown("item", f.item, items)
		}
	}
	if f.project == "" {
		return nil
	}
	projects, err := runs.Projects(r, run)
	if err == nil && !slices.Contains(projects, f.project) {
		err = nearest.Unknown("project", f.project, projects)
	}
	return err
}

// known is a reader of reports that checks the filter first.
func (f *filter) known(read func(db.Reader, int64) (*model.Report, error)) func(db.Reader, int64) (*model.Report, error) {
	return func(r db.Reader, run int64) (*model.Report, error) {
		if err := f.check(r, run); err != nil {
			return nil, err
		}
		return read(r, run)
	}
}

// knownItems lists the items of the catalogue, then those that a run has beside them.
func knownItems(r db.Reader, run int64) ([]string, error) {
	c, err := catalogue.Read()
	if err != nil {
		return nil, err
	}
	var items []string
	for _, i := range c.Items {
		items = append(items, i.Code)
	}
	others, err := runs.Items(r, run)
	for _, item := range others {
		if !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	return items, err
}
