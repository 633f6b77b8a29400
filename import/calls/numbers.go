package calls

import (
	"regexp"

	"github.com/shopspring/decimal"

	"immrecon/import/rows"
	"immrecon/import/seconds"

	"immrecon/store/model"
)

// The most that a number of a row may say. They lie far above what the service
// takes: a number beyond them is of another unit or another column, and would be
// charged as it stands.
const (
	mostPixels  = 65_535         // of a side
	mostRate    = 1_000          // frames a second
	mostUnits   = 1_000_000_000  // frames or images of one call
	mostStreams = 100            // a target names a stream by an index up to this
	mostAhead   = 100_000        // segments
	mostBytes   = 1 << 53        // of all files of one call: 8 PiB
	mostSeconds = 31 * 24 * 3600 // of one output
	mostSegment = 3600           // seconds
)

// count reads a whole number from least to most, and whether the cell holds one.
// "1920.0" is whole: spreadsheets and data frames write integers so.
func count(row *rows.Row, column string, least, most int64) (number int64, given bool) {
	value, given := row.Decimal(column)
	if !given {
		return 0, false
	}
	if !value.IsInteger() || value.LessThan(decimal.NewFromInt(least)) || value.GreaterThan(decimal.NewFromInt(most)) {
		row.Fail(column, "%q is not a whole number from %d to %d", row.Text(column), least, most)
		return 0, false
	}
	return value.IntPart(), true
}

// readCounts reads the facts that are whole numbers.
func readCounts(c *model.Call, row *rows.Row) {
	for _, fact := range []struct {
		column string
		most   int64
		value  *int64
		known  model.Facts
	}{
		{"frames", mostUnits, &c.Frames, model.FactFrames},
		{"images", mostUnits, &c.Images, model.FactImages},
		{"streams", mostStreams, &c.Streams, model.FactStreams},
		{"bytes", mostBytes, &c.Bytes, model.FactBytes},
		{"transcode_ahead", mostAhead, &c.TranscodeAhead, model.FactTranscodeAhead},
	} {
		if value, given := count(row, fact.column, 0, fact.most); given {
			*fact.value, c.Known = value, c.Known|fact.known
		}
	}
	if streams, given := count(row, "audio_streams", 0, mostStreams); given {
		c.AudioStreams = &streams
	}
}

// frameRate is a rate as media tools print it: 30, 29.97 or 30000/1001.
var frameRate = regexp.MustCompile(`^([0-9]{1,9}(?:\.[0-9]{1,9})?)(?:/([1-9][0-9]{0,8}))?$`)

// readPicture reads size and frame rate. Tables have 0 where there is no picture,
// as in a row of sound: it states nothing.
func readPicture(c *model.Call, row *rows.Row) {
	width, _ := count(row, "width", 0, mostPixels)
	height, _ := count(row, "height", 0, mostPixels)
	if width > 0 && height > 0 {
		c.Width, c.Height, c.Known = width, height, c.Known|model.FactSize
	}
	text := row.Text("fps")
	if text == "" {
		return
	}
	parts := frameRate.FindStringSubmatch(text)
	if parts == nil {
		row.Fail("fps", "%q is no frame rate such as 30, 29.97 or 30000/1001", text)
		return
	}
	rate, per := decimal.RequireFromString(parts[1]), decimal.NewFromInt(1)
	if parts[2] != "" {
		per = decimal.RequireFromString(parts[2])
	}
	switch {
	case rate.GreaterThan(per.Mul(decimal.NewFromInt(mostRate))):
		row.Fail("fps", "%q is not from 0 to %d", text, mostRate)
	case rate.IsPositive():
		c.Rate, c.Known = text, c.Known|model.FactRate
	}
}

// readLengths reads the facts that are lengths of time, in seconds. Of the initial
// transcoding, -1 means the whole.
func readLengths(c *model.Call, row *rows.Row) {
	for _, fact := range []struct {
		column      string
		least, most int64
		value       *int64
		known       model.Facts
	}{
		{"seconds", 0, mostSeconds, &c.Duration, model.FactDuration},
		{"segment_seconds", 0, mostSegment, &c.SegmentLength, model.FactSegmentLength},
		{"initial_transcode", -1, mostSeconds, &c.InitialTranscode, model.FactInitialTranscode},
	} {
		text := row.Text(fact.column)
		if text == "" {
			continue
		}
		const micro = 1_000_000
		micros, err := seconds.Micros(text)
		switch {
		case err != nil:
			row.Fail(fact.column, "%w", err)
		case micros < fact.least*micro || micros > fact.most*micro:
			row.Fail(fact.column, "%q is not from %d to %d seconds", text, fact.least, fact.most)
		default:
			*fact.value, c.Known = micros, c.Known|fact.known
		}
	}
}
