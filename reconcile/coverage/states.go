package coverage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// States are what is known of the completeness of the evidence, with the hours that
// it is known of: of access logs by bucket, of the trail by region, of the call log
// by project, and of these by class of operation. Of a bucket that bindings name,
// only the hours in which one is in force are of interest.
func (t *Table) States() []model.EvidenceState {
	b := stateBuilder{table: t, at: map[stateKey]int{}, counted: map[statementOf]bool{}, known: map[subject]*knownOf{}}
	b.logs()
	b.channel(model.KindActionTrail, t.trailSubjects())
	b.channel(model.KindCalls, t.callSubjects())
	slices.SortStableFunc(b.all, func(a, b model.EvidenceState) int {
		return cmp.Or(cmp.Compare(slices.Index(model.Kinds, a.Channel), slices.Index(model.Kinds, b.Channel)), cmp.Compare(a.Subject, b.Subject),
			slices.Compare(a.Operations, b.Operations), cmp.Compare(a.Hours[0].From, b.Hours[0].From))
	})
	return b.all
}

// hours are those of the time that is compared.
func (t *Table) hours(yield func(int64) bool) {
	for at := model.HourOf(t.span.From); at < t.span.To; at += model.Hour {
		if !yield(at) {
			return
		}
	}
}

// stateBuilder gathers hours of which the same is known.
type stateBuilder struct {
	table   *Table
	all     []model.EvidenceState
	at      map[stateKey]int
	counted map[statementOf]bool

	known map[subject]*knownOf
}

// knownOf is what many hours of a subject are asked for, worked out once.
type knownOf struct {
	api          *api // with the statements about the subject alone
	contradicted statements
	classes      [][]string
	others       []subject
}

func (b *stateBuilder) of(s subject) *knownOf {
	if b.known[s] == nil {
		a := *b.table.api
		a.stated = a.stated.of(s.name)
		k := &knownOf{api: &a, contradicted: b.table.contradicted.of(s.name), others: b.others(s)}
		k.classes = b.classes(s, k)
		b.known[s] = k
	}
	return b.known[s]
}

type stateKey struct {
	subject
	class        int // of operations
	reason       model.EvidenceReason
	file, source string // of the statements that say so
}

// statementOf is a statement that a state rests on.
type statementOf struct{ state, statement int }

// add adds an hour, which must come behind those that were added of its subject.
func (b *stateBuilder) add(s subject, class int, operations []string, level Level, hour int64) {
	key := stateKey{subject: s, class: class, reason: level.Reason}
	if level.Of != 0 {
		key.file, key.source = level.File, level.Source
	}
	n, known := b.at[key]
	if !known {
		n = len(b.all)
		b.at[key] = n
		b.all = append(b.all, model.EvidenceState{Channel: s.channel, Subject: s.name, Operations: operations, State: grades[level.State],
			Reason: level.Reason, Source: key.source, File: key.file, Line: level.Line})
	}
	one := &b.all[n]
	switch said := (statementOf{n, level.Of}); {
	case level.Of == 0: // metering lacks by the hour
		one.Missing += level.Missing
	case !b.counted[said]: // what a total lacks it lacks once
		b.counted[said] = true
		one.Missing += level.Missing
		one.Rows++
		one.Line = min(one.Line, level.Line)
	}
	if last := len(one.Hours) - 1; last >= 0 && one.Hours[last].To == hour {
		one.Hours[last].To += model.Hour
		return
	}
	one.Hours = append(one.Hours, model.Span{From: hour, To: hour + model.Hour})
}

// logs adds what is known of the access logs of each bucket, and the projects of
// which nobody knows the buckets.
func (b *stateBuilder) logs() {
	t := b.table
	for _, bucket := range t.bucketNames() {
		l, contradicted, fed := *t.logs, t.contradicted.of(bucket), t.logs.bindingsOf(bucket)
		l.stated = t.logs.stated.of(bucket)
		for hour := range t.hours {
			if len(fed) == 0 || slices.ContainsFunc(fed, func(f feeder) bool { return f.inForce(hour) }) {
				level := contradicted.explain(l.level(bucket, hour), "", hour, model.KindOSSLog, model.KindSLSLog)
				b.add(subject{model.KindOSSLog, bucket}, 0, nil, level, hour)
			}
		}
	}
	for _, project := range t.callSubjects() {
		if project == "" || t.logs.feeding[project] != nil {
			continue
		}
		for hour := range t.hours {
			b.add(subject{model.KindOSSLog, project}, 0, nil, Level{Reason: model.NoBinding}, hour)
		}
	}
}

// bindingsOf are those that name a bucket.
func (l *logs) bindingsOf(bucket string) (some []feeder) {
	for _, all := range l.feeding {
		for _, f := range all {
			if f.bucket == bucket {
				some = append(some, f)
			}
		}
	}
	return some
}

// explain names the statement that would have told of an unknown hour, if what
// arrived contradicts it.
func (s statements) explain(level Level, operation string, hour int64, channels ...model.Kind) Level {
	if level.State != Unknown {
		return level
	}
	for _, channel := range channels {
		for n := range s[channel] {
			if one := &s[channel][n]; one.covers(one.subject, operation, hour) {
				return one.level
			}
		}
	}
	return level
}

// channel adds what is known of the records that a channel has of each subject, by
// class of operation. The class with the most operations names none.
func (b *stateBuilder) channel(channel model.Kind, names []string) {
	for _, name := range names {
		s := subject{channel, name}
		for n, line := range b.timelines(s) {
			named := line.operations
			if n == 0 {
				named = nil
			}
			hour := model.HourOf(b.table.span.From)
			for _, level := range line.levels {
				b.add(s, n, named, level, hour)
				hour += model.Hour
			}
		}
	}
}

// timeline is what is known of some operations, hour by hour.
type timeline struct {
	operations []string
	levels     []Level
}

// timelines are what is known of the operations of a subject, those of which the
// same is known together, most operations first.
func (b *stateBuilder) timelines(s subject) (all []timeline) {
	known := b.of(s)
	for _, operations := range known.classes {
		var levels []Level
		for hour := range b.table.hours {
			level := known.contradicted.explain(known.api.channel(s, operations[0], hour), operations[0], hour, s.channel)
			if !level.complete() && b.otherWhole(s, operations, hour) {
				level = Level{Reason: model.OtherChannelWhole}
			}
			level.on = s
			levels = append(levels, level)
		}
		n := slices.IndexFunc(all, func(t timeline) bool { return slices.Equal(t.levels, levels) })
		if n < 0 {
			all = append(all, timeline{operations, levels})
			continue
		}
		all[n].operations = slices.Sorted(slices.Values(slices.Concat(all[n].operations, operations)))
	}
	slices.SortStableFunc(all, func(a, b timeline) int { return cmp.Compare(len(b.operations), len(a.operations)) })
	return all
}

// otherWhole reports whether the other channel of trail and call log is known to
// lack none of some operations in an hour.
func (b *stateBuilder) otherWhole(s subject, operations []string, hour int64) bool {
	if callLogAlone(operations[0]) {
		return false
	}
	others := b.of(s).others
	for _, other := range others {
		known := b.of(other)
		for _, class := range known.classes {
			asked := slices.ContainsFunc(class, func(operation string) bool { return slices.Contains(operations, operation) })
			if asked && !known.api.channel(other, class[0], hour).certain() {
				return false
			}
		}
	}
	return len(others) > 0
}

// others are whose records of the other channel show what a subject's do.
func (b *stateBuilder) others(s subject) (all []subject) {
	if s.channel == model.KindCalls {
		for _, region := range b.table.regions[s.name] {
			all = append(all, subject{model.KindActionTrail, region})
		}
		return all
	}
	for _, project := range b.table.callSubjects() {
		if project != "" && b.table.livesIn(project, s.name) {
			all = append(all, subject{model.KindCalls, project})
		}
	}
	return all
}

// callLogAlone reports whether an operation is in the call log alone: openings of
// documents, and outputs of a task.
func callLogAlone(operation string) bool { return operation == opening || meter.HasParts(operation) }

// classes are the operations that a channel may show of a subject, those together
// of which the same is said and recorded.
func (b *stateBuilder) classes(s subject, known *knownOf) [][]string {
	t, of := b.table, map[string][]string{}
	said := slices.Concat(known.api.stated[s.channel], known.contradicted[s.channel])
	for _, operation := range t.operations {
		if s.channel == model.KindActionTrail && callLogAlone(operation) {
			continue
		}
		key := fmt.Sprint(t.api.records(s, operation), callLogAlone(operation))
		for _, one := range said {
			if one.operations != nil {
				key += fmt.Sprint(" ", one.operations[operation])
			}
		}
		of[key] = append(of[key], operation)
	}
	classes := slices.Collect(maps.Values(of))
	slices.SortFunc(classes, slices.Compare)
	return classes
}

// bucketNames are the buckets that logs, bindings, metering or statements name.
func (t *Table) bucketNames() []string {
	names := maps.Clone(t.stating(model.KindOSSLog))
	maps.Copy(names, t.stating(model.KindSLSLog))
	for bucket := range t.logs.buckets {
		names[bucket] = true
	}
	for at := range t.logs.metering {
		names[at.bucket] = true
	}
	for _, all := range t.logs.feeding {
		for _, f := range all {
			names[f.bucket] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// trailSubjects are the regions that a trail or a table names; "" alone if there is
// no trail.
func (t *Table) trailSubjects() []string {
	names := t.stating(model.KindActionTrail)
	for _, regions := range t.regions {
		for _, region := range regions {
			names[region] = true
		}
	}
	return t.orNobody(model.KindActionTrail, names)
}

// callSubjects are the projects that evidence or a table names; "" alone if there
// is none.
func (t *Table) callSubjects() []string {
	names := t.stating(model.KindCalls)
	for project := range t.regions {
		names[project] = true
	}
	for _, project := range t.projects {
		names[project] = true
	}
	return t.orNobody(model.KindCalls, names)
}

// stating are the subjects that statements of a channel name.
func (t *Table) stating(channel model.Kind) map[string]bool {
	names := map[string]bool{}
	for _, all := range []statements{t.api.stated, t.contradicted} {
		for _, one := range all[channel] {
			if one.subject != "" {
				names[one.subject] = true
			}
		}
	}
	return names
}

// orNobody adds the subjects that a channel has records of.
func (t *Table) orNobody(channel model.Kind, names map[string]bool) []string {
	for s := range t.api.active {
		if s.channel == channel && s.name != "" {
			names[s.name] = true
		}
	}
	if len(names) == 0 {
		return []string{""}
	}
	return slices.Sorted(maps.Keys(names))
}
