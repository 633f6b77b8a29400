package sources

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Places lists where the sources were read.
func Places(r db.Reader) ([]model.SourcePlace, error) {
	var all []model.SourcePlace
	var p model.SourcePlace
	err := r.Query("SELECT path, member, source_id, size, modified, changed, inode, device FROM source_place", nil, func() { all = append(all, p) },
		&p.Path, &p.Member, &p.SourceID, &p.Stamp.Size, &p.Stamp.Modified, &p.Stamp.Changed, &p.Stamp.Inode, &p.Stamp.Device)
	if err != nil {
		return nil, fmt.Errorf("read where sources were read: %w", err)
	}
	return all, nil
}
