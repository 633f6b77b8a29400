package evidence

import (
	"testing"

	"immrecon/store/model"
)

// Of a task with several outputs each is shown as what it is, with its own seconds.
func TestOutputsOfATask(t *testing.T) {
	output := func(part, codec string, width, height int64) *model.Call {
		return &model.Call{Operation: "CreateMediaConvertTask", Part: part, Codec: codec, Width: width, Height: height, Duration: 9_500_000,
			Known: model.FactSize | model.FactDuration}
	}
	for name, test := range map[string]struct {
		call     *model.Call
		kind     string
		quantity int64 // of the task in the cell
		item     string
		want     int64
	}{
		"its own item, beside another of that item": {output("0", "h264", 1280, 720), "VideoCompress264SD", 20, "VideoCompress264SD", 10},
		"another item than the task is kept with":   {output("1", "h264", 1920, 1080), "VideoCompress264SD", 10, "VideoCompress264HD", 0},
		"sides as they are":                         {output("0", "h264", 720, 1280), "VideoCompress2642K", 10, "VideoCompress2642K", 10},
		"that belongs under another cell":           {output("0", "h264", 1280, 720), "VideoCompress264SD", 0, "VideoCompress264SD", 0},
		"the only output":                           {output("", "h264", 1920, 1080), "VideoCompress264SD", 10, "VideoCompress264SD", 10},
		"that cannot be metered":                    {output("0", "vp9", 1920, 1080), "VideoCompress264SD", 10, "VideoCompress264SD", 10},
	} {
		k, quantity := ofPart(test.call, &model.UsageKind{Item: test.kind, Billable: true}, test.quantity)
		if k.Item != test.item || quantity != test.want {
			t.Errorf("%s: %s, %d, want %s, %d", name, k.Item, quantity, test.item, test.want)
		}
	}
}
