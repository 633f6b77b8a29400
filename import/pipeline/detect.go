package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"immrecon/import/answer"
	"immrecon/import/bill"
	"immrecon/import/source"
	"immrecon/store/model"
)

// detectedFile is a file with its kind, or with why it has none.
type detectedFile struct {
	source.File
	kind model.Kind
	err  error
}

// isLog reports whether a file is an access log, which come by the thousand.
func (f detectedFile) isLog() bool {
	return f.err == nil && (f.kind == model.KindOSSLog || f.kind == model.KindSLSLog)
}

func logsOf(files []detectedFile) []detectedFile {
	return slices.DeleteFunc(slices.Clone(files), func(f detectedFile) bool { return !f.isLog() })
}

// detectAll detects the kind of each file and sorts the files into loading order.
func detectAll(files []source.File, o Options) []detectedFile {
	all := make([]detectedFile, len(files))
	var detecting errgroup.Group
	detecting.SetLimit(runtime.GOMAXPROCS(0))
	for n, f := range files {
		all[n] = detectedFile{File: f, kind: o.Kind}
		if o.Kind == "" {
			detecting.Go(func() error {
				all[n].kind, all[n].err = detect(f)
				return nil
			})
		}
	}
	_ = detecting.Wait() // errors stay with their files
	slices.SortStableFunc(all, func(a, b detectedFile) int { return cmp.Compare(loadingOrder(a.kind), loadingOrder(b.kind)) })
	return all
}

func detect(f source.File) (kind model.Kind, err error) {
	r, err := f.Open(source.Silent{})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	head, err := r.Head()
	if err != nil {
		return "", err
	}
	if kind, err = source.Detect(head, detectors); err != nil {
		return "", fmt.Errorf("%s: %w", f.Name, noKind(head, err))
	}
	return kind, nil
}

// noKind says more of content that is of no known kind, where more can be said. An
// answer without records is empty, and refused where it says that it is incomplete.
func noKind(head []byte, err error) error {
	if advice := bill.Advice(head); advice != "" {
		return source.UnknownKind{Hint: advice}
	}
	if !errors.Is(err, source.ErrUnknownKind) {
		return err
	}
	empty, incomplete := answer.Empty(head)
	switch {
	case incomplete != nil:
		return incomplete
	case empty:
		return source.ErrEmpty
	}
	return err
}

// loadingOrder says in which order kinds are loaded: first the company's own
// tables, by which usage is assigned to projects.
func loadingOrder(kind model.Kind) int {
	switch kind {
	case model.KindProjects, model.KindDatasets, model.KindBindings, model.KindStyles, model.KindPrices,
		model.KindCoverage, model.KindAliases, model.KindMetering:
		return 0
	case model.KindBill:
		return 1
	}
	return 2
}
