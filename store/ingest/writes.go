package ingest

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/writes"
)

// writeLoader packs the requests that did nothing but write an object into pages of
// a source, bucket and hour.
type writeLoader struct {
	rows  usage
	pages *db.Buffer
	parts map[pageKey]int64                  // pages made so far
	seen  map[bucketHour]map[string]struct{} // ids of all writes of an hour
	ids   int                                // in seen
}

type pageKey struct {
	source int64
	bucketHour
}

// How many writes wait to be packed: some 2 MB of ids and keys. And of how many the
// ids are remembered before they are read anew: some 20 MB.
const (
	waitingWrites  = 1 << 14
	rememberedIDs  = 1 << 18
	borderSeconds  = 2 // by which two channels may tell one request's completion apart
	lastInHour     = model.Hour - borderSeconds
	neighbourHours = 1 // on either side, with which an hour shares ids
)

func newWriteLoader() *writeLoader {
	return &writeLoader{
		pages: db.NewBuffer("oss_write", "source_id", "bucket_id", "hour", "part", "writes", "content"),
		parts: map[pageKey]int64{}, seen: map[bucketHour]map[string]struct{}{},
	}
}

func (l *writeLoader) add(row usageRow, text []byte) { l.rows.add(row, text) }

func (l *writeLoader) enough() bool { return l.rows.Len() >= waitingWrites }

// flush packs what waits, without what is known already.
func (l *writeLoader) flush(i *Import) error {
	if l.rows.Len() == 0 {
		return nil
	}
	if err := l.remember(i.tx); err != nil {
		return err
	}
	inRows, err := l.knownInRows(i)
	if err != nil {
		return err
	}
	duplicates := db.NewBuffer("duplicate_line", "source_id", "line", "request_id")
	pages, order := map[pageKey][]writes.Write{}, []pageKey{}
	for n := range l.rows.lines {
		row := &l.rows.lines[n]
		id, hour := row.idIn(l.rows.text), model.HourOf(row.at)
		sum := row.facts.sum
		sum.hour = hour
		if inRows[int64(n)] || l.isKnown(row, id, hour) {
			row.facts.into.hours[sum]--
			row.facts.into.requests.Remove(sealedRequest{id: id, key: row.keyIn(l.rows.text), line: row.line, at: row.at}.appendTo(nil, row.facts.sealed))
			i.sourceOf(sum.source).Tally.MoveDuplicates(1)
			duplicates.Add(sum.source, row.line, digitsOf(id))
			continue
		}
		key := pageKey{sum.source, bucketHour{row.facts.bucket, hour}}
		if pages[key] == nil {
			order = append(order, key)
		}
		l.seen[key.bucketHour][string(id)] = struct{}{}
		l.ids++
		pages[key] = append(pages[key], writes.Write{ID: id, Line: row.line, At: row.at, Key: row.keyIn(l.rows.text), Outcome: row.facts.outcome})
	}
	for _, key := range order {
		l.pages.Add(key.source, key.bucket, key.hour, l.parts[key], int64(len(pages[key])), writes.Pack(pages[key]))
		l.parts[key]++
	}
	l.rows.clear()
	if err := l.pages.Flush(i.tx); err != nil {
		return err
	}
	_, err = duplicates.Load(i.tx)
	return err
}

// isKnown reports whether another write has the id. A request that completed where
// two hours meet may have been told to be of the other one.
func (l *writeLoader) isKnown(row *usageRow, id []byte, hour int64) bool {
	in := func(hour int64) bool {
		_, known := l.seen[bucketHour{row.facts.bucket, hour}][string(id)]
		return known
	}
	within := row.at - hour
	return in(hour) || within < borderSeconds && in(hour-model.Hour) || within >= lastInHour && in(hour+model.Hour)
}

// remember reads the ids of the writes that are stored of each hour that writes wait
// for, and of its neighbours.
func (l *writeLoader) remember(tx *db.Tx) error {
	if l.ids > rememberedIDs {
		clear(l.seen)
		l.ids = 0
	}
	missing := db.NewBuffer("oss_write", "bucket_id", "hour")
	for n := range l.rows.lines {
		row := &l.rows.lines[n]
		hour := model.HourOf(row.at)
		for near := hour - neighbourHours*model.Hour; near <= hour+neighbourHours*model.Hour; near += model.Hour {
			at := bucketHour{row.facts.bucket, near}
			if l.seen[at] == nil {
				l.seen[at] = map[string]struct{}{}
				missing.Add(at.bucket, at.hour)
			}
		}
	}
	if missing.Len() == 0 {
		return nil
	}
	staged, err := missing.Stage(tx)
	if err != nil {
		return err
	}
	return writes.Read(tx.Reader, "(w.bucket_id, w.hour) IN (SELECT bucket_id, hour FROM "+staged+")", nil, func(p *writes.Page) {
		ids := l.seen[bucketHour{p.Bucket, p.Hour}]
		for _, w := range p.Writes {
			ids[string(w.ID)] = struct{}{}
		}
		l.ids += len(p.Writes)
	})
}

// knownInRows finds the waiting writes that an earlier version of the program stored
// as rows.
func (l *writeLoader) knownInRows(i *Import) (map[int64]bool, error) {
	if !i.writer.writesInRows {
		return nil, nil
	}
	ids := db.NewBuffer("oss_usage", "request_id", "line")
	for n := range l.rows.lines {
		ids.Add(l.rows.lines[n].idIn(l.rows.text), int64(n))
	}
	staged, err := ids.Stage(i.tx)
	if err != nil {
		return nil, err
	}
	known := map[int64]bool{}
	var n int64
	return known, i.tx.Query("SELECT DISTINCT f.line FROM "+staged+" f JOIN oss_usage u ON u.request_id = f.request_id", nil, func() { known[n] = true }, &n)
}

// sumMovedWrites adds the packed writes of the buckets whose requests were put under
// new prefixes to the hourly sums.
func sumMovedWrites(tx *db.Tx) error {
	sums, err := writes.SumByHour(tx.Reader, "w.bucket_id IN (SELECT bucket_id FROM bucket_prefix WHERE prefix <> '')")
	if err != nil || len(sums) == 0 {
		return err
	}
	rows := db.NewBuffer("oss_hour", hourColumns...)
	for s, n := range sums {
		rows.Add(s.Source, s.Hour, s.Prefix, s.Operation, s.Extension, s.Status, n)
	}
	staged, err := rows.Stage(tx)
	if err != nil {
		return err
	}
	_, err = tx.Exec(fmt.Sprintf(`INSERT INTO oss_hour (source_id, hour, prefix_id, operation_id, extension_id, status, requests)
		SELECT source_id, hour, prefix_id, operation_id, extension_id, status, requests FROM %s f WHERE true
		ON CONFLICT (source_id, hour, prefix_id, operation_id, extension_id, status) DO UPDATE SET requests = oss_hour.requests + excluded.requests`, staged))
	return err
}
