package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"immrecon/import/bill"
	"immrecon/import/osslog"
	"immrecon/import/source"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// importFile loads one file unless its content is known.
func (p *pipeline) importFile(ctx context.Context, f detectedFile) Outcome {
	outcome := Outcome{File: f.File, Err: f.err}
	if f.err == nil && p.known.sizes[f.Size] {
		outcome.Source, outcome.Known, outcome.Err = p.known.find(f.File)
	}
	if outcome.Known || outcome.Err != nil {
		p.options.Progress.Add(f.Size)
		if outcome.Known && f.kind == model.KindBill {
			outcome.Err = p.seeAgain(ctx, f.File, outcome.Source)
		}
		return outcome
	}
	outcome.Source, outcome.Remarks, outcome.Err = p.load(ctx, f)
	if errors.Is(outcome.Err, errMeanwhile) {
		return p.importFile(ctx, f) // now it is known
	}
	return outcome
}

// errMeanwhile says that another program has imported the same content since it was
// looked for.
var errMeanwhile = errors.New("imported by another program meanwhile")

// begin starts the import of a source. Where another program has imported since, what
// is known is read anew, and it is errMeanwhile if any of the files is.
func (p *pipeline) begin(ctx context.Context, s model.Source, isKnown func() (bool, error)) (*ingest.Import, error) {
	in, err := p.writer.Begin(ctx, s)
	if err != nil || !in.Others() {
		return in, err
	}
	err = p.known.readAgain(in.Reader())
	if err == nil {
		var known bool
		if known, err = isKnown(); known {
			err = errMeanwhile
		}
	}
	if err != nil {
		return nil, errors.Join(err, in.Rollback())
	}
	return in, nil
}

// knows reports whether the content of a file is in the database, as far as is known.
func (p *pipeline) knows(f source.File) (bool, error) {
	if !p.known.sizes[f.Size] {
		return false, nil
	}
	_, found, err := p.known.find(f)
	return found, err
}

// load reads a file into the database in one transaction.
func (p *pipeline) load(ctx context.Context, f detectedFile) (s model.Source, remarks []model.Remark, err error) {
	content, err := f.Open(p.options.Progress)
	if err != nil {
		return model.Source{}, nil, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	in, err := p.begin(ctx, sourceOf(f), func() (bool, error) { return p.knows(f.File) })
	if err != nil {
		return model.Source{}, nil, err
	}
	failure := func() error { return cmp.Or(ctx.Err(), in.Err()) }
	err = readers[f.kind].read(&cancellableReader{content, failure}, writerFor(f, in))
	if err = cmp.Or(in.Err(), err); err != nil {
		return model.Source{}, nil, errors.Join(p.explain(f, err), in.Rollback())
	}
	sum, size, err := content.Sum()
	if err != nil {
		return model.Source{}, nil, errors.Join(err, in.Rollback())
	}
	s, err = p.commit(in, sum, size)
	return s, in.Remarks(), err
}

// explain says why a file cannot be read. A workbook is detected as a bill by its
// file format alone: one without a bill has no known kind, unless the user forced
// the kind.
func (p *pipeline) explain(f detectedFile, err error) error {
	if errors.Is(err, bill.ErrNoBill) && p.options.Kind == "" {
		return fmt.Errorf("%s: %w: %w", f.Name, source.ErrUnknownKind, err)
	}
	return fmt.Errorf("%s: %w", f.Name, err)
}

// sourceOf is a file as the database knows it before it is read.
func sourceOf(f detectedFile) model.Source {
	return model.Source{Kind: f.kind, Name: f.Name, Period: periodOf(f)}
}

// periodOf is the hour that a log was written for, in Unix seconds; 0 where its
// name does not say.
func periodOf(f detectedFile) int64 {
	if f.kind != model.KindOSSLog {
		return 0
	}
	period, _ := osslog.Period(f.Name)
	return period
}

// commit keeps what has been loaded, or only counts it in a dry run.
func (p *pipeline) commit(in *ingest.Import, sum string, size int64) (model.Source, error) {
	if p.options.DryRun {
		return in.Count(sum, size)
	}
	return in.Commit(sum, size, p.options.Now())
}
