package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"immrecon/store/db"

	"golang.org/x/sync/errgroup"

	"immrecon/import/bill"
	"immrecon/import/osslog"
	"immrecon/import/source"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// Options say how files are taken in.
type Options struct {
	Kind     model.Kind      // forces the kind of every file; "" recognises each by content
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

// Files takes files in, the company's own tables first, and tells each what
// became of every file in turn. A file that fails does not stop the others;
// only a cancelled context, or each returning an error, does.
func Files(ctx context.Context, d *db.DB, found *source.Found, o Options, each func(Outcome) error) error {
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
	t := &taking{writer: writer, options: o, known: known, each: each}
	return cmp.Or(t.all(ctx, recognised(found.Files, o)), ctx.Err())
}

// all takes the files in, in their order. Logs are read ahead as soon as the
// company's own tables are in.
func (t *taking) all(ctx context.Context, files []kindFile) error {
	for len(files) > 0 && rank(files[0].kind) == 0 {
		if err := t.tell(ctx, t.file(ctx, files[0])); err != nil {
			return err
		}
		files = files[1:]
	}
	ahead, stop := t.readAhead(ctx, logsOf(files))
	defer stop()
	var short group
	for _, f := range files {
		if f.isLog() {
			if err := t.log(ctx, <-ahead, &short); err != nil {
				return err
			}
			continue
		}
		if err := t.writeGroup(ctx, &short); err != nil {
			return err
		}
		if err := t.tell(ctx, t.file(ctx, f)); err != nil {
			return err
		}
	}
	return t.writeGroup(ctx, &short)
}

// taking is one call of Files under way.
type taking struct {
	writer  *ingest.Writer
	options Options
	known   *known
	each    func(Outcome) error
}

// tell passes on what became of a file, unless all was called off.
func (t *taking) tell(ctx context.Context, o Outcome) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if o.Err == nil && !o.Known {
		t.known.add(o.Source)
	}
	t.options.Progress.File()
	return t.each(o)
}

// kindFile is a file with its kind, or with why it has none.
type kindFile struct {
	source.File
	kind model.Kind
	err  error
}

// isLog reports whether a file is one of many that are alike.
func (f kindFile) isLog() bool {
	return f.err == nil && (f.kind == model.KindOSSLog || f.kind == model.KindSLSLog)
}

func logsOf(files []kindFile) []kindFile {
	return slices.DeleteFunc(slices.Clone(files), func(f kindFile) bool { return !f.isLog() })
}

// recognised tells the kind of each file and puts them into loading order.
func recognised(files []source.File, o Options) []kindFile {
	all := make([]kindFile, len(files))
	var looking errgroup.Group
	looking.SetLimit(runtime.GOMAXPROCS(0))
	for n, f := range files {
		all[n] = kindFile{File: f, kind: o.Kind}
		if o.Kind == "" {
			looking.Go(func() error {
				all[n].kind, all[n].err = kindOf(f)
				return nil
			})
		}
	}
	_ = looking.Wait() // errors stay with their files
	slices.SortStableFunc(all, func(a, b kindFile) int { return cmp.Compare(rank(a.kind), rank(b.kind)) })
	return all
}

func kindOf(f source.File) (kind model.Kind, err error) {
	r, err := f.Open(source.Silent{})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	head, err := r.Head()
	if err != nil {
		return "", err
	}
	if kind, err = source.Recognise(head, recognisers); err != nil {
		return "", fmt.Errorf("%s: %w", f.Name, err)
	}
	return kind, nil
}

// file loads one file unless its content is known.
func (t *taking) file(ctx context.Context, f kindFile) Outcome {
	outcome := Outcome{Name: f.Name, Err: f.err}
	if f.err == nil && t.known.sizes[f.Size] {
		outcome.Source, outcome.Known, outcome.Err = t.known.find(f.File)
	}
	if outcome.Known || outcome.Err != nil {
		t.options.Progress.Add(f.Size)
		return outcome
	}
	outcome.Source, outcome.Err = t.load(ctx, f)
	return outcome
}

// load reads a file into the database in one transaction.
func (t *taking) load(ctx context.Context, f kindFile) (s model.Source, err error) {
	content, err := f.Open(t.options.Progress)
	if err != nil {
		return model.Source{}, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	in, err := t.begin(ctx, f)
	if err != nil {
		return model.Source{}, err
	}
	goesOn := func() error { return cmp.Or(ctx.Err(), in.Err()) }
	err = readers[f.kind].read(&watched{content, goesOn}, in)
	if err = cmp.Or(in.Err(), err); err != nil {
		return model.Source{}, errors.Join(t.refused(f, err), in.Rollback())
	}
	sum, size, err := content.Sum()
	if err != nil {
		return model.Source{}, errors.Join(err, in.Rollback())
	}
	return t.finish(in, sum, size)
}

// refused is why a reader gave a file up. A workbook is held for a bill by its
// kind of file alone, so that one without a bill was of no known kind after all,
// unless the user says otherwise.
func (t *taking) refused(f kindFile, err error) error {
	if errors.Is(err, bill.ErrNoBill) && t.options.Kind == "" {
		return fmt.Errorf("%s: %w: %w", f.Name, source.ErrUnrecognised, err)
	}
	return fmt.Errorf("%s: %w", f.Name, err)
}

// begin begins to load a file.
func (t *taking) begin(ctx context.Context, f kindFile) (*ingest.Import, error) {
	return t.writer.Begin(ctx, sourceOf(f))
}

// sourceOf is a file as the database knows it before it is read.
func sourceOf(f kindFile) model.Source {
	return model.Source{Kind: f.kind, Name: f.Name, Period: periodOf(f)}
}

// periodOf is the hour that a log was written for, 0 where its name does not say.
func periodOf(f kindFile) int64 {
	if f.kind != model.KindOSSLog {
		return 0
	}
	period, _ := osslog.Period(f.Name)
	return period
}

// finish keeps what has been loaded, or not if only the counts are wanted.
func (t *taking) finish(in *ingest.Import, sum string, size int64) (model.Source, error) {
	if t.options.DryRun {
		return in.Count(sum, size)
	}
	return in.Commit(sum, size, t.options.Now())
}
