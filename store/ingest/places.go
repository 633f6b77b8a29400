package ingest

import (
	"context"
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// RecordPlaces records where sources were read, no place twice, in one transaction. A
// place that is known already is of another source from now on; a source that was
// forgotten meanwhile has none.
func (w *Writer) RecordPlaces(ctx context.Context, places []model.SourcePlace) error {
	if len(places) == 0 {
		return nil
	}
	err := w.db.Write(ctx, func(tx *db.Tx) error { return recordPlaces(tx, places) })
	if err != nil {
		return fmt.Errorf("record where files were read: %w", err)
	}
	return nil
}

func recordPlaces(tx *db.Tx, places []model.SourcePlace) error {
	rows := db.NewBuffer("source_place", "path", "member", "source_id", "size", "modified", "changed", "inode", "device")
	for _, p := range places {
		rows.Add(p.Path, p.Member, p.SourceID, p.Stamp.Size, p.Stamp.Modified, p.Stamp.Changed, p.Stamp.Inode, p.Stamp.Device)
	}
	staged, err := rows.Stage(tx)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO source_place (path, member, source_id, size, modified, changed, inode, device)
		SELECT f.path, f.member, f.source_id, f.size, f.modified, f.changed, f.inode, f.device
		FROM ` + staged + ` f JOIN source s ON s.id = f.source_id WHERE true
		ON CONFLICT (path, member) DO UPDATE SET source_id = excluded.source_id, size = excluded.size,
		modified = excluded.modified, changed = excluded.changed, inode = excluded.inode, device = excluded.device`)
	return err
}
