package ingest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/months"
	"immrecon/store/sources"
)

// An Import loads a source, or several logs one after the other, in one transaction:
// after Commit they are wholly in, after Rollback, or a crash, wholly out. It is
// the RecordWriter that readers write to. The first database error sticks; Err returns
// it so that reading can stop.
type Import struct {
	writer *Writer
	tx     *db.Tx
	others bool
	last   int64 // event of this import
	err    error

	sources  []*model.Source // in the order of their ids, which have no gap
	source   *model.Source   // the one that is being read
	remarks  []model.Remark
	rejects  *db.Buffer
	requests *requestLoader
	calls    *callLoader
	bills    *billLoader
	billFile *billFileLoader
	registry *registryLoader
}

// Others reports whether another program has written to the database since this one
// last looked, so that what is to be imported may be there already. Until this import
// ends none can.
func (i *Import) Others() bool { return i.others }

// Reader reads the database as this import sees it.
func (i *Import) Reader() db.Reader { return i.tx.Reader }

// Finish ends the source that is being read, of which the hash and the size are
// known now.
func (i *Import) Finish(sha256 string, bytes int64, at time.Time) {
	i.writePending()
	i.source.SHA256, i.source.Bytes, i.source.ImportedAt = sha256, bytes, at
	i.source.Ahead = i.requests.sumsOf(i.source.ID).linesSince(model.DayOf(at.Unix()) + 2*model.Day)
}

// Next goes on with another source, after Finish. Only logs share a transaction:
// they come by the thousand, and what other kinds bring is settled at its end for
// one source.
func (i *Import) Next(s model.Source) {
	s.ID = i.source.ID + 1
	i.source = &s
	i.sources = append(i.sources, i.source)
}

// sourceOf is the source with an id.
func (i *Import) sourceOf(id int64) *model.Source { return i.sources[id-i.sources[0].ID] }

// Err is the first database error of the import, nil while all is well.
func (i *Import) Err() error { return i.err }

// Commit ends a source that is imported by itself: Finish and CommitAll.
func (i *Import) Commit(sha256 string, bytes int64, at time.Time) (model.Source, error) {
	i.Finish(sha256, bytes, at)
	all, err := i.CommitAll()
	if err != nil {
		return model.Source{}, err
	}
	return all[len(all)-1], nil
}

// CommitAll writes what is still waiting, the sources and their counts, and
// returns them in their order. The last must be finished.
func (i *Import) CommitAll() ([]model.Source, error) {
	i.flush()
	i.do(i.finish)
	if i.err == nil {
		i.err = i.tx.Commit()
		i.writer.events = i.last
	}
	if i.err != nil {
		return nil, errors.Join(i.err, i.Rollback())
	}
	return i.results(), nil
}

// Count is Commit for a dry run: see CountAll.
func (i *Import) Count(sha256 string, bytes int64) (model.Source, error) {
	i.Finish(sha256, bytes, time.Time{})
	all, err := i.CountAll()
	return all[len(all)-1], err
}

// CountAll ends the import as if it had never been, and returns what it counted. It
// fails where CommitAll would.
func (i *Import) CountAll() ([]model.Source, error) {
	i.flush()
	i.do(i.finish)
	return i.results(), errors.Join(i.err, i.Rollback())
}

func (i *Import) results() []model.Source {
	all := make([]model.Source, len(i.sources))
	for n, s := range i.sources {
		all[n] = *s
	}
	return all
}

// Rollback undoes everything of this import.
func (i *Import) Rollback() error {
	err := i.tx.Rollback()
	return errors.Join(err, i.writer.readSymbols(i.writer.db.Reader(context.WithoutCancel(i.tx.Context()))))
}

// do runs a step unless an earlier one failed.
func (i *Import) do(step func() error) {
	if i.err == nil {
		i.err = step()
	}
}

// flush loads every batch. Whatever a load finds to be a duplicate moves from
// kept to duplicate.
func (i *Import) flush() {
	i.writePending()
	i.do(func() error { return i.requests.flush(i) })
	i.do(func() error { return i.calls.flush(i) })
	i.do(func() error { return i.bills.flush(i) })
	i.do(func() error { return i.billFile.flush(i) })
	i.do(func() error { return i.registry.flush(i) })
	i.do(func() error { return i.load(i.rejects) })
}

// load inserts the rows of a buffer and empties it.
func (i *Import) load(b *db.Buffer) error {
	_, err := b.Load(i.tx)
	b.Clear()
	return err
}

func (i *Import) finish() error {
	if err := i.requests.finish(i); err != nil {
		return err
	}
	if err := i.writer.symbols.write(i.tx); err != nil {
		return err
	}
	if err := i.registry.finish(i); err != nil {
		return err
	}
	rows := db.NewBuffer("source", "id", "sha256", "kind", "name", "bytes", "lines_read", "kept", "skipped", "duplicate", "rejected", "imported_at")
	for _, s := range i.sources {
		t := s.Tally
		rows.Add(s.ID, s.SHA256, string(s.Kind), s.Name, s.Bytes, t.Read, t.Kept, t.Skipped, t.Duplicate, t.Rejected, s.ImportedAt.Unix())
	}
	if err := rows.Flush(i.tx); err != nil {
		return fmt.Errorf("record source %s: %w", i.source.Name, err)
	}
	return i.record()
}

// record settles what is late for a closed month, and puts the import of each
// source into the audit log.
func (i *Import) record() error {
	late, err := i.settle()
	if err != nil {
		return err
	}
	var entries []audit.Entry
	for _, s := range i.sources {
		facts := sources.Facts{Source: s.ID, Kind: s.Kind, Name: s.Name, Lines: &s.Tally, Late: late[s.ID], Version: sealVersion}
		if facts.Seal, err = i.seal(s); err == nil {
			err = i.shared(s, &facts)
		}
		if err != nil {
			return fmt.Errorf("record source %s: %w", s.Name, err)
		}
		entries = append(entries, audit.Entry{At: s.ImportedAt, Kind: audit.Imported, Subject: s.SHA256, Facts: facts})
	}
	if err := audit.Record(i.tx, entries...); err != nil {
		return err
	}
	i.last, err = lastEvent(i.tx.Reader)
	return err
}

// shared adds to the facts of a source what is kept where other sources have a part.
func (i *Import) shared(s *model.Source, facts *sources.Facts) (err error) {
	switch {
	case isLog(s.Kind):
		facts.Regions = i.requests.sumsOf(s.ID).regions(i.writer.symbols)
	case len(i.calls.extended) > 0:
		facts.Extended, err = i.calls.seals(i)
	case s.Kind == model.KindStyles:
		facts.Sought, err = SealSought(i.tx.Reader)
	}
	if err == nil && len(facts.Late) > 0 {
		facts.SettledIn, err = months.SettledIn(i.tx.Reader, s.ID)
	}
	return err
}

// settle names the closed months that each source touches.
func (i *Import) settle() (map[int64][]string, error) {
	if i.writer.settle == nil {
		return nil, nil
	}
	return i.writer.settle(i.tx, i.sources)
}

// keep counts a kept line and loads the buffers when one is full.
func (i *Import) keep(waiting *db.Buffer) {
	i.source.Tally.Read++
	i.source.Tally.Kept++
	if waiting.Full() {
		i.flush()
	}
}

// Skip implements model.RecordWriter.
func (i *Import) Skip(int64) {
	i.source.Tally.Read++
	i.source.Tally.Skipped++
}

// Remark implements model.RecordWriter.
func (i *Import) Remark(line int64, text string) {
	i.remarks = append(i.remarks, model.Remark{Line: line, Text: text})
}

// Remarks lists what was remarked of the lines that were read.
func (i *Import) Remarks() []model.Remark { return i.remarks }

// Reject implements model.RecordWriter.
func (i *Import) Reject(line int64, reason, text string) {
	i.source.Tally.Read++
	i.source.Tally.Rejected++
	i.rejects.Add(i.source.ID, line, reason, text)
	if i.rejects.Full() {
		i.flush()
	}
}
