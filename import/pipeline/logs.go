package pipeline

import (
	"context"
	"errors"

	"immrecon/store/model"
)

// What may be written together: hourly logs come by the thousand, and a
// transaction of its own costs more than a small log does.
const (
	groupLogs  = 256
	groupBytes = 16 << 20 // stored
)

// logGroup are short logs, read and not written yet, that share a transaction.
type logGroup struct {
	logs  []*logFile
	bytes int64
	sums  map[string]bool
}

func (g *logGroup) add(l *logFile) {
	g.logs, g.bytes = append(g.logs, l), g.bytes+l.Size
	if g.sums == nil {
		g.sums = map[string]bool{}
	}
	g.sums[l.sum] = true
}

func (g *logGroup) full() bool { return len(g.logs) >= groupLogs || g.bytes >= groupBytes }

// importLog imports the next log, nil if reading was cancelled: by itself, or
// with the pending short ones, which are written when they are enough or when the
// log cannot join them.
func (p *pipeline) importLog(ctx context.Context, l *logFile, pending *logGroup) error {
	if l == nil {
		return ctx.Err()
	}
	<-l.lookedUp
	alone := l.known || l.Size > shortLog || p.options.DryRun
	if !alone {
		l.wait()
		alone = l.err != nil || pending.sums[l.sum] || p.known.has(l.sum)
	}
	if alone || pending.full() {
		if err := p.writeGroup(ctx, pending); err != nil {
			return err
		}
	}
	if alone {
		return p.report(ctx, p.importSingle(ctx, l))
	}
	pending.add(l)
	return nil
}

// writeGroup writes the pending logs and reports what became of each. If that
// fails, be it for one of the logs, each is written by itself.
func (p *pipeline) writeGroup(ctx context.Context, pending *logGroup) error {
	logs := pending.logs
	*pending = logGroup{}
	if err := ctx.Err(); err != nil || len(logs) == 0 {
		return err
	}
	written, err := p.writeLogs(ctx, logs)
	for n, l := range logs {
		var outcome Outcome
		if err == nil {
			outcome = Outcome{File: l.File, Source: written[n]}
			l.close()
		} else {
			outcome = p.importSingle(ctx, l)
		}
		if err := p.report(ctx, outcome); err != nil {
			return err
		}
	}
	return nil
}

// importSingle writes one log unless its content is known.
func (p *pipeline) importSingle(ctx context.Context, l *logFile) Outcome {
	defer l.close()
	outcome := p.writeSingle(ctx, l)
	if errors.Is(outcome.Err, errMeanwhile) {
		return p.writeSingle(ctx, l) // now it is known
	}
	return outcome
}

func (p *pipeline) writeSingle(ctx context.Context, l *logFile) Outcome {
	outcome := Outcome{File: l.File, Source: l.earlier, Known: l.known}
	if !l.known && p.known.sizes[l.Size] { // perhaps from a file of this same import
		outcome.Source, outcome.Known, outcome.Err = p.findLog(l)
	}
	if outcome.Known || outcome.Err != nil {
		return outcome
	}
	written, err := p.writeLogs(ctx, []*logFile{l})
	if err != nil {
		outcome.Err = err
		return outcome
	}
	outcome.Source = written[0]
	return outcome
}

// findLog looks the log up by its hash. A short log is waited for, so that its
// bytes are read and hashed only once.
func (p *pipeline) findLog(l *logFile) (model.Source, bool, error) {
	if l.Size > shortLog {
		return p.known.find(l.File)
	}
	if l.wait(); l.err != nil {
		return model.Source{}, false, l.err
	}
	earlier, found := p.known.withSum(l.sum)
	return earlier, found, nil
}

// knowsAny reports whether the content of any of the logs is in the database.
func (p *pipeline) knowsAny(logs []*logFile) (bool, error) {
	for _, l := range logs {
		if !p.known.sizes[l.Size] {
			continue
		}
		if _, found, err := p.findLog(l); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// writeLogs writes logs to the database in one transaction, the last while it is read.
func (p *pipeline) writeLogs(ctx context.Context, logs []*logFile) ([]model.Source, error) {
	in, err := p.begin(ctx, sourceOf(logs[0].detectedFile), func() (bool, error) { return p.knowsAny(logs) })
	if err != nil {
		return nil, err
	}
	for n, l := range logs {
		if n > 0 {
			in.Next(sourceOf(l.detectedFile))
		}
		if err := l.writeTo(in); err != nil {
			return nil, errors.Join(err, in.Rollback())
		}
		in.Finish(l.sum, l.size, p.options.Now())
	}
	if p.options.DryRun {
		return in.CountAll()
	}
	return in.CommitAll()
}
