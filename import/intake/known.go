package intake

import (
	"context"

	"immrecon/import/source"
	"immrecon/store"
	"immrecon/store/model"
)

// known is the content that is in the database. Only a file of the size of one
// of its sources can be in already and is worth hashing before it is read.
type known struct {
	db    *store.DB
	sizes map[int64]bool
	sums  map[string]bool
}

func readKnown(ctx context.Context, db *store.DB) (*known, error) {
	sources, err := db.Sources(ctx)
	if err != nil {
		return nil, err
	}
	k := &known{db: db, sizes: map[int64]bool{}, sums: map[string]bool{}}
	for _, s := range sources {
		k.add(s)
	}
	return k, nil
}

func (k *known) add(s model.Source) { k.sizes[s.Bytes], k.sums[s.SHA256] = true, true }

// find looks a file up by its hash.
func (k *known) find(ctx context.Context, f source.File) (model.Source, bool, error) {
	sum, err := f.Hash()
	if err != nil {
		return model.Source{}, false, err
	}
	return k.source(ctx, sum)
}

// source is the source whose content has a hash.
func (k *known) source(ctx context.Context, sum string) (model.Source, bool, error) {
	if !k.sums[sum] {
		return model.Source{}, false, nil
	}
	return k.db.SourceWithContent(ctx, sum)
}
