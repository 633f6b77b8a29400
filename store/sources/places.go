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

// Content names the source whose stored content has a size in bytes and a SHA-256 in
// hexadecimal, "" for none. It asks for the sum only if a source has that size.
func Content(r db.Reader, size int64, sum func() (string, error)) (name string, err error) {
	sums := map[string]string{} // names, by SHA-256
	var sha256 string
	err = r.Query("SELECT sha256, name FROM source WHERE bytes = ?", []any{size}, func() { sums[sha256] = name }, &sha256, &name)
	if err != nil {
		return "", fmt.Errorf("look for a source of %d bytes: %w", size, err)
	}
	if len(sums) == 0 {
		return "", nil
	}
	own, err := sum()
	return sums[own], err
}
