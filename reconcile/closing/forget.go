package closing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/months"
)

// Forget takes sources back out, all of them or none: their records, counts and
// rejected lines. Sources that hold duplicates of their records go with them, and those
// that hold duplicates of theirs, because those lines would otherwise be missed; they are
// named so that they can be imported again. What a closed month rests on stays. The
// errors are of each source that is not there or must stay, by its id.
func Forget(ctx context.Context, d *db.DB, ids []int64, at time.Time) (forgotten, dependants []model.Source, err error) {
	err = d.Write(ctx, func(tx *db.Tx) error {
		if forgotten, dependants, err = toForget(tx.Reader, ids); err != nil {
			return err
		}
		for _, s := range slices.Concat(forgotten, dependants) {
			if err := ingest.Forget(tx, s, at); err != nil {
				return fmt.Errorf("forget source %d: %w", s.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return forgotten, dependants, nil
}

// toForget lists the sources with some ids, and those that must go with them.
func toForget(r db.Reader, ids []int64) (named, dependants []model.Source, err error) {
	var problems []error
	listed := map[int64]bool{}
	for _, id := range ids {
		all, err := withDependants(r, id)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		for n, s := range all {
			switch {
			case listed[s.ID]:
				continue
			case n == 0:
				named = append(named, s)
			case slices.Contains(ids, s.ID):
				continue // listed in its turn
			default:
				dependants = append(dependants, s)
			}
			listed[s.ID] = true
		}
	}
	return named, dependants, errors.Join(problems...)
}

// withDependants lists a source and behind it those that must go with it, all of which
// may go.
func withDependants(r db.Reader, id int64) ([]model.Source, error) {
	all, err := ingest.WithDependants(r, id)
	if err != nil {
		return nil, fmt.Errorf("forget source %d: %w", id, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is no source %d; `immrecon sources` lists them", id)
	}
	for _, s := range all {
		if err := mayForget(r, s); err != nil {
			return nil, fmt.Errorf("forget source %d: %w", id, err)
		}
	}
	return all, nil
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
