package demo

import (
	"fmt"
	"time"
)

const (
	account = "1400000000000017"
	appUser = "1500000000000033" // the RAM user the application runs as
	region  = "ap-southeast-1"
	company = "example-shop"
)

// The workflow templates of the projects: which operators run when an object
// is indexed. The empty one runs none.
const (
	noTemplate   = "Official:DefaultEmptyId"
	faceTemplate = "Official:FaceManagement"
)

// project is an IMM project together with the bucket its requests go through.
type project struct {
	name     string
	bucket   string
	created  time.Time
	template string
}

// byOpenings says that Weboffice is charged by openings: so it is for projects
// created before 1 December 2023, and by API calls for all others (billing
// page, "Document preview and editing billing details").
func (p project) byOpenings() bool {
	return p.created.Before(time.Date(2023, time.December, 1, 0, 0, 0, 0, zone))
}

// The projects of the company. The bucket of papers ends in a year, as if the
// date in the names of its log files began there.
var (
	desk    = project{"desk", company + "-desk", time.Date(2022, 3, 15, 9, 30, 0, 0, zone), noTemplate}
	papers  = project{"papers", company + "-papers-2024", time.Date(2024, 2, 20, 14, 0, 0, 0, zone), noTemplate}
	gallery = project{"gallery", company + "-gallery", time.Date(2024, 9, 2, 10, 0, 0, 0, zone), faceTemplate}
	studio  = project{"studio", company + "-studio", time.Date(2025, 1, 20, 8, 15, 0, 0, zone), noTemplate}

	projects = []project{desk, papers, gallery, studio}
)

// rush is how busy each hour of a day is, from midnight on.
var rush = [24]int{8, 5, 4, 3, 3, 4, 10, 20, 40, 58, 70, 76, 66, 68, 75, 78, 74, 66, 60, 56, 48, 36, 24, 14}

// world is the company at work: each thing that happens leaves its traces in
// the logs, the trail or the call log, and its usage in the ledger.
type world struct {
	chance
	first time.Time // first instant
	hours int       // how long it turns
	scale int

	ledger *ledger
	logs   *accessLogs
	trail  *trail
	calls  *callLog
}

func newWorld(o Options) *world {
	hours := o.Days * 24
	return &world{
		chance: newChance(o.Seed),
		first:  o.start(),
		hours:  hours,
		scale:  o.Scale,
		ledger: newLedger(o.start(), hours, o.Grain),
		logs:   newAccessLogs(o.start(), hours),
		trail:  &trail{},
		calls:  &callLog{},
	}
}

// turn lets the company work through every hour.
func (w *world) turn() {
	for h := range w.hours {
		hour := w.first.Add(time.Duration(h) * time.Hour)
		load := rush[h%24] * w.scale
		w.probe(hour)
		w.photos(hour, load)
		w.documents(hour, load)
		w.media(hour, load)
	}
}

// end is the first instant after the last hour.
func (w *world) end() time.Time { return w.first.Add(time.Duration(w.hours) * time.Hour) }

// probe is the health check that asks every bucket once an hour, so that an
// hour without a line can only mean that the log is missing.
func (w *world) probe(hour time.Time) {
	for _, p := range projects {
		w.request(request{
			bucket: p.bucket, received: w.within(hour, 400, 460), took: w.between(5, 90),
			method: "HEAD", key: "healthz", operation: "HeadObject", status: 200, punctual: true,
		})
	}
}

// uri names an object the way IMM does.
func uri(bucket, format string, args ...any) string {
	return "oss://" + bucket + "/" + fmt.Sprintf(format, args...)
}
