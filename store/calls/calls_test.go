package calls_test

import (
	"reflect"
	"testing"

	"immrecon/store/calls"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

func TestCallsComeBackAsTheyWentIn(t *testing.T) {
	yes, no := true, false
	d := storetest.Open(t)
	full := model.Call{
		RequestID: "R-1", TaskID: "T-1", At: storetest.Noon, Region: "ap-southeast-1", Project: "studio", Dataset: "d", Operation: "CreateMediaConvertTask",
		Status: 200, ErrorCode: "TaskFailed", Channel: model.KindCalls, Codec: "h264", Output: "video", Tier: "basic", Width: 640, Height: 480,
		Rate: "30000/1001", Duration: 1_500_000, Frames: 3, Images: 4, Streams: 5, Bytes: 6, Readonly: &yes, Cached: &no, Geo: &yes,
		InitialTranscode: -1, TranscodeAhead: 12, SegmentLength: 10_000_000, TargetURI: "oss://b/o", Token: "t",
		AccessIn: "ai", RefreshIn: "ri", AccessOut: "ao", RefreshOut: "ro",
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
	err := calls.Between(d.Reader(t.Context()), model.Span{From: storetest.Noon, To: storetest.Noon + 3}, calls.Named(full.Operation, bare.Operation, zero.Operation), func(c *model.Call) { got = append(got, *c) })
	if want := []model.Call{full, bare, zero}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}
