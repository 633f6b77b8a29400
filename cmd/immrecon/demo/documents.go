package demo

import (
	"fmt"
	"time"
)

// openOperation names a row of the call log that is one opening of a document.
const openOperation = "WebofficeOpen"

// papersExpressions are what the reading room asks OSS for.
var papersExpressions = []expression{
	{"doc/preview,export_1,print_0", processing("DocumentWebofficePreview")},
	{"doc/edit,export_1", processing("DocumentWebofficeEdit")},
	{"doc/snapshot,page_2", processing("DocumentConvert")},
}

var papersOperations = []apiOperation{
	{"CreateOfficeConversionTask", processing("DocumentConvert")},
	{"ExtractDocumentText", processing("DocumentConvert")},
}

// documents is an hour of the two offices: the old one, whose Weboffice is
// charged by openings, and the new one, where it is charged by calls.
func (w *world) documents(hour time.Time, load int) {
	for range load / 12 {
		w.read(desk, hour)
		w.read(papers, hour)
		w.plainRequest(desk, hour, w.documentKey())
	}
	for range load / 15 {
		w.process(papers, hour, w.documentKey(), pick(w.chance, papersExpressions))
		w.perform(papers, w.within(hour, 0, 3599), pick(w.chance, papersOperations))
	}
	if w.oneIn(5) {
		w.pack(hour)
	}
}

func (w *world) documentKey() string { return fmt.Sprintf("contracts/%d.docx", w.IntN(90)) }

// permit is what a reader may do with a document, which decides the item.
type permit struct {
	item             string
	readonly, cached bool
}

var permits = []permit{
	{"DocumentWebofficeEdit", false, false},
	{"DocumentWebofficePreview", true, false},
	{"DocumentWebofficeCachePreview", true, true},
}

// read is one person with one document: a token, some refreshes of it, and a
// few openings. Each is kept only if it falls into the world's time.
func (w *world) read(p project, hour time.Time) {
	may, at, result := pick(w.chance, permits), w.within(hour, 0, 3599), w.outcome()
	access, refresh := w.token(32), w.token(32)
	w.call(p, at, "GenerateWebofficeToken", result, map[string]any{
		"SourceURI":    uri(p.bucket, "%s", w.documentKey()),
		"Permission":   w.objectOrText(map[string]bool{"Readonly": may.readonly, "Copy": true}),
		"CachePreview": may.cached,
	}, map[string]any{"AccessToken": access, "RefreshToken": refresh, "WebofficeURL": "https://office.example/" + w.token(6)})
	w.bookToken(p, at, may, result)
	if result != succeeded {
		return
	}
	for range w.between(0, 3) {
		w.open(p, at.Add(time.Duration(w.between(1, 900))*time.Second), may)
	}
	for range w.between(0, 2) {
		at = at.Add(time.Duration(w.between(1200, 1700)) * time.Second)
		if !at.Before(w.end()) {
			return
		}
		newAccess, newRefresh := w.token(32), w.token(32)
		w.call(p, at, "RefreshWebofficeToken", succeeded,
			map[string]any{"AccessToken": access, "RefreshToken": refresh},
			map[string]any{"AccessToken": newAccess, "RefreshToken": newRefresh})
		w.bookToken(p, at, may, succeeded)
		access, refresh = newAccess, newRefresh
	}
}

// open is one opening, booked when the connection closes.
func (w *world) open(p project, opened time.Time, may permit) {
	closed := opened.Add(time.Duration(w.between(60, 4500)) * time.Second)
	if !closed.Before(w.end()) {
		return
	}
	w.finish(p, closed, openOperation, opened, succeeded, map[string]string{
		"readonly": fmt.Sprint(may.readonly), "cached": fmt.Sprint(may.cached),
	})
	f := otherMeasure
	if p.byOpenings() {
		f = charged
	}
	w.ledger.book(subject{p.name, may.item, ""}, closed, 1, f)
}

// bookToken books a Generate or Refresh call.
func (w *world) bookToken(p project, at time.Time, may permit, result failure) {
	if !p.byOpenings() {
		w.bookCall(p, at, processing(may.item), result.status)
		return
	}
	if result == succeeded {
		w.ledger.book(subject{p.name, may.item, ""}, at, 1, otherMeasure)
	}
}

// pack zips or unzips files. Archives are cut to whole parts of 128 MiB, so
// that the price of any size has few digits.
func (w *world) pack(hour time.Time) {
	const part = 128 << 20
	at, result := w.within(hour, 900, 3599), w.taskOutcome()
	size := int64(w.between(1, 60)) * part
	w.finish(papers, at, pick(w.chance, []string{"CreateFileCompressionTask", "CreateFileUncompressionTask"}),
		at.Add(-3*time.Minute), result, map[string]string{"bytes": fmt.Sprint(size)})
	w.bookWork(papers, at, "FileProcess", "", size, result)
}
