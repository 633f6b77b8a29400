package ingest

import (
	"context"
	"errors"
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// A Writer imports sources, one transaction after the other. It keeps what they
// share: the symbols of the database, and a buffer for rows.
type Writer struct {
	db      *db.DB
	settle  Settle
	symbols *symbols
	usage   usage // the requests of one import; reused because it grows large
	events  int64 // id of the last when the symbols were read, or of the last of this writer

	writesInRows bool // some sources have them so
}

// Settle is asked about the sources of a transaction once all their rows are
// written, and names by source the closed months that it touches. Its error undoes
// the import.
type Settle func(tx *db.Tx, all []*model.Source) (closed map[int64][]string, err error)

// NewWriter begins to import into a database. Without settle no month counts as
// closed. A source that is forgotten later needs another writer: this one still
// goes by the source's bindings.
func NewWriter(ctx context.Context, d *db.DB, settle Settle) (*Writer, error) {
	w := &Writer{db: d, settle: settle}
	var inRows int64
	if err := d.Reader(ctx).One("SELECT count(*) FROM source_in_rows", nil, &inRows); err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	w.writesInRows = inRows > 0
	return w, w.readSymbols(d.Reader(ctx))
}

// readSymbols reads the symbols as they stand.
func (w *Writer) readSymbols(r db.Reader) (err error) {
	if w.events, err = lastEvent(r); err == nil {
		w.symbols, err = readSymbols(r)
	}
	return err
}

// catchUp reads the symbols anew if another program has imported since: whatever is
// done to sources is an event.
func (w *Writer) catchUp(r db.Reader) (others bool, err error) {
	last, err := lastEvent(r)
	if err != nil || last == w.events {
		return false, err
	}
	return true, w.readSymbols(r)
}

// lastEvent is the id of the last event, 0 where there is none.
func lastEvent(r db.Reader) (id int64, err error) {
	err = r.One("SELECT coalesce(max(id), 0) FROM event", nil, &id)
	return id, err
}

// Begin starts the import of a source. Exactly one of Commit, CommitAll, Count,
// CountAll and Rollback must follow; imports do not overlap.
func (w *Writer) Begin(ctx context.Context, s model.Source) (*Import, error) {
	tx, err := w.db.Begin(ctx)
	if err != nil {
		return nil, fmt.Errorf("begin import of %s: %w", s.Name, err)
	}
	others, err := w.catchUp(tx.Reader)
	if err == nil {
		err = tx.One("SELECT coalesce(max(id), 0) + 1 FROM source", nil, &s.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("begin import of %s: %w", s.Name, errors.Join(err, tx.Rollback()))
	}
	w.usage.clear() // whatever became of the import before
	return &Import{
		writer: w, tx: tx, others: others, sources: []*model.Source{&s}, source: &s,
		rejects:  db.NewBuffer("rejected_line", "source_id", "line", "reason", "content"),
		requests: newRequestLoader(&w.usage), calls: newCallLoader(), bills: newBillLoader(), billFile: newBillFileLoader(), registry: newRegistryLoader(),
	}, nil
}
