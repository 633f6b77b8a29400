package months

import (
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// Late lists the sources that were let in since a month was closed.
func Late(r db.Reader, month string) ([]model.Source, error) {
	return sources.Where(r, "id IN (SELECT source_id FROM late_source WHERE month = ?)", month)
}

// CarriedTo lists the closed months whose late sources a month settles, and of
// one of them Carried those sources.
func CarriedTo(r db.Reader, billing string) ([]string, error) {
	var all []string
	var month string
	err := r.Query("SELECT DISTINCT month FROM late_source WHERE billing = ? ORDER BY month", []any{billing},
		func() { all = append(all, month) }, &month)
	return all, err
}

// Carried lists the late sources of a closed month that another month settles.
func Carried(r db.Reader, month, billing string) ([]model.Source, error) {
	return sources.Where(r, "id IN (SELECT source_id FROM late_source WHERE month = ? AND billing = ?)", month, billing)
}

// SettledIn tells by closed month that a source came in late for the month that settles
// what it changes.
func SettledIn(r db.Reader, source int64) (map[string]string, error) {
	all := map[string]string{}
	var month, billing string
	return all, r.Query("SELECT month, billing FROM late_source WHERE source_id = ?", []any{source}, func() { all[month] = billing }, &month, &billing)
}

// LateFor lists the closed months that a source came in late for.
func LateFor(r db.Reader, source int64) ([]string, error) {
	var all []string
	var month string
	err := r.Query("SELECT month FROM late_source WHERE source_id = ? ORDER BY month", []any{source}, func() { all = append(all, month) }, &month)
	return all, err
}

// Carry marks a source as late for a closed month, and names the month that
// settles what it changes.
func Carry(tx *db.Tx, source int64, month, billing string) error {
	_, err := tx.Exec("INSERT INTO late_source (source_id, month, billing) VALUES (?, ?, ?)", source, month, billing)
	return err
}
