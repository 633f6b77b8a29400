package coverage

import (
	"cmp"
	"fmt"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// statement is what the company states of the completeness of its evidence, with
// what arrived of it.
type statement struct {
	model.Span
	number     int64
	subject    string          // "" for all
	operations map[string]bool // nil for all
	level      Level
}

// statements are those of each channel that say something. One that what
// arrived contradicts says nothing.
type statements map[model.Kind][]statement

// of is those about a subject, that many hours of it are asked for.
func (s statements) of(subject string) statements {
	some := statements{}
	for channel, all := range s {
		for _, one := range all {
			if one.subject == "" || one.subject == subject {
				some[channel] = append(some[channel], one)
			}
		}
	}
	return some
}

// about is the strongest of what the statements of a channel say of an hour. A
// control total that misses records outweighs a statement without a number.
func (s statements) about(channel model.Kind, subject, operation string, hour int64) Level {
	var level Level
	for n := range s[channel] {
		if of := &s[channel][n]; of.covers(subject, operation, hour) && of.level.outweighs(level) {
			level = of.level
		}
	}
	return level
}

func (s *statement) covers(subject, operation string, hour int64) bool {
	return s.From <= hour && hour+model.Hour <= s.To && (s.subject == "" || s.subject == subject) &&
		(s.operations == nil || s.operations[operation])
}

// weight orders what statements of one channel say of the same hour.
var weight = map[State]int{Stated: 1, Short: 2, Proven: 3}

func (l Level) outweighs(o Level) bool {
	return cmp.Or(cmp.Compare(weight[l.State], weight[o.State]), cmp.Compare(o.Missing, l.Missing)) > 0
}

// readStatements reads what is stated of a time, and judges each statement by
// what arrived. Those that it contradicts are kept apart.
func readStatements(r db.Reader, span model.Span) (said, contradicted statements, err error) {
	said, contradicted = statements{}, statements{}
	at := map[int64]*statement{}
	var list []*statement
	channels := map[*statement]model.Kind{}
	var s statement
	var channel string
	var stated, arrived, lacking, rejected int64
	var counted bool
	err = r.Query(sql.Query("coverage.statements"), []any{span.To, span.From}, func() {
		one := s
		one.level = judged(counted, stated, arrived, rejected, lacking > 0 || counted && !one.countable(model.Kind(channel)))
		one.level.Of, one.level.Source, one.level.File, one.level.Line = len(list)+1, s.level.Source, s.level.File, s.level.Line
		at[s.number] = &one
		list, channels[&one] = append(list, &one), model.Kind(channel)
	}, &s.number, &channel, &s.subject, &s.From, &s.To, &counted, &stated, &s.level.Source, &arrived, &lacking, &rejected, &s.level.File, &s.level.Line)
	if err != nil {
		return nil, nil, fmt.Errorf("read what is stated of the evidence: %w", err)
	}
	var number int64
	var operation string
	err = r.Query(sql.Query("coverage.stated_operations"), nil, func() {
		if one := at[number]; one != nil {
			if one.operations == nil {
				one.operations = map[string]bool{}
			}
			one.operations[operation] = true
		}
	}, &number, &operation)
	if err != nil {
		return nil, nil, fmt.Errorf("read what statements are about: %w", err)
	}
	for _, one := range list {
		kept := said
		if one.level.State == Unknown {
			kept = contradicted
		}
		kept[channels[one]] = append(kept[channels[one]], *one)
	}
	return said, contradicted, nil
}

// countable reports whether what arrived within a statement can be counted: the
// lines of logs are counted by the hour.
func (s *statement) countable(channel model.Kind) bool {
	logs := channel == model.KindOSSLog || channel == model.KindSLSLog
	return !logs || s.From%model.Hour == 0 && s.To%model.Hour == 0
}

// judged says what a statement is worth. More records than it counts are a
// conflict, which proves nothing; so does a record that another channel shows
// and this one lacks. Without a count, the records of rejected lines are missing.
func judged(counted bool, stated, arrived, rejected int64, contradicted bool) Level {
	switch {
	case counted && arrived < stated:
		return Level{State: Short, Reason: model.TotalCountsMore, Missing: stated - arrived}
	case contradicted || counted && arrived > stated:
		return Level{Reason: model.TableContradicted}
	case counted:
		return Level{State: Proven, Reason: model.TotalAgrees}
	case rejected > 0:
		return Level{State: Short, Reason: model.LinesRejected, Missing: rejected}
	}
	return Level{State: Stated, Reason: model.SaidByTable}
}
