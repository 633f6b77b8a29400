package pipeline

import (
	"io"

	"immrecon/import/actiontrail"
	"immrecon/import/bill"
	"immrecon/import/calls"
	"immrecon/import/metering"
	"immrecon/import/osslog"
	"immrecon/import/process"
	"immrecon/import/registry"
	"immrecon/import/slslog"
	"immrecon/import/source"
	"immrecon/store/model"
)

// A reader knows one kind of file.
type reader struct {
	detect func(head []byte) bool
	read   func(r io.Reader, to model.RecordWriter) error
}

// styledReaders are those of logs, which may be searched for styles.
var styledReaders = map[model.Kind]func(io.Reader, process.Styles, model.RecordWriter) error{
	model.KindOSSLog: osslog.ReadStyled,
	model.KindSLSLog: slslog.ReadStyled,
}

// readers by kind.
var readers = func() map[model.Kind]reader {
	all := map[model.Kind]reader{
		model.KindOSSLog:      {osslog.Detect, osslog.Read},
		model.KindSLSLog:      {slslog.Detect, slslog.Read},
		model.KindActionTrail: {actiontrail.Detect, actiontrail.Read},
		model.KindCalls:       {calls.Detect, calls.Read},
		model.KindBill:        {bill.Detect, bill.Read},
		model.KindMetering:    {metering.Detect, metering.Read},
	}
	for _, table := range registry.Tables {
		all[table.Kind] = reader{table.Detect, table.Read}
	}
	return all
}()

// detectors are in the order of model.Kinds. Access logs come by the thousand;
// nothing else has their lines.
var detectors = func() []source.Detector {
	var all []source.Detector
	for _, kind := range model.Kinds {
		all = append(all, source.Detector{Kind: kind, Detect: readers[kind].detect, Exclusive: kind == model.KindOSSLog})
	}
	return all
}()
