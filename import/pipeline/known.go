package pipeline

import (
	"maps"

	"immrecon/import/source"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// knownContent is the content that is in the database. Only a file of the size
// of one of its sources can be in already and is worth hashing before it is read.
type knownContent struct {
	stored db.Reader
	sizes  map[int64]bool
	sums   map[string]bool
}

func readKnown(stored db.Reader) (*knownContent, error) {
	all, err := sources.All(stored)
	if err != nil {
		return nil, err
	}
	k := &knownContent{stored: stored, sizes: map[int64]bool{}, sums: map[string]bool{}}
	for _, s := range all {
		k.add(s)
	}
	return k, nil
}

func (k *knownContent) add(s model.Source) { k.sizes[s.Bytes], k.sums[s.SHA256] = true, true }

// clone copies what is known now, for another goroutine.
func (k *knownContent) clone() *knownContent {
	return &knownContent{k.stored, maps.Clone(k.sizes), maps.Clone(k.sums)}
}

// find looks a file up by its hash.
func (k *knownContent) find(f source.File) (model.Source, bool, error) {
	sum, err := f.Hash()
	if err != nil {
		return model.Source{}, false, err
	}
	return k.withSum(sum)
}

// withSum is the source whose content has a hash.
func (k *knownContent) withSum(sum string) (model.Source, bool, error) {
	if !k.sums[sum] {
		return model.Source{}, false, nil
	}
	return sources.WithContent(k.stored, sum)
}
