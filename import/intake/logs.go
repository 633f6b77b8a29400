package intake

import (
	"context"
	"errors"
	"fmt"

	"immrecon/store/ingest"
	"immrecon/store/model"
)

// What may be written together: hourly logs come by the thousand, and a
// transaction of its own costs more than a small log does.
const (
	groupLogs  = 256
	groupBytes = 16 << 20 // stored
)

// group are short logs, read and not written yet, that go into one transaction.
type group struct {
	logs  []*log
	bytes int64
	sums  map[string]bool
}

func (g *group) add(l *log) {
	g.logs, g.bytes = append(g.logs, l), g.bytes+l.Size
	if g.sums == nil {
		g.sums = map[string]bool{}
	}
	g.sums[l.sum] = true
}

func (g *group) full() bool { return len(g.logs) >= groupLogs || g.bytes >= groupBytes }

// log takes in the next log, nil if reading was called off: by itself, or as one
// of a group of short ones, which is written when it is full or the next log is
// not for it.
func (t *taking) log(ctx context.Context, l *log, short *group) error {
	if l == nil {
		return ctx.Err()
	}
	<-l.begun
	alone := l.known || l.Size > shortLog || t.options.DryRun
	if !alone {
		l.wait()
		alone = l.err != nil || short.sums[l.sum] || t.known.sums[l.sum]
	}
	if alone || short.full() {
		if err := t.writeGroup(ctx, short); err != nil {
			return err
		}
	}
	if alone {
		return t.tell(ctx, t.single(ctx, l))
	}
	short.add(l)
	return nil
}

// writeGroup writes the short logs, and tells what became of it. If that fails,
// be it for one of the logs, each is written by itself.
func (t *taking) writeGroup(ctx context.Context, short *group) error {
	logs := short.logs
	*short = group{}
	if err := ctx.Err(); err != nil || len(logs) == 0 {
		return err
	}
	written, err := t.write(ctx, logs)
	for n, l := range logs {
		var outcome Outcome
		if err == nil {
			outcome = Outcome{Name: l.Name, Source: written[n]}
			l.done()
		} else {
			outcome = t.single(ctx, l)
		}
		if err := t.tell(ctx, outcome); err != nil {
			return err
		}
	}
	return nil
}

// single writes one log unless its content is known.
func (t *taking) single(ctx context.Context, l *log) Outcome {
	defer l.done()
	outcome := Outcome{Name: l.Name, Source: l.source, Known: l.known}
	if !l.known && t.known.sizes[l.Size] { // perhaps by a file of this same import
		outcome.Source, outcome.Known, outcome.Err = t.find(ctx, l)
	}
	if outcome.Known || outcome.Err != nil {
		return outcome
	}
	written, err := t.write(ctx, []*log{l})
	if err != nil {
		outcome.Err = err
		return outcome
	}
	outcome.Source = written[0]
	return outcome
}

// find looks the log up by its hash. A short log is waited for, so that its
// bytes are read and hashed only once.
func (t *taking) find(ctx context.Context, l *log) (model.Source, bool, error) {
	if l.Size > shortLog {
		return t.known.find(l.File)
	}
	if l.wait(); l.err != nil {
		return model.Source{}, false, l.err
	}
	return t.known.source(l.sum)
}

// write puts logs into the database in one transaction, the last as it is read.
func (t *taking) write(ctx context.Context, logs []*log) ([]model.Source, error) {
	in, err := t.begin(ctx, logs[0].kindFile)
	if err != nil {
		return nil, err
	}
	for n, l := range logs {
		if n > 0 {
			in.Next(sourceOf(l.kindFile))
		}
		if err := l.giveTo(in); err != nil {
			return nil, errors.Join(err, in.Rollback())
		}
		in.Finish(l.sum, l.size, t.options.Now())
	}
	if t.options.DryRun {
		return in.CountAll()
	}
	return in.CommitAll()
}

// giveTo hands all of the log to an import.
func (l *log) giveTo(in *ingest.Import) error {
	for batch := range l.all() {
		if in.Write(batch); in.Err() != nil {
			return fmt.Errorf("%s: %w", l.Name, in.Err())
		}
	}
	return l.err
}
