package closing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/months"
)

// Forget takes one source back out: its records, counts and rejected lines.
// Sources that hold duplicates of its records go with it, and those that hold
// duplicates of theirs, because those lines would otherwise be missed; they are
// named so that they can be imported again. What a closed month rests on stays.
func Forget(ctx context.Context, d *db.DB, id int64, at time.Time) (forgotten model.Source, dependants []model.Source, err error) {
	err = d.Write(ctx, func(tx *db.Tx) error {
		all, err := ingest.WithDependants(tx.Reader, id)
		if err != nil {
			return fmt.Errorf("forget source %d: %w", id, err)
		}
		if len(all) == 0 {
			return fmt.Errorf("there is no source %d; `immrecon sources` lists them", id)
		}
		for _, s := range all {
			if err := forget(tx, s, at); err != nil {
				return fmt.Errorf("forget source %d: %w", id, err)
			}
		}
		forgotten, dependants = all[0], all[1:]
		return nil
	})
	return forgotten, dependants, err
}

func forget(tx *db.Tx, s model.Source, at time.Time) error {
	if err := mayForget(tx.Reader, s); err != nil {
		return err
	}
	return ingest.Forget(tx, s, at)
}

// mayForget refuses to take a source out of a closed month, unless it only came
// in late.
func mayForget(r db.Reader, s model.Source) error {
	touched, err := months.TouchesClosed(r, s)
	if err != nil {
		return err
	}
	late, err := months.LateFor(r, s.ID)
	if err != nil {
		return err
	}
	for _, month := range touched {
		if !slices.Contains(late, month) {
			return fmt.Errorf("%s is part of %s, which is closed; `immrecon month reopen %s --note WHY` comes first", s.Name, month, month)
		}
	}
	return nil
}
