package intake

import (
	"context"
	"errors"
	"fmt"

	"immrecon/store"
)

// leadingLogs is how many of the files, from the first on, are logs.
func leadingLogs(files []kindFile) int {
	for n, f := range files {
		if f.err != nil || f.kind != store.KindOSSLog && f.kind != store.KindSLSLog {
			return n
		}
	}
	return len(files)
}

// logs takes in logs: several are read at a time, and each is written in its
// turn, in a transaction of its own.
func (t *taking) logs(ctx context.Context, files []kindFile) error {
	ahead, stop := t.readAhead(ctx, files)
	defer stop()
	for l := range ahead {
		if err := t.tell(ctx, t.log(ctx, l)); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// log writes one log unless its content is known.
func (t *taking) log(ctx context.Context, l *log) Outcome {
	defer l.drop()
	outcome := Outcome{Name: l.Name}
	<-l.begun
	outcome.Source, outcome.Known = l.source, l.known
	if !l.known && t.known[l.Size] { // perhaps by a file of this same import
		outcome.Source, outcome.Known, outcome.Err = t.find(ctx, l)
	}
	if !outcome.Known && outcome.Err == nil {
		outcome.Source, outcome.Err = t.write(ctx, l)
	}
	return outcome
}

// find looks the log up by its hash. A short log is waited for, so that its
// bytes are read and hashed only once.
func (t *taking) find(ctx context.Context, l *log) (store.Source, bool, error) {
	if l.Size > shortLog {
		return find(ctx, t.db, l.File)
	}
	if l.wait(); l.err != nil {
		return store.Source{}, false, l.err
	}
	return t.db.SourceWithContent(ctx, l.sum)
}

// write puts a log into the database in one transaction, as it is read.
func (t *taking) write(ctx context.Context, l *log) (store.Source, error) {
	in, err := t.begin(ctx, l.kindFile)
	if err != nil {
		return store.Source{}, err
	}
	for batch := range l.all() {
		if in.Take(batch); in.Err() != nil {
			return store.Source{}, errors.Join(fmt.Errorf("%s: %w", l.Name, in.Err()), in.Rollback())
		}
	}
	if l.err != nil {
		return store.Source{}, errors.Join(l.err, in.Rollback())
	}
	return t.finish(in, l.sum, l.size)
}
