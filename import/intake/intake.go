package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"immrecon/import/osslog"
	"immrecon/import/source"
	"immrecon/store"
)

// Options say how files are taken in.
type Options struct {
	Kind     store.Kind      // forces the kind of every file; "" recognises each by content
	DryRun   bool            // read and count, keep nothing
	Late     store.Late      // what to do with a file that touches a closed month
	Progress source.Progress // never nil
	Now      func() time.Time
}

// Outcome is what became of one file.
type Outcome struct {
	Name   string
	Source store.Source // with the counts; of the earlier import where Known
	Known  bool         // the same content was there already: nothing was done
	Err    error        // the file is wholly out, and why
}

// Files takes files in, the company's own tables first, and tells each what
// became of every file in turn. A file that fails does not stop the others;
// only a cancelled context, or each returning an error, does.
func Files(ctx context.Context, db *store.DB, found *source.Found, o Options, each func(Outcome) error) error {
	o.Progress.Start(found.Total(), len(found.Files))
	defer o.Progress.Done()
	known, err := knownSizes(ctx, db)
	if err != nil {
		return err
	}
	for _, f := range recognised(found.Files, o) {
		if err := ctx.Err(); err != nil {
			return err
		}
		outcome := take(ctx, db, f, known, o)
		if err := ctx.Err(); err != nil {
			return err
		}
		if outcome.Err == nil && !outcome.Known {
			known[outcome.Source.Bytes] = true
		}
		o.Progress.File()
		if err := each(outcome); err != nil {
			return err
		}
	}
	return nil
}

// kindFile is a file with its kind, or with why it has none.
type kindFile struct {
	source.File
	kind store.Kind
	err  error
}

// recognised tells the kind of each file and puts them into loading order.
func recognised(files []source.File, o Options) []kindFile {
	all := make([]kindFile, len(files))
	for n, f := range files {
		all[n] = kindFile{File: f, kind: o.Kind}
		if o.Kind == "" {
			all[n].kind, all[n].err = kindOf(f)
		}
	}
	slices.SortStableFunc(all, func(a, b kindFile) int { return cmp.Compare(rank(a.kind), rank(b.kind)) })
	return all
}

func kindOf(f source.File) (kind store.Kind, err error) {
	r, err := f.Open(source.Silent{})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	head, err := r.Head()
	if err != nil {
		return "", err
	}
	if kind, err = source.Recognise(head, recognisers()); err != nil {
		return "", fmt.Errorf("%s: %w", f.Name, err)
	}
	return kind, nil
}

// knownSizes lists the sizes of what was imported: only a file of one of these
// sizes can be known already and is worth hashing before it is read.
func knownSizes(ctx context.Context, db *store.DB) (map[int64]bool, error) {
	sources, err := db.Sources(ctx)
	if err != nil {
		return nil, err
	}
	sizes := map[int64]bool{}
	for _, s := range sources {
		sizes[s.Bytes] = true
	}
	return sizes, nil
}

// take loads one file unless its content is known.
func take(ctx context.Context, db *store.DB, f kindFile, known map[int64]bool, o Options) Outcome {
	outcome := Outcome{Name: f.Name, Err: f.err}
	if f.err == nil && known[f.Size] {
		outcome.Source, outcome.Known, outcome.Err = find(ctx, db, f.File)
	}
	if outcome.Known || outcome.Err != nil {
		o.Progress.Add(f.Size)
		return outcome
	}
	outcome.Source, outcome.Err = load(ctx, db, f, o)
	return outcome
}

func find(ctx context.Context, db *store.DB, f source.File) (store.Source, bool, error) {
	sum, err := f.Hash()
	if err != nil {
		return store.Source{}, false, err
	}
	return db.SourceWithContent(ctx, sum)
}

// load reads a file into the database in one transaction.
func load(ctx context.Context, db *store.DB, f kindFile, o Options) (s store.Source, err error) {
	content, err := f.Open(o.Progress)
	if err != nil {
		return store.Source{}, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	in, err := db.Begin(ctx, store.Source{Kind: f.kind, Name: f.Name, Period: periodOf(f)})
	if err != nil {
		return store.Source{}, err
	}
	in.IfLate(o.Late)
	if err := readers[f.kind].read(&watched{content, ctx, in}, in); err != nil {
		return store.Source{}, errors.Join(fmt.Errorf("%s: %w", f.Name, cmp.Or(in.Err(), err)), in.Rollback())
	}
	sum, size, err := content.Sum()
	if err != nil {
		return store.Source{}, errors.Join(err, in.Rollback())
	}
	if o.DryRun {
		return in.Count(sum, size)
	}
	return in.Commit(sum, size, o.Now())
}

// periodOf is the hour that a log was written for, 0 where its name does not say.
func periodOf(f kindFile) int64 {
	if f.kind != store.KindOSSLog {
		return 0
	}
	period, _ := osslog.Period(f.Name)
	return period
}

// watched ends the reading when the import has failed or was called off.
type watched struct {
	io.Reader
	ctx context.Context
	in  *store.Import
}

// Read implements io.Reader.
func (w *watched) Read(p []byte) (int, error) {
	if err := cmp.Or(w.ctx.Err(), w.in.Err()); err != nil {
		return 0, err
	}
	return w.Reader.Read(p)
}
