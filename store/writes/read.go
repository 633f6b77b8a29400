package writes

import (
	"fmt"
	"strings"

	"immrecon/store/db"
)

// Page is a page with what it is of.
type Page struct {
	Source, Bucket, Hour int64
	Part                 int64 // which of the pages of these, counted from 0
	Writes               []Write
}

// Read unpacks the pages w for which a condition of SQL holds, those of a bucket and
// hour one after the other, and uses each.
func Read(r db.Reader, condition string, args []any, use func(*Page)) error {
	var p Page
	var count int64
	var content []byte
	var damaged error
	err := r.Query("SELECT w.source_id, w.bucket_id, w.hour, w.part, w.writes, w.content FROM oss_write w WHERE "+condition+
		" ORDER BY w.bucket_id, w.hour, w.source_id, w.part", args, func() {
		all, err := Unpack(content)
		if err == nil && int64(len(all)) != count {
			err = fmt.Errorf("%w: it holds %d writes, not %d", errDamaged, len(all), count)
		}
		if err != nil {
			if damaged == nil {
				damaged = fmt.Errorf("page %d of the writes of source %d: %w", p.Part, p.Source, err)
			}
			return
		}
		p.Writes = all
		use(&p)
	}, &p.Source, &p.Bucket, &p.Hour, &p.Part, &count, &content)
	if err == nil {
		err = damaged
	}
	if err != nil {
		return fmt.Errorf("read writes of objects: %w", err)
	}
	return nil
}

// Prefixes are the prefixes of buckets that requests are told apart by.
type Prefixes map[int64][]prefix // by bucket, the longest first

type prefix struct {
	text string
	id   int64
}

// ReadPrefixes reads them.
func ReadPrefixes(r db.Reader) (Prefixes, error) {
	all := Prefixes{}
	var bucket int64
	var p prefix
	err := r.Query("SELECT id, bucket_id, prefix FROM bucket_prefix ORDER BY length(prefix) DESC, prefix", nil,
		func() { all[bucket] = append(all[bucket], p) }, &p.id, &bucket, &p.text)
	if err != nil {
		return nil, fmt.Errorf("read prefixes: %w", err)
	}
	return all, nil
}

// Of is the longest prefix of a bucket that a key begins with; 0 if there is none.
func (all Prefixes) Of(bucket int64, key []byte) int64 {
	for _, p := range all[bucket] {
		if strings.HasPrefix(string(key), p.text) {
			return p.id
		}
	}
	return 0
}

// Sum is what a row of oss_hour is of.
type Sum struct {
	Source, Hour, Prefix         int64
	Operation, Extension, Status int64
}

// SumByHour counts the writes of the pages for which a condition of SQL holds.
func SumByHour(r db.Reader, condition string, args ...any) (map[Sum]int64, error) {
	prefixes, err := ReadPrefixes(r)
	if err != nil {
		return nil, err
	}
	sums := map[Sum]int64{}
	return sums, Read(r, condition, args, func(p *Page) {
		for _, w := range p.Writes {
			sums[Sum{p.Source, p.Hour, prefixes.Of(p.Bucket, w.Key), w.Operation, w.Extension, w.Status}]++
		}
	})
}

// InHour unpacks the pages of an hour.
func InHour(r db.Reader, hour int64, use func(*Page)) error {
	return Read(r, "w.hour = ?", []any{hour}, use)
}

// Names are what the numbers of pages stand for.
type Names struct{ Symbols, Buckets, Sources map[int64]string }

// ReadNames reads them.
func ReadNames(r db.Reader) (*Names, error) {
	all := &Names{map[int64]string{}, map[int64]string{}, map[int64]string{}}
	var id int64
	var name string
	for _, names := range []struct {
		of        map[int64]string
		statement string
	}{
		{all.Symbols, "SELECT id, name FROM symbol"},
		{all.Buckets, "SELECT id, name FROM bucket"},
		{all.Sources, "SELECT id, name FROM source"},
	} {
		if err := r.Query(names.statement, nil, func() { names.of[id] = name }, &id, &name); err != nil {
			return nil, fmt.Errorf("read names: %w", err)
		}
	}
	return all, nil
}
