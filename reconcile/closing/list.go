package closing

import (
	"time"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/months"
	"immrecon/store/runs"
)

// List lists the months that there is something of, as they are at an instant.
func List(r db.Reader, now time.Time) ([]model.ListedMonth, error) {
	named, err := months.Named(r)
	if err != nil {
		return nil, err
	}
	all := make([]model.ListedMonth, len(named))
	for n, month := range named {
		m := &all[n]
		if m.Final, err = model.BillFinal(month); err != nil {
			return nil, err
		}
		m.IsFinal = !now.Before(m.Final)
		if m.State, err = months.State(r, month); err != nil {
			return nil, err
		}
		if m.Latest, err = runs.LatestWhole(r, month); err != nil {
			return nil, err
		}
	}
	return all, nil
}
