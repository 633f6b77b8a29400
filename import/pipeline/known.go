package pipeline

import (
	"cmp"
	"maps"
	"slices"

	"immrecon/import/source"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// Known is the content that is in the database. A file at a place whose stamp is
// that of an earlier import need not be read at all. Of others only one of the size
// of a source can be in already, and is worth hashing before it is read.
type Known struct {
	sources []model.Source // by id; a dry run gives the same id again
	sizes   map[int64]bool
	sums    map[string]int // where in sources, by SHA-256
	places  map[placeKey]model.SourcePlace
}

type placeKey struct {
	path   string
	member int64
}

// ReadKnown reads what is in the database.
func ReadKnown(r db.Reader) (*Known, error) {
	k := &Known{sizes: map[int64]bool{}, sums: map[string]int{}, places: map[placeKey]model.SourcePlace{}}
	all, err := sources.All(r)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		k.add(s)
	}
	places, err := sources.Places(r)
	for _, p := range places {
		k.places[placeKey{p.Path, p.Member}] = p
	}
	return k, err
}

// add adds a source behind all others.
func (k *Known) add(s model.Source) {
	k.sizes[s.Bytes], k.sums[s.SHA256] = true, len(k.sources)
	k.sources = append(k.sources, s)
}

// readAgain reads the sources anew.
func (k *Known) readAgain(r db.Reader) error {
	all, err := sources.All(r)
	if err != nil {
		return err
	}
	k.sources = nil
	clear(k.sizes)
	clear(k.sums)
	for _, s := range all {
		k.add(s)
	}
	return nil
}

// clone copies what is known now of content, for another goroutine.
func (k *Known) clone() *Known {
	return &Known{sources: slices.Clip(k.sources), sizes: maps.Clone(k.sizes), sums: maps.Clone(k.sums)}
}

// Unchanged reports whether a source was read at a place, and nothing has changed
// there since.
func (k *Known) Unchanged(p model.Place) bool {
	_, found := k.at(p)
	return found
}

// at is the source that was read at a place.
func (k *Known) at(p model.Place) (model.Source, bool) {
	read, found := k.places[placeKey{p.Path, p.Member}]
	if !found || read.Place != p {
		return model.Source{}, false
	}
	n, found := slices.BinarySearchFunc(k.sources, read.SourceID, func(s model.Source, id int64) int { return cmp.Compare(s.ID, id) })
	if !found {
		return model.Source{}, false
	}
	return k.sources[n], true
}

// find looks a file up by its hash.
func (k *Known) find(f source.File) (model.Source, bool, error) {
	sum, err := f.Hash()
	if err != nil {
		return model.Source{}, false, err
	}
	s, found := k.withSum(sum)
	return s, found, nil
}

// withSum is the source whose content has a hash.
func (k *Known) withSum(sum string) (model.Source, bool) {
	n, found := k.sums[sum]
	if !found {
		return model.Source{}, false
	}
	return k.sources[n], true
}

func (k *Known) has(sum string) bool {
	_, found := k.sums[sum]
	return found
}
