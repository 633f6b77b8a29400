package intake

import (
	"io"

	"immrecon/import/actiontrail"
	"immrecon/import/bill"
	"immrecon/import/calls"
	"immrecon/import/osslog"
	"immrecon/import/registry"
	"immrecon/import/slslog"
	"immrecon/import/source"

	"immrecon/store/model"
)

// A reader knows one kind of file.
type reader struct {
	looks func(head []byte) bool
	read  func(r io.Reader, to model.RecordWriter) error
}

// readers by kind.
var readers = func() map[model.Kind]reader {
	all := map[model.Kind]reader{
		model.KindOSSLog:      {osslog.Looks, osslog.Read},
		model.KindSLSLog:      {slslog.Looks, slslog.Read},
		model.KindActionTrail: {actiontrail.Looks, actiontrail.Read},
		model.KindCalls:       {calls.Looks, calls.Read},
		model.KindBill:        {bill.Looks, bill.Read},
	}
	for _, table := range registry.Tables {
		all[table.Kind] = reader{table.Looks, table.Read}
	}
	return all
}()

// recognisers in the order of store.Kinds. Access logs come by the thousand;
// nothing else has their lines.
var recognisers = func() []source.Recogniser {
	var all []source.Recogniser
	for _, kind := range model.Kinds {
		all = append(all, source.Recogniser{Kind: kind, Looks: readers[kind].looks, Alone: kind == model.KindOSSLog})
	}
	return all
}()

// rank says in which order kinds are loaded: what the company knows of itself
// first, so that usage finds its place at once.
func rank(kind model.Kind) int {
	switch kind {
	case model.KindProjects, model.KindDatasets, model.KindBindings, model.KindStyles, model.KindPrices:
		return 0
	case model.KindBill:
		return 1
	}
	return 2
}
