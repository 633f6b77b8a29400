package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"immrecon/import/process"
	"immrecon/import/source"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// Options say how files are imported.
type Options struct {
	Kind     model.Kind      // forces the kind of every file; "" detects each by content
	Known    *Known          // what is in the database, as ReadKnown reads it; nil reads it
	Verify   bool            // read files again that have not changed since they were imported
	DryRun   bool            // read and count, keep nothing
	Settle   ingest.Settle   // what to do with a file that touches a closed month; nil where none is
	Progress source.Progress // never nil
	Now      func() time.Time
}

// Outcome is what became of one file.
type Outcome struct {
	source.File
	Source  model.Source   // with the counts; of the earlier import where Known
	Remarks []model.Remark // how its lines were understood that could be understood otherwise
	Known   bool           // the same content was there already: nothing was done
	Err     error          // the file is wholly out, and why
}

// Import imports files, the company's own tables first, and reports what became
// of each in turn. A file that fails does not stop the others; only a cancelled
// context, or report returning an error, does.
func Import(ctx context.Context, d *db.DB, found *source.Found, o Options, report func(Outcome) error) error {
	o.Progress.Start(found.Total(), len(found.Files))
	defer o.Progress.Done()
	if o.Known == nil {
		known, err := ReadKnown(d.Reader(ctx))
		if err != nil {
			return err
		}
		o.Known = known
	}
	writer, err := ingest.NewWriter(ctx, d, o.Settle)
	if err != nil {
		return err
	}
	p := &pipeline{writer: writer, options: o, known: o.Known, places: seenPlaces{}, reportTo: report}
	return cmp.Or(p.importFound(ctx, found.Files), ctx.Err())
}

// Readable reports whether a file holds something to import. It keeps nothing.
func Readable(ctx context.Context, d *db.DB, f source.File) (readable bool, err error) {
	o := Options{DryRun: true, Progress: source.Silent{}, Now: time.Now}
	err = Import(ctx, d, &source.Found{Files: []source.File{f}}, o, func(o Outcome) error {
		readable = o.Err == nil
		return nil
	})
	return readable, err
}

// pipeline is one call of Import under way.
type pipeline struct {
	writer   *ingest.Writer
	options  Options
	known    *Known
	places   seenPlaces
	reportTo func(Outcome) error
}

// importFound imports files, those that must be read after the others.
func (p *pipeline) importFound(ctx context.Context, files []source.File) error {
	if err := p.reportUnchanged(ctx, files); err != nil {
		return err
	}
	changed := slices.DeleteFunc(slices.Clone(files), func(f source.File) bool { return f.Unchanged })
	err := p.importAll(ctx, detectAll(changed, p.options))
	return errors.Join(err, p.recordPlaces(context.WithoutCancel(ctx)))
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
	sought, err := p.writer.SoughtStyles(ctx)
	if err != nil {
		return err
	}
	ahead, stop := p.readAhead(ctx, logsOf(files), process.NewStyles(sought))
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
	if errors.Is(o.Err, db.ErrHeld) {
		return fmt.Errorf("%s: %w", o.Name, o.Err) // nor could the files after it be written
	}
	if o.Err == nil && !o.Known {
		p.known.add(o.Source)
	}
	if o.Err == nil {
		p.places.add(o.File, o.Source.ID)
	}
	p.options.Progress.File()
	return p.reportTo(o)
}
