package evidence

import (
	"bytes"
	"cmp"
	"iter"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/writes"
)

// packed is what reading the writes of objects that are kept in pages takes.
type packed struct {
	prefixes writes.Prefixes
	names    *writes.Names
}

func readPacked(r db.Reader) (*packed, error) {
	prefixes, err := writes.ReadPrefixes(r)
	if err != nil {
		return nil, err
	}
	names, err := writes.ReadNames(r)
	return &packed{prefixes, names}, err
}

// writesOf are the packed writes of an hour that have one of some keys, by time.
func (e *reader) writesOf(hour int64, keys iter.Seq[key]) ([]request, error) {
	if e.packed == nil {
		p, err := readPacked(e.Reader)
		if err != nil {
			return nil, err
		}
		e.packed = p
	}
	wanted := map[key]bool{}
	for k := range keys {
		if slices.Contains(model.ObjectWrites, e.packed.names.Symbols[k.operation]) {
			wanted[k] = true
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	var found []request
	err := writes.InHour(e.Reader, hour, func(p *writes.Page) {
		for _, w := range p.Writes {
			k := key{e.packed.prefixes.Of(p.Bucket, w.Key), w.Operation, w.Extension, int(w.Status)}
			if wanted[k] {
				found = append(found, e.packed.request(p, &w, k))
			}
		}
	})
	slices.SortFunc(found, compareRequests)
	return found, err
}

func (p *packed) request(page *writes.Page, w *writes.Write, k key) request {
	return request{id: bytes.Clone(w.ID), key: k, source: page.Source, usage: model.Usage{
		At: w.At, ErrorCode: p.names.Symbols[w.Error], Bucket: p.names.Buckets[page.Bucket], Key: string(w.Key), File: p.names.Sources[page.Source], Line: w.Line}}
}

// compareRequests orders requests as the queries do.
func compareRequests(a, b request) int {
	return cmp.Or(cmp.Compare(a.usage.At, b.usage.At), cmp.Compare(a.source, b.source), cmp.Compare(a.usage.Line, b.usage.Line))
}
