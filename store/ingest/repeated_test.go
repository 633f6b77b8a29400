package ingest_test

import (
	"fmt"
	"testing"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// logged is a row of a call log with the text it stands as.
func logged(id, part string, change func(*model.Call)) *model.Call {
	c := storetest.Call(id, model.KindCalls)
	c.Part = part
	if change != nil {
		change(c)
	}
	c.Raw = fmt.Sprintf("row of %s %s", id, part)
	return c
}

// The same id and part is a duplicate with the same content, and rejected with any
// other, wherever the first stands.
func TestRowsThatContradictAnother(t *testing.T) {
	failed := func(c *model.Call) { c.Status, c.ErrorCode = 500, "InternalError" }
	later := func(c *model.Call) { c.At++ }
	unknown := func(c *model.Call) { c.Known, c.Frames = model.FactFrames, 0 }
	d := storetest.Open(t)
	first := d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
		in.KeepCall(2, logged("R-1", "", nil))
		in.KeepCall(3, logged("R-1", "", failed))
		in.KeepCall(4, logged("R-1", "", nil))
		in.KeepCall(5, logged("R-1", "b", failed))
	})
	second := d.Import(model.KindCalls, "more.csv", func(in *ingest.Import) {
		in.KeepCall(2, logged("R-1", "", later))
		in.KeepCall(3, logged("R-1", "b", failed))
		in.KeepCall(4, logged("R-1", "b", nil))
		in.KeepCall(5, logged("R-2", "", nil))
		in.KeepCall(6, logged("R-2", "", unknown))
	})
	storetest.Same(t, "first file", first.Tally, model.Tally{Read: 4, Kept: 2, Duplicate: 1, Rejected: 1})
	storetest.Same(t, "second file", second.Tally, model.Tally{Read: 5, Kept: 1, Duplicate: 1, Rejected: 3})
	storetest.SameRows(t, "rejected", d.Rows("SELECT source_id || ':' || line || ' ' || reason || ' | ' || content FROM rejected_line ORDER BY source_id, line"), []string{
		"1:3 id R-1 stands already in calls.csv:2 with another http_status, error_code; one of the two is wrong | row of R-1 ",
		"2:2 id R-1 stands already in calls.csv:2 with another time; one of the two is wrong | row of R-1 ",
		"2:4 id R-1, part b stands already in calls.csv:5 with another http_status, error_code; one of the two is wrong | row of R-1 b",
		"2:6 id R-2 stands already in more.csv:5 with another frames; one of the two is wrong | row of R-2 ",
	})
	d.MustHold()
}

// Every fact of a row is part of its content.
func TestEveryFactOfARowIsContent(t *testing.T) {
	yes, one := true, int64(1)
	for name, change := range map[string]func(*model.Call){
		"time": func(c *model.Call) { c.At++ }, "submitted": func(c *model.Call) { c.Submitted = 1 }, "region": func(c *model.Call) { c.Region = "x" },
		"project": func(c *model.Call) { c.Project = "x" }, "dataset": func(c *model.Call) { c.Dataset = "x" },
		"operation": func(c *model.Call) { c.Operation = "x" }, "task_id": func(c *model.Call) { c.TaskID = "x" },
		"http_status": func(c *model.Call) { c.Status = 404 }, "error_code": func(c *model.Call) { c.ErrorCode = "x" },
		"codec": func(c *model.Call) { c.Codec = "x" }, "output": func(c *model.Call) { c.Output = "x" }, "tier": func(c *model.Call) { c.Tier = "x" },
		"width": func(c *model.Call) { c.Known, c.Width = model.FactSize, 7 }, "fps": func(c *model.Call) { c.Rate = "7" },
		"seconds": func(c *model.Call) { c.Known = model.FactDuration }, "frames": func(c *model.Call) { c.Known = model.FactFrames },
		"images": func(c *model.Call) { c.Known = model.FactImages }, "streams": func(c *model.Call) { c.Known = model.FactStreams },
		"bytes": func(c *model.Call) { c.Known = model.FactBytes }, "readonly": func(c *model.Call) { c.Readonly = &yes },
		"cached": func(c *model.Call) { c.Cached = &yes }, "geo": func(c *model.Call) { c.Geo = &yes },
		"initial_transcode": func(c *model.Call) { c.Known = model.FactInitialTranscode },
		"transcode_ahead":   func(c *model.Call) { c.Known = model.FactTranscodeAhead },
		"segment_seconds":   func(c *model.Call) { c.Known = model.FactSegmentLength },
		"target_uri":        func(c *model.Call) { c.TargetURI = "x" }, "token": func(c *model.Call) { c.Token = "x" },
		"access_in": func(c *model.Call) { c.AccessIn = "x" }, "access_out": func(c *model.Call) { c.AccessOut = "x" },
		"audio_streams": func(c *model.Call) { c.AudioStreams = &one },
	} {
		d := storetest.Open(t)
		tally := d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) {
			in.KeepCall(2, logged("R-1", "", nil))
			in.KeepCall(3, logged("R-1", "", change))
		}).Tally
		if tally.Rejected != 1 || tally.Duplicate != 0 {
			t.Errorf("another %s: %+v, want it rejected", name, tally)
		}
	}
}

// A row that was rejected for another is missed once that one is taken out: its
// file goes with it, to be imported again.
func TestForgettingWhatARowContradicts(t *testing.T) {
	d := storetest.Open(t)
	first := d.Import(model.KindCalls, "calls.csv", func(in *ingest.Import) { in.KeepCall(2, logged("R-1", "", nil)) })
	other := func(in *ingest.Import) { in.KeepCall(2, logged("R-1", "", func(c *model.Call) { c.Status = 500 })) }
	d.Import(model.KindCalls, "more.csv", other)
	d.Import(model.KindActionTrail, "trail.json", func(in *ingest.Import) { in.KeepCall(1, storetest.Call("R-1", model.KindActionTrail)) })
	storetest.Same(t, "dependants", d.Forget(first.ID), []string{"more.csv"})
	if tally := d.Import(model.KindCalls, "more again.csv", other).Tally; tally.Kept != 1 {
		t.Errorf("imported again: %+v, want the row kept", tally)
	}
	d.MustHold()
}
