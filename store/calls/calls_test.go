package calls_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// matched runs a function after the calls of a time were matched.
func matched(t *testing.T, d *storetest.Database, span model.Span, do func(*db.Tx) error) error {
	t.Helper()
	return d.Write(t.Context(), func(tx *db.Tx) error {
		return errors.Join(calls.Match(tx, span), do(tx))
	})
}

func TestCallsComeBackAsTheyWentIn(t *testing.T) {
	yes, no, two := true, false, int64(2)
	d := storetest.Open(t)
	full := model.Call{
		RequestID: "R-1", TaskID: "T-1", At: storetest.Noon, Region: "ap-southeast-1", Project: "studio", Dataset: "d", Operation: "CreateMediaConvertTask",
		Status: 200, ErrorCode: "TaskFailed", Channel: model.KindCalls, Codec: "h264", Output: "video", Tier: "basic", Width: 640, Height: 480,
		Rate: "30000/1001", Duration: 1_500_000, Frames: 3, Images: 4, Streams: 5, Bytes: 6, Readonly: &yes, Cached: &no, Geo: &yes,
		InitialTranscode: -1, TranscodeAhead: 12, SegmentLength: 10_000_000, TargetURI: "oss://b/o", Token: "t",
		AccessIn: "ai", RefreshIn: "ri", AccessOut: "ao", RefreshOut: "ro", VideoStreams: &two, AudioStreams: new(int64),
		Known: model.FactSize | model.FactRate | model.FactDuration | model.FactFrames | model.FactImages | model.FactStreams | model.FactBytes | model.FactInitialTranscode | model.FactTranscodeAhead | model.FactSegmentLength,
	}
	bare := model.Call{RequestID: "R-2", At: storetest.Noon + 1, Operation: "GetFileMeta", Channel: model.KindActionTrail}
	zero := model.Call{RequestID: "R-3", At: storetest.Noon + 2, Operation: "CreateImageToPDFTask", Channel: model.KindCalls, Known: model.FactImages}
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
		for n, c := range []model.Call{bare, zero, full} {
			in.KeepCall(int64(n+2), &c)
		}
	})
	var got []model.Call
	span := model.Span{From: storetest.Noon, To: storetest.Noon + 3}
	err := matched(t, d, span, func(tx *db.Tx) error {
		return calls.Between(tx.Reader, span, calls.Named(full.Operation, bare.Operation, zero.Operation), func(c *model.Call) { got = append(got, *c) })
	})
	if want := []model.Call{full, bare, zero}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

// However many calls there are, and at one instant, each is given once, in order,
// and something may be written of it.
func TestCallsAreGivenBetweenStatements(t *testing.T) {
	const many = 10000
	d := storetest.Open(t)
	var want []string
	d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
		for n := range many {
			c := storetest.Call(fmt.Sprintf("R-%05d", n), model.KindCalls)
			c.At = storetest.Noon + int64(n)/6000
			in.KeepCall(int64(n+2), c)
			want = append(want, c.RequestID)
		}
	})
	var got []string
	span := model.Span{From: storetest.Noon, To: storetest.Noon + 3600}
	err := matched(t, d, span, func(tx *db.Tx) error {
		var written error
		read := calls.Between(tx.Reader, span, calls.Named(storetest.Call("", model.KindCalls).Operation), func(c *model.Call) {
			got = append(got, c.RequestID)
			if len(got)%1000 == 0 {
				_, err := tx.Exec("UPDATE api_call SET task_id = 'T' WHERE request_id = ?", c.RequestID)
				written = errors.Join(written, err)
			}
		})
		return errors.Join(read, written)
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%d calls, %v; want %d in order", len(got), err, many)
	}
}
