package meter_test

import (
	"errors"
	"slices"
	"testing"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// A call whose item or tier cannot be told may be charged what its record allows
// at most under each item that it may be, and no more: 61 s for 60.5 s of video.
func TestUndecidedIsBoundedByTheRecord(t *testing.T) {
	const length = 60_500_000 // microseconds
	h264 := []string{"VideoCompress264LD", "VideoCompress2644K"}
	cases := map[string]struct {
		call  model.Call
		items []string // some of those it may be charged under
		most  int64
	}{
		"video of unknown size": {
			model.Call{Operation: "CreateMediaConvertTask", Codec: "h264", Duration: length, Known: model.FactDuration}, h264, 61},
		"video of unknown size and length": {
			model.Call{Operation: "CreateMediaConvertTask", Codec: "h264"}, h264, 0},
		"video above 4K": {
			model.Call{Operation: "CreateMediaConvertTask", Codec: "h264", Width: 4096, Height: 2160, Duration: length,
				Known: model.FactSize | model.FactDuration}, h264, 61},
		"codec without a price": {
			model.Call{Operation: "CreateMediaConvertTask", Codec: "vp9", Duration: length, Known: model.FactDuration},
			append(h264, "VideoCompress265HD", "AudioCompress"), 61},
		"spliced image of unknown size": {
			model.Call{Operation: "CreateImageSplicingTask"}, []string{"ImageSplicing"}, 1},
	}
	for name, c := range cases {
		charges, err := meter.Call(&c.call)
		var items []string
		var most int64
		if missing, ok := errors.AsType[*meter.Missing](err); ok {
			items, most = missing.Items, missing.Quantity
		}
		if unpriced, ok := errors.AsType[*meter.Unpriced](err); ok {
			items, most = unpriced.Items, unpriced.Quantity
		}
		if len(charges) > 0 || most != c.most {
			t.Errorf("%s: got %v and at most %d, want no charge and at most %d", name, charges, most, c.most)
		}
		for _, item := range c.items {
			if !slices.Contains(items, item) {
				t.Errorf("%s: %s is not among the items that it may be: %v", name, item, items)
			}
		}
	}
}
