package ingest

import (
	"fmt"
	"strings"

	"immrecon/store/db"
)

// symbols give names that repeat by the million a small number each, and
// keeps what is new until the transaction that uses it writes it. Ids count up
// from what the database holds; there is one writer.
type symbols struct {
	names    map[string]int64
	buckets  map[string]bucket
	prefixes map[prefixKey]int64
	bound    map[string][]string // prefixes of each bucket that a binding names or named, longest first

	// the other way round, by id
	nameOf       map[int64]string
	bucketNameOf map[int64]string
	bucketOf     map[int64]string // name of a prefix's bucket

	newNames, newBuckets, newPrefixes *db.Buffer
}

// bucket is a bucket with its region, "" until a record names it.
type bucket struct {
	id     int64
	region string
}

type prefixKey struct {
	bucket int64
	prefix string
}

func readSymbols(r db.Reader) (*symbols, error) {
	s := &symbols{
		names: map[string]int64{}, buckets: map[string]bucket{}, prefixes: map[prefixKey]int64{}, bound: map[string][]string{},
		nameOf: map[int64]string{}, bucketNameOf: map[int64]string{}, bucketOf: map[int64]string{},
		newNames:    db.NewBuffer("symbol", "id", "name"),
		newBuckets:  db.NewBuffer("bucket", "id", "name", "region"),
		newPrefixes: db.NewBuffer("bucket_prefix", "id", "bucket_id", "prefix"),
	}
	var id, bucketID int64
	var name, region string
	err := r.Query("SELECT id, name FROM symbol", nil, func() { s.names[name], s.nameOf[id] = id, name }, &id, &name)
	if err == nil {
		err = r.Query("SELECT id, name, region FROM bucket", nil, func() { s.buckets[name], s.bucketNameOf[id] = bucket{id, region}, name }, &id, &name, &region)
	}
	if err == nil {
		err = r.Query("SELECT id, bucket_id, prefix FROM bucket_prefix", nil,
			func() { s.prefixes[prefixKey{bucketID, name}], s.bucketOf[id] = id, s.bucketNameOf[bucketID] }, &id, &bucketID, &name)
	}
	if err == nil {
		err = s.readBound(r)
	}
	if err != nil {
		return nil, fmt.Errorf("read symbols: %w", err)
	}
	return s, nil
}

func (s *symbols) readBound(r db.Reader) error {
	var bucket, prefix string
	clear(s.bound)
	return r.Query("SELECT b.name, p.prefix FROM bucket_prefix p JOIN bucket b ON b.id = p.bucket_id WHERE p.prefix <> '' ORDER BY length(p.prefix) DESC, p.prefix", nil,
		func() { s.bound[bucket] = append(s.bound[bucket], prefix) }, &bucket, &prefix)
}

func (s *symbols) name(name string) int64 {
	id, ok := s.names[name]
	if !ok {
		name = strings.Clone(name)
		id = int64(len(s.names)) + 1
		s.names[name], s.nameOf[id] = id, name
		s.newNames.Add(id, name)
	}
	return id
}

// bucket notes a bucket, and its region once that is known: a binding names a
// bucket without it, and not every host name in a log shows it.
func (s *symbols) bucket(name, region string) int64 {
	b, ok := s.buckets[name]
	if ok && (region == "" || b.region != "") {
		return b.id
	}
	name = strings.Clone(name)
	if !ok {
		b.id = int64(len(s.buckets)) + 1
	}
	b.region = strings.Clone(region)
	s.buckets[name], s.bucketNameOf[b.id] = b, name
	s.newBuckets.Add(b.id, name, b.region)
	return b.id
}

// prefix is a bucket with a prefix that a binding names, or "".
func (s *symbols) prefix(bucket, region, prefix string) int64 {
	at := prefixKey{s.bucket(bucket, region), prefix}
	id, ok := s.prefixes[at]
	if !ok {
		id = int64(len(s.prefixes)) + 1
		s.prefixes[at], s.bucketOf[id] = id, bucket
		s.newPrefixes.Add(id, at.bucket, at.prefix)
	}
	return id
}

// longestPrefix is the first of the prefixes, of which longer ones come first,
// that an object's key begins with; "" if it begins with none.
func longestPrefix(prefixes []string, key []byte) string {
	for _, prefix := range prefixes {
		if len(key) >= len(prefix) && string(key[:len(prefix)]) == prefix {
			return prefix
		}
	}
	return ""
}

// write stores what is new. A rolled-back transaction must be followed by
// reading the symbols anew.
func (s *symbols) write(tx *db.Tx) error {
	for _, b := range []*db.Buffer{s.newNames, s.newPrefixes} {
		if err := b.Flush(tx); err != nil {
			return err
		}
	}
	return s.writeBuckets(tx)
}

// writeBuckets stores new buckets, and new regions of known ones.
func (s *symbols) writeBuckets(tx *db.Tx) error {
	if s.newBuckets.Len() == 0 {
		return nil
	}
	staged, err := s.newBuckets.Stage(tx)
	if err == nil {
		_, err = tx.Exec("INSERT INTO bucket (id, name, region) SELECT id, name, region FROM " + staged +
			" f WHERE true ON CONFLICT (id) DO UPDATE SET region = excluded.region")
	}
	s.newBuckets.Clear()
	return err
}

// addBoundPrefixes adds every prefix that a binding names.
func (s *symbols) addBoundPrefixes(tx *db.Tx) error {
	var bucket, prefix string
	var named []prefixedBucket
	err := tx.Query("SELECT bucket, prefix FROM binding WHERE prefix <> '' GROUP BY bucket, prefix ORDER BY bucket, prefix", nil,
		func() { named = append(named, prefixedBucket{bucket, prefix}) }, &bucket, &prefix)
	if err != nil {
		return fmt.Errorf("read bindings: %w", err)
	}
	for _, n := range named {
		s.prefix(n.bucket, "", n.prefix)
	}
	if err := s.write(tx); err != nil {
		return err
	}
	return s.readBound(tx.Reader)
}

type prefixedBucket struct{ bucket, prefix string }

// extension is the part of an object's key that shows its media type: lower
// case, without the dot, "" for none.
func extension(key string) string {
	name := key[strings.LastIndexByte(key, '/')+1:]
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || len(name)-dot > 12 {
		return ""
	}
	return strings.ToLower(name[dot+1:])
}
