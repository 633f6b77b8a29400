package meter

import (
	"fmt"

	"immrecon/store/model"
)

// The base units that quantities are counted in.
const (
	UnitCall      = "call"
	UnitImage     = "image"
	UnitSecond    = "second"
	UnitFrame     = "frame"
	UnitStream    = "stream"
	UnitCountUnit = "countunit"
	UnitByte      = "byte"
)

// Charge is what one call adds to one billing item.
type Charge struct {
	Item     string
	Tier     string // price tier, "" where the item has none
	Unit     string // base unit of Quantity
	Quantity int64
	Duration int64    // microseconds Quantity was rounded from; 0 unless Unit is second
	Rules    []string // ids of the rules that led here, for the rule book
}

// meterFunc applies the rule of one operation.
type meterFunc func(*model.Call) ([]Charge, error)

// metered has the operations whose quantity depends on facts of the call, by
// their API name or their x-oss-process name.
var metered = map[string]meterFunc{
	"CreateMediaConvertTask":          mediaConvert,
	"video/convert":                   mediaConvert,
	"video/concat":                    mediaConvert,
	"audio/concat":                    audio,
	"audio/compress":                  audio,
	"video/snapshots":                 framing,
	"video/sprite":                    framing,
	"video/animation":                 animation,
	"CreateImageSplicingTask":         splicing,
	"CreateImageToPDFTask":            imageToPDF,
	"CreateFileCompressionTask":       fileProcess,
	"CreateFileUncompressionTask":     fileProcess,
	"CreateArchiveFileInspectionTask": filePreview,
	"DetectMediaMeta":                 mediaMeta,
	"GenerateWebofficeToken":          weboffice,
	"RefreshWebofficeToken":           weboffice,
	"WebofficeOpen":                   weboffice,
}

// Metered reports whether operation is charged by facts of the call. Any other
// operation is charged once a call, as the catalogue says.
func Metered(operation string) bool {
	_, ok := metered[operation]
	return ok
}

// Call returns what c would be charged if it is billable at all (see Billable).
// The error is a *Missing where the record does not state a fact the rule
// needs, and an *Unpriced where the price list has no item for what was done.
// Charges returned beside an error are certain; the error speaks of the rest.
func Call(c *model.Call) ([]Charge, error) {
	apply, ok := metered[c.Operation]
	if !ok {
		return nil, fmt.Errorf("operation %q is not metered: the catalogue says what a call of it costs", c.Operation)
	}
	return apply(c)
}
