package store

import (
	"database/sql/driver"
	"fmt"

	"immrecon/store/model"
)

// callLoad turns API calls into rows of api_call and the objects they index.
type callLoad struct {
	calls, objects *feed
}

func newCallLoad() *callLoad {
	return &callLoad{
		calls: newFeed("api_call", "request_id", "channel", "source_id", "line", "at", "region", "project", "dataset", "operation",
			"status", "error_code", "task_id", "codec", "output", "tier", "width", "height", "rate", "duration_us", "frames", "images",
			"streams", "bytes", "readonly", "cached", "geo", "initial_us", "ahead_segments", "segment_us", "target_uri", "token",
			"access_in", "refresh_in", "access_out", "refresh_out"),
		objects: newFeed("api_call_object", "request_id", "channel", "ordinal", "uri", "extension"),
	}
}

// KeepCall implements model.RecordWriter.
func (i *Import) KeepCall(line int64, c *model.Call) {
	given := func(fact model.Facts, v int64) driver.Value {
		if c.Known.Has(fact) {
			return v
		}
		return nil
	}
	i.calls.calls.add(c.RequestID, string(c.Channel), i.source.ID, line, c.At, c.Region, c.Project, c.Dataset, c.Operation,
		int64(c.Status), c.ErrorCode, c.TaskID, c.Codec, c.Output, c.Tier, given(model.FactSize, c.Width), given(model.FactSize, c.Height), c.Rate,
		given(model.FactDuration, c.Duration), given(model.FactFrames, c.Frames), given(model.FactImages, c.Images),
		given(model.FactStreams, c.Streams), given(model.FactBytes, c.Bytes), truth(c.Readonly), truth(c.Cached), truth(c.Geo),
		given(model.FactInitialTranscode, c.InitialTranscode), given(model.FactTranscodeAhead, c.TranscodeAhead),
		given(model.FactSegmentLength, c.SegmentLength), c.TargetURI, c.Token, c.AccessIn, c.RefreshIn, c.AccessOut, c.RefreshOut)
	for ordinal, uri := range c.Objects {
		i.calls.objects.add(c.RequestID, string(c.Channel), int64(ordinal), uri, extension(uri))
	}
	i.keep(i.calls.calls, batchRows)
}

// truth is a yes, a no, or not stated.
func truth(b *bool) driver.Value {
	switch {
	case b == nil:
		return nil
	case *b:
		return int64(1)
	default:
		return int64(0)
	}
}

func (l *callLoad) flush(i *Import) error {
	inserted, err := l.calls.insert(i.ctx, i.tx)
	if err != nil {
		return err
	}
	if inserted < int64(l.calls.rows()) {
		lines, err := l.calls.run(i.ctx, i.tx, fmt.Sprintf(`INSERT INTO duplicate_line (source_id, line, request_id)
			SELECT f.c2, f.c3, f.c0 FROM %s f JOIN api_call c ON c.request_id = f.c0 AND c.channel = f.c1
			WHERE NOT (c.source_id = f.c2 AND c.line = f.c3) ON CONFLICT DO NOTHING`, l.calls.name()))
		if err != nil {
			return err
		}
		i.source.Tally.MoveDuplicates(lines)
	}
	l.calls.clear()
	return i.load(l.objects)
}
