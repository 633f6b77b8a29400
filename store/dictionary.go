package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// A dictionary gives names that repeat by the million a small number each, and
// keeps what is new until the transaction that uses it writes it. Ids count up
// from what the database holds; there is one writer.
type dictionary struct {
	words   map[string]int64
	buckets map[string]bucket
	places  map[placeKey]int64
	// prefixes of each bucket that a binding names, longest first
	prefixes map[string][]string

	// the other way round, by id
	texts       map[int64]string // words
	bucketNames map[int64]string
	bucketOf    map[int64]string // name of a place's bucket

	newWords, newBuckets, newPlaces *feed
}

// bucket is a bucket with its region, "" until a record tells it.
type bucket struct {
	id     int64
	region string
}

type placeKey struct {
	bucket int64
	prefix string
}

func readDictionary(ctx context.Context, db querier) (*dictionary, error) {
	d := &dictionary{
		words: map[string]int64{}, buckets: map[string]bucket{}, places: map[placeKey]int64{}, prefixes: map[string][]string{},
		texts: map[int64]string{}, bucketNames: map[int64]string{}, bucketOf: map[int64]string{},
		newWords:   newFeed("word", "id", "word"),
		newBuckets: newFeed("bucket", "id", "name", "region"),
		newPlaces:  newFeed("place", "id", "bucket_id", "prefix"),
	}
	var id, bucketID int64
	var name, region string
	err := query(ctx, db, "SELECT id, word FROM word", nil, func() { d.words[name], d.texts[id] = id, name }, &id, &name)
	if err == nil {
		err = query(ctx, db, "SELECT id, name, region FROM bucket", nil, func() { d.buckets[name], d.bucketNames[id] = bucket{id, region}, name }, &id, &name, &region)
	}
	if err == nil {
		err = query(ctx, db, "SELECT id, bucket_id, prefix FROM place", nil,
			func() { d.places[placeKey{bucketID, name}], d.bucketOf[id] = id, d.bucketNames[bucketID] }, &id, &bucketID, &name)
	}
	if err == nil {
		err = d.readPrefixes(ctx, db)
	}
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	return d, nil
}

func (d *dictionary) readPrefixes(ctx context.Context, db querier) error {
	var bucket, prefix string
	clear(d.prefixes)
	return query(ctx, db, "SELECT DISTINCT bucket, prefix FROM binding WHERE prefix <> '' ORDER BY length(prefix) DESC, prefix", nil,
		func() { d.prefixes[bucket] = append(d.prefixes[bucket], prefix) }, &bucket, &prefix)
}

func (d *dictionary) word(word string) int64 {
	id, ok := d.words[word]
	if !ok {
		word = strings.Clone(word)
		id = int64(len(d.words)) + 1
		d.words[word], d.texts[id] = id, word
		d.newWords.add(id, word)
	}
	return id
}

// bucket notes a bucket, and its region once that is known: a binding names a
// bucket without it, and not every host name in a log tells it.
func (d *dictionary) bucket(name, region string) int64 {
	b, ok := d.buckets[name]
	if ok && (region == "" || b.region != "") {
		return b.id
	}
	name = strings.Clone(name)
	if !ok {
		b.id = int64(len(d.buckets)) + 1
	}
	b.region = strings.Clone(region)
	d.buckets[name], d.bucketNames[b.id] = b, name
	d.newBuckets.add(b.id, name, b.region)
	return b.id
}

// place is a bucket and a prefix that a binding names, or "".
func (d *dictionary) place(bucket, region, prefix string) int64 {
	at := placeKey{d.bucket(bucket, region), prefix}
	id, ok := d.places[at]
	if !ok {
		id = int64(len(d.places)) + 1
		d.places[at], d.bucketOf[id] = id, bucket
		d.newPlaces.add(id, at.bucket, at.prefix)
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
// reading the dictionary anew.
func (d *dictionary) write(ctx context.Context, tx *sql.Tx) error {
	for _, f := range []*feed{d.newWords, d.newPlaces} {
		if _, err := f.insert(ctx, tx); err != nil {
			return err
		}
		f.clear()
	}
	return d.writeBuckets(ctx, tx)
}

// writeBuckets stores new buckets, and new regions of known ones.
func (d *dictionary) writeBuckets(ctx context.Context, tx *sql.Tx) error {
	if d.newBuckets.rows() == 0 {
		return nil
	}
	_, err := d.newBuckets.run(ctx, tx, "INSERT INTO bucket (id, name, region) SELECT c0, c1, c2 FROM "+d.newBuckets.name()+
		" WHERE true ON CONFLICT (id) DO UPDATE SET region = excluded.region")
	d.newBuckets.clear()
	return err
}

// extension is the part of an object's key that tells its media type: lower
// case, without the dot, "" for none.
func extension(key string) string {
	name := key[strings.LastIndexByte(key, '/')+1:]
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || len(name)-dot > 12 {
		return ""
	}
	return strings.ToLower(name[dot+1:])
}
