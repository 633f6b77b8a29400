package demo

import (
	"fmt"
	"strings"
	"time"
)

// statement is one row of coverage.csv.
type statement struct {
	channel, subject string
	operations       []string
	from, to         time.Time
	records          int
	source           string
}

// loggedOperations are what the application writes into its call log: also jobs
// that it posts to OSS, of which it did none that is charged.
var loggedOperations = []string{
	openOperation, "CreateFacesSearchingTask", "CreateFigureClusteringTask", "CreateFileCompressionTask", "CreateFileUncompressionTask",
	"CreateImageSplicingTask", "CreateImageToPDFTask", "CreateLocationDateClusteringTask", "CreateMediaConvertTask", "CreateOfficeConversionTask", "CreateStory",
	"DetectMediaMeta", "GenerateVideoPlaylist", "audio/compress", "audio/concat", "doc/convert", "image/deblindwatermark", "pointcloud/compress", "video/animation",
	"video/concat", "video/convert", "video/snapshots", "video/sprite",
}

// writeCoverage writes true control totals: of the trail and the call log for
// the month and a day after it, and of the access logs for that day, in which the
// company has no buckets any more.
func (w *world) writeCoverage(f *folder) {
	const day = 24 * time.Hour
	from, to := w.first, w.end().Add(day)
	all := []statement{{"actiontrail", region, nil, from, to, w.trail.events(), "number of events that the trail's console shows"}}
	for _, p := range projects {
		all = append(all,
			statement{"calls", p.name, loggedOperations, from, to, w.calls.of(p), "number of rows in the application's database"},
			statement{"osslog", p.bucket, nil, w.end(), to, 0, "the bucket was no longer in use"})
	}
	rows := [][]string{{"channel", "subject", "operations", "from", "to", "records", "source"}}
	for _, s := range all {
		rows = append(rows, []string{s.channel, s.subject, strings.Join(s.operations, ";"), stamp(s.from), stamp(s.to), fmt.Sprint(s.records), s.source})
	}
	f.addCSV("registry/coverage.csv", rows)
}
