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
	"immrecon/store"
)

// A reader knows one kind of file.
type reader struct {
	looks func(head []byte) bool
	read  func(r io.Reader, to store.Intake) error
}

// readers by kind.
var readers = func() map[store.Kind]reader {
	all := map[store.Kind]reader{
		store.KindOSSLog:      {osslog.Looks, osslog.Read},
		store.KindSLSLog:      {slslog.Looks, slslog.Read},
		store.KindActionTrail: {actiontrail.Looks, actiontrail.Read},
		store.KindCalls:       {calls.Looks, calls.Read},
		store.KindBill:        {bill.Looks, bill.Read},
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
	for _, kind := range store.Kinds {
		all = append(all, source.Recogniser{Kind: kind, Looks: readers[kind].looks, Alone: kind == store.KindOSSLog})
	}
	return all
}()

// rank says in which order kinds are loaded: what the company knows of itself
// first, so that usage finds its place at once.
func rank(kind store.Kind) int {
	switch kind {
	case store.KindProjects, store.KindDatasets, store.KindBindings, store.KindStyles, store.KindPrices:
		return 0
	case store.KindBill:
		return 1
	}
	return 2
}
