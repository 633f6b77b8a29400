package pipeline

import (
	"cmp"
	"context"
	"time"

	"immrecon/import/source"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// Options say how files are imported.
type Options struct {
	Kind     model.Kind      // forces the kind of every file; "" detects each by content
	DryRun   bool            // read and count, keep nothing
	Settle   ingest.Settle   // what to do with a file that touches a closed month; nil where none is
	Progress source.Progress // never nil
	Now      func() time.Time
}

// Outcome is what became of one file.
type Outcome struct {
	Name   string
	Source model.Source // with the counts; of the earlier import where Known
	Known  bool         // the same content was there already: nothing was done
	Err    error        // the file is wholly out, and why
}

// Import imports files, the company's own tables first, and reports what became
// of each in turn. A file that fails does not stop the others; only a cancelled
// context, or report returning an error, does.
func Import(ctx context.Context, d *db.DB, found *source.Found, o Options, report func(Outcome) error) error {
	o.Progress.Start(found.Total(), len(found.Files))
	defer o.Progress.Done()
	known, err := readKnown(d.Reader(ctx))
	if err != nil {
		return err
	}
	writer, err := ingest.NewWriter(ctx, d, o.Settle)
	if err != nil {
		return err
	}
	p := &pipeline{writer: writer, options: o, known: known, reportTo: report}
	return cmp.Or(p.importAll(ctx, detectAll(found.Files, o)), ctx.Err())
}

// pipeline is one call of Import under way.
type pipeline struct {
	writer   *ingest.Writer
	options  Options
	known    *knownContent
	reportTo func(Outcome) error
}

// importAll imports files in their order. Logs are read ahead as soon as the
// company's own tables are in.
func (p *pipeline) importAll(ctx context.Context, files []detectedFile) error {
	for len(files) > 0 && loadingOrder(files[0].kind) == 0 {
		if err := p.report(ctx, p.importFile(ctx, files[0])); err != nil {
			return err
		}
		files = files[1:]
	}
	ahead, stop := p.readAhead(ctx, logsOf(files))
	defer stop()
	var pending logGroup
	for _, f := range files {
		if f.isLog() {
			if err := p.importLog(ctx, <-ahead, &pending); err != nil {
				return err
			}
			continue
		}
		if err := p.writeGroup(ctx, &pending); err != nil {
			return err
		}
		if err := p.report(ctx, p.importFile(ctx, f)); err != nil {
			return err
		}
	}
	return p.writeGroup(ctx, &pending)
}

// report reports what became of a file, unless the import was cancelled.
func (p *pipeline) report(ctx context.Context, o Outcome) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if o.Err == nil && !o.Known {
		p.known.add(o.Source)
	}
	p.options.Progress.File()
	return p.reportTo(o)
}
