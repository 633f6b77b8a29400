package preflight

import (
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// ofTable are the company's own tables, in the order of model.Kinds.
var ofTable = []model.Kind{model.KindProjects, model.KindDatasets, model.KindBindings, model.KindStyles, model.KindPrices, model.KindCoverage, model.KindAliases}

// tables counts the rows of each of the company's own tables.
func tables(imported []model.Source) []model.PreflightTable {
	all := make([]model.PreflightTable, len(ofTable))
	for n, kind := range ofTable {
		all[n].Kind = kind
		for _, s := range imported {
			if s.Kind == kind {
				all[n].Rows += s.Tally.Kept
			}
		}
	}
	return all
}

// wanted are the tables that every company has something to say in.
var wanted = map[model.Kind]model.MissingKind{
	model.KindProjects: model.MissingProjects, model.KindBindings: model.MissingBindings, model.KindCoverage: model.MissingStatements,
}

// ofTables are the tables without a row that are not missed for another reason. No
// money is known to hang on them.
func (f *Facts) ofTables(tables []model.PreflightTable, missed []model.Missing) (all []model.Missing) {
	for _, t := range tables {
		kind, want := wanted[t.Kind]
		if !want || t.Rows > 0 || slices.ContainsFunc(missed, func(m model.Missing) bool { return m.Kind == kind }) {
			continue
		}
		all = append(all, model.Missing{Kind: kind, Optional: true, Amount: decimal.NewNullDecimal(decimal.Zero), Currency: f.Currency})
	}
	return all
}
