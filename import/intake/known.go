package intake

import (
	"immrecon/store/db"
	"immrecon/store/sources"

	"immrecon/import/source"
	"immrecon/store/model"
)

// known is the content that is in the database. Only a file of the size of one
// of its sources can be in already and is worth hashing before it is read.
type known struct {
	stored db.Reader
	sizes  map[int64]bool
	sums   map[string]bool
}

func readKnown(stored db.Reader) (*known, error) {
	all, err := sources.All(stored)
	if err != nil {
		return nil, err
	}
	k := &known{stored: stored, sizes: map[int64]bool{}, sums: map[string]bool{}}
	for _, s := range all {
		k.add(s)
	}
	return k, nil
}

func (k *known) add(s model.Source) { k.sizes[s.Bytes], k.sums[s.SHA256] = true, true }

// find looks a file up by its hash.
func (k *known) find(f source.File) (model.Source, bool, error) {
	sum, err := f.Hash()
	if err != nil {
		return model.Source{}, false, err
	}
	return k.source(sum)
}

// source is the source whose content has a hash.
func (k *known) source(sum string) (model.Source, bool, error) {
	if !k.sums[sum] {
		return model.Source{}, false, nil
	}
	return sources.WithContent(k.stored, sum)
}
