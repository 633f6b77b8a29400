package reconcile_test

import (
	"testing"

	"immrecon/store/model"
)

// More calls than are loaded at a time are metered like few: nothing is written
// while those that are stored are being read.
func TestManyCallsAreMetered(t *testing.T) {
	const n = 10_000
	for operation, want := range map[string]string{
		"CreateMediaConvertTask": "photos VideoCompress264LD 04T10 1h 10000/0",
		"image/codes":            "photos ImageQRCodes 04T10 1h 10000/0", // which are looked for in the access log
	} {
		t.Run(operation, func(t *testing.T) {
			m := newMonth(t)
			all := make([]model.Call, n)
			for i := range all {
				all[i] = model.Call{Operation: operation, At: on(10, 0) + int64(i)%model.Hour,
					Codec: "h264", Width: 640, Height: 360, Duration: 1_000_000, Known: model.FactSize | model.FactDuration}
			}
			m.calls(all...)
			cellsAre(t, m.reconciled(), want)
		})
	}
}
