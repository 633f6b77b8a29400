package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// Late says what to do with a source that touches a closed month.
type Late string

// What can be done with late sources.
const (
	LateRefuse Late = ""       // leave the source out
	LateKeep   Late = "keep"   // take it in, marked; the month stays closed
	LateReopen Late = "reopen" // take it in and reopen the month
)

// LateError says that a source was left out because it touches closed months.
type LateError struct {
	Name   string
	Months []string
}

// Error implements error.
func (e *LateError) Error() string {
	months := strings.Join(e.Months, ", ")
	return fmt.Sprintf("%s: it would change %s, which %s closed; import it with --late keep to let it in and see in a later run what it changes, "+
		"or with --late reopen to reopen", e.Name, months, isOrAre(len(e.Months)))
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// IfLate says what to do if the source touches a closed month; it is refused
// otherwise.
func (i *Import) IfLate(late Late) { i.late = late }

// settleLate deals with a source whose rows are all written, and tells the
// closed months that it touches.
func (i *Import) settleLate(s *model.Source) ([]string, error) {
	months, err := touchedOf(i.ctx, i.tx, *s)
	if err != nil || len(months) == 0 {
		return nil, err
	}
	for _, month := range months {
		switch i.late {
		case LateKeep:
			err = i.carry(s, month)
		case LateReopen:
			err = decide(i.ctx, i.tx, month, model.Decision{Note: "late: " + s.Name, At: s.ImportedAt, Who: i.db.who})
		default:
			err = &LateError{s.Name, months}
		}
		if err != nil {
			return nil, err
		}
	}
	return months, nil
}

// carry marks the source as late for a closed month, and names the month that
// settles what it changes.
func (i *Import) carry(s *model.Source, month string) error {
	closed, err := closedMonths(i.ctx, i.tx)
	if err != nil {
		return err
	}
	billing, err := firstOpen(closed, month)
	if err != nil {
		return err
	}
	_, err = i.tx.ExecContext(i.ctx, "INSERT INTO late_source (source_id, month, billing) VALUES (?, ?, ?)", s.ID, month, billing)
	return err
}

// firstOpen is the first month after one that is not closed.
func firstOpen(closed []string, month string) (string, error) {
	for {
		next, err := model.MonthAfter(month)
		if err != nil || !slices.Contains(closed, next) {
			return next, err
		}
		month = next
	}
}

// mayForget refuses to take a source out of a closed month, unless it only came
// in late.
func mayForget(ctx context.Context, tx querier, s model.Source) error {
	months, err := touchedOf(ctx, tx, s)
	if err != nil {
		return err
	}
	var late []string
	var month string
	err = query(ctx, tx, "SELECT month FROM late_source WHERE source_id = ?", []any{s.ID}, func() { late = append(late, month) }, &month)
	if err != nil {
		return err
	}
	for _, month := range months {
		if !slices.Contains(late, month) {
			return fmt.Errorf("%s is part of %s, which is closed; `immrecon month reopen %s --note WHY` comes first", s.Name, month, month)
		}
	}
	return nil
}

// touchedOf lists the closed months in which a source makes a difference.
func touchedOf(ctx context.Context, tx querier, s model.Source) ([]string, error) {
	closed, err := closedMonths(ctx, tx)
	if err != nil {
		return nil, err
	}
	var touched []string
	for _, month := range closed {
		is, err := touches(ctx, tx, s, month)
		if err != nil {
			return nil, fmt.Errorf("%s: does it touch %s: %w", s.Name, month, err)
		}
		if is {
			touched = append(touched, month)
		}
	}
	return touched, nil
}

// touches reports whether a source makes a difference to a month: records of
// the month, or rows about the company that no other source has and that are
// valid during the month.
func touches(ctx context.Context, tx querier, s model.Source, month string) (bool, error) {
	from, to, err := model.MonthSpan(month)
	if err != nil {
		return false, err
	}
	var is bool
	err = tx.QueryRowContext(ctx, "SELECT EXISTS ("+touching[s.Kind]+")", s.ID, from, to, month).Scan(&is)
	return is, err
}

// touching selects, by kind, what source ?1 has for month ?4, which is from ?2
// to ?3. An hour of log that another source is the log of, too, is nothing new.
var touching = map[model.Kind]string{
	model.KindOSSLog: touchingLog,
	model.KindSLSLog: touchingLog,

	model.KindActionTrail: touchingCalls,
	model.KindCalls:       touchingCalls,

	model.KindBill:     "SELECT 1 FROM bill_line WHERE source_id = ?1 AND month = ?4",
	model.KindProjects: newRows("project", "name, region, created_at, template", "created_at < ?3"),
	model.KindDatasets: newRows("dataset", "project, name, template", "true"),
	model.KindBindings: newRows("binding", "bucket, prefix, project, dataset, from_ts, to_ts", valid),
	model.KindStyles:   newRows("style", "bucket, name, content, delimiter, from_ts, to_ts", valid),
	model.KindPrices:   newRows("own_price", "site, currency, item, operation, tier, price, per, unit, from_ts, to_ts", valid),
}

const (
	touchingLog = `SELECT 1 FROM oss_hour WHERE source_id = ?1 AND hour >= ?2 AND hour < ?3
		UNION ALL SELECT 1 FROM log_hour l WHERE source_id = ?1 AND hour >= ?2 AND hour < ?3 AND own = 1
		AND NOT EXISTS (SELECT 1 FROM log_hour o WHERE o.hour = l.hour AND o.bucket_id = l.bucket_id AND o.own = 1 AND o.source_id <> ?1)`
	touchingCalls = "SELECT 1 FROM api_call WHERE source_id = ?1 AND at >= ?2 AND at < ?3"
	valid         = "from_ts < ?3 AND (to_ts = 0 OR to_ts > ?2)"
)

// newRows selects the rows of a table that only the source has.
func newRows(table, columns, holds string) string {
	return "SELECT " + columns + " FROM " + table + " WHERE source_id = ?1 AND " + holds +
		" EXCEPT SELECT " + columns + " FROM " + table + " WHERE source_id <> ?1"
}
