package ingest

import (
	"database/sql/driver"
	"errors"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// callLoader turns API calls into rows of api_call and the objects they index.
type callLoader struct {
	calls, objects *db.Buffer
	raw            []string       // the text of each of calls
	extended       map[int64]bool // other sources, of whose calls the source names objects that they did not
}

func newCallLoader() *callLoader {
	return &callLoader{
		calls:    db.NewBuffer("api_call", callColumns...),
		objects:  db.NewBuffer("api_call_object", "request_id", "channel", "ordinal", "uri", "extension"),
		extended: map[int64]bool{},
	}
}

// callColumns are those of api_call.
var callColumns = []string{"request_id", "channel", "part", "source_id", "line", "at", "region", "project", "dataset", "operation",
	"status", "error_code", "task_id", "codec", "output", "tier", "width", "height", "rate", "duration_us", "frames", "images",
	"streams", "bytes", "readonly", "cached", "geo", "initial_us", "ahead_segments", "segment_us", "target_uri", "token",
	"access_in", "refresh_in", "access_out", "refresh_out", "submitted", "audio_streams", "reads_or_writes", "video_streams"}

// KeepCall implements model.RecordWriter.
func (i *Import) KeepCall(line int64, c *model.Call) {
	given := func(fact model.Facts, v int64) driver.Value {
		if c.Known.Has(fact) {
			return v
		}
		return nil
	}
	i.calls.calls.Add(c.RequestID, string(c.Channel), c.Part, i.source.ID, line, c.At, c.Region, c.Project, c.Dataset, c.Operation,
		int64(c.Status), c.ErrorCode, c.TaskID, c.Codec, c.Output, c.Tier, given(model.FactSize, c.Width), given(model.FactSize, c.Height), c.Rate,
		given(model.FactDuration, c.Duration), given(model.FactFrames, c.Frames), given(model.FactImages, c.Images),
		given(model.FactStreams, c.Streams), given(model.FactBytes, c.Bytes), truth(c.Readonly), truth(c.Cached), truth(c.Geo),
		given(model.FactInitialTranscode, c.InitialTranscode), given(model.FactTranscodeAhead, c.TranscodeAhead),
		given(model.FactSegmentLength, c.SegmentLength), c.TargetURI, c.Token, c.AccessIn, c.RefreshIn, c.AccessOut, c.RefreshOut,
		orNone(c.Submitted), orNull(c.AudioStreams), c.ReadsOrWrites, orNull(c.VideoStreams))
	for ordinal, uri := range c.Objects {
		i.calls.objects.Add(c.RequestID, string(c.Channel), int64(ordinal), uri, extension(uri))
	}
	i.calls.raw = append(i.calls.raw, c.Raw)
	i.keep(i.calls.calls)
}

// orNone is an instant for the database, NULL for none.
func orNone(at int64) driver.Value {
	if at == 0 {
		return nil
	}
	return at
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

func (l *callLoader) flush(i *Import) error {
	inserted, err := l.calls.Load(i.tx)
	if err == nil && inserted < int64(l.calls.Len()) {
		err = errors.Join(l.takeOutRepeated(i), l.extend(i))
	}
	l.calls.Clear()
	l.raw = l.raw[:0]
	if err != nil {
		return err
	}
	_, err = l.objects.Load(i.tx) // those of a duplicate are there already, as a rule
	l.objects.Clear()
	return err
}

// extend notes the sources of which duplicates name objects that are not there: one
// form of an event leaves out what another tells.
func (l *callLoader) extend(i *Import) error {
	if l.objects.Len() == 0 {
		return nil
	}
	staged, err := l.objects.Stage(i.tx)
	if err != nil {
		return err
	}
	var id int64
	return i.tx.Query("SELECT DISTINCT c.source_id FROM "+staged+` f JOIN api_call c ON c.request_id = f.request_id AND c.channel = f.channel
		WHERE c.source_id <> ? AND NOT EXISTS (
			SELECT 1 FROM api_call_object o WHERE o.request_id = f.request_id AND o.channel = f.channel AND o.ordinal = f.ordinal)`,
		[]any{i.source.ID}, func() { l.extended[id] = true }, &id)
}

// seals are those of the sources that were extended, by their SHA-256, as they are now.
func (l *callLoader) seals(i *Import) (map[string]string, error) {
	all := map[string]string{}
	for id := range l.extended {
		of, err := sources.Where(i.tx.Reader, "id = ?", id)
		if err != nil {
			return nil, err
		}
		for _, s := range of {
			if all[s.SHA256], err = Seal(i.tx.Reader, s.ID, s.Kind, sealVersion, nil); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}
