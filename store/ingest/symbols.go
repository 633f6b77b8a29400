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
	words   map[string]int64
	buckets map[string]bucket
	places  map[placeKey]int64
	// prefixes of each bucket that a binding names, longest first
	prefixes map[string][]string

	// the other way round, by id
	texts       map[int64]string // words
	bucketNames map[int64]string
	bucketOf    map[int64]string // name of a place's bucket

	newWords, newBuckets, newPlaces *db.Buffer
}

// bucket is a bucket with its region, "" until a record names it.
type bucket struct {
	id     int64
	region string
}

type placeKey struct {
	bucket int64
	prefix string
}

func readSymbols(r db.Reader) (*symbols, error) {
	s := &symbols{
		words: map[string]int64{}, buckets: map[string]bucket{}, places: map[placeKey]int64{}, prefixes: map[string][]string{},
		texts: map[int64]string{}, bucketNames: map[int64]string{}, bucketOf: map[int64]string{},
		newWords:   db.NewBuffer("word", "id", "word"),
		newBuckets: db.NewBuffer("bucket", "id", "name", "region"),
		newPlaces:  db.NewBuffer("place", "id", "bucket_id", "prefix"),
	}
	var id, bucketID int64
	var name, region string
	err := r.Query("SELECT id, word FROM word", nil, func() { s.words[name], s.texts[id] = id, name }, &id, &name)
	if err == nil {
		err = r.Query("SELECT id, name, region FROM bucket", nil, func() { s.buckets[name], s.bucketNames[id] = bucket{id, region}, name }, &id, &name, &region)
	}
	if err == nil {
		err = r.Query("SELECT id, bucket_id, prefix FROM place", nil,
			func() { s.places[placeKey{bucketID, name}], s.bucketOf[id] = id, s.bucketNames[bucketID] }, &id, &bucketID, &name)
	}
	if err == nil {
		err = s.readPrefixes(r)
	}
	if err != nil {
		return nil, fmt.Errorf("read symbols: %w", err)
	}
	return s, nil
}

func (s *symbols) readPrefixes(r db.Reader) error {
	var bucket, prefix string
	clear(s.prefixes)
	return r.Query("SELECT bucket, prefix FROM binding WHERE prefix <> '' GROUP BY bucket, prefix ORDER BY length(prefix) DESC, prefix", nil,
		func() { s.prefixes[bucket] = append(s.prefixes[bucket], prefix) }, &bucket, &prefix)
}

func (s *symbols) word(word string) int64 {
	id, ok := s.words[word]
	if !ok {
		word = strings.Clone(word)
		id = int64(len(s.words)) + 1
		s.words[word], s.texts[id] = id, word
		s.newWords.Add(id, word)
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
	s.buckets[name], s.bucketNames[b.id] = b, name
	s.newBuckets.Add(b.id, name, b.region)
	return b.id
}

// place is a bucket and a prefix that a binding names, or "".
func (s *symbols) place(bucket, region, prefix string) int64 {
	at := placeKey{s.bucket(bucket, region), prefix}
	id, ok := s.places[at]
	if !ok {
		id = int64(len(s.places)) + 1
		s.places[at], s.bucketOf[id] = id, bucket
		s.newPlaces.Add(id, at.bucket, at.prefix)
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
	for _, b := range []*db.Buffer{s.newWords, s.newPlaces} {
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

// addBoundPlaces makes a place of every prefix that a binding names.
func (s *symbols) addBoundPlaces(tx *db.Tx) error {
	if err := s.readPrefixes(tx.Reader); err != nil {
		return fmt.Errorf("read bindings: %w", err)
	}
	for bucket, prefixes := range s.prefixes {
		for n := len(prefixes) - 1; n >= 0; n-- { // shortest first: a longer one then gets its share
			s.place(bucket, "", prefixes[n])
		}
	}
	return s.write(tx)
}

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
