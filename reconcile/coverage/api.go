package coverage

import (
	"fmt"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// api knows how complete the trail and the application's call log are.
type api struct {
	stated   statements
	presume  bool
	active   map[subject]*activity
	recorded map[recording]bool
}

// subject is whose records a channel has: a region's in the trail, a project's in
// the call log.
type subject struct {
	channel model.Kind
	name    string
}

// activity is the hours in which a subject has records: true where nothing
// stands against them.
type activity struct {
	hours       map[int64]bool
	first, last int64
}

// recording is an operation, or of the trail a class of them, that a subject has
// a record of.
type recording struct {
	subject
	class string
}

func readAPI(r db.Reader, span model.Span, stated statements, presume bool) (*api, error) {
	a := &api{stated: stated, presume: presume, active: map[subject]*activity{}, recorded: map[recording]bool{}}
	var s subject
	var channel string
	var at int64
	var whole bool
	err := r.Query(sql.Query("coverage.call_hours"), []any{span.From - beside, span.To + beside}, func() {
		s.channel = model.Kind(channel)
		of := a.active[s]
		if of == nil {
			of = &activity{hours: map[int64]bool{}, first: at}
			a.active[s] = of
		}
		of.hours[at], of.last = whole, at
	}, &channel, &s.name, &at, &whole)
	if err != nil {
		return nil, fmt.Errorf("read which hours have calls: %w", err)
	}
	var class string
	err = r.Query(sql.Query("coverage.recorded"), []any{span.From, span.To, span.From, span.To}, func() {
		a.recorded[recording{subject{model.Kind(channel), s.name}, class}] = true
	}, &channel, &s.name, &class)
	if err != nil {
		return nil, fmt.Errorf("read which calls are recorded: %w", err)
	}
	return a, nil
}

// level is what is known of the calls of an operation, of a project in a region
// and an hour. Openings of documents are in the call log alone, and so are the
// outputs of a task.
func (a *api) level(project, region, operation string, hour int64) Level {
	log := a.channel(subject{model.KindCalls, project}, operation, hour)
	if operation == opening || meter.HasParts(operation) {
		return log
	}
	return either(a.channel(subject{model.KindActionTrail, region}, operation, hour), log)
}

// opening is what the call log calls one opening of a document.
const opening = "WebofficeOpen"

func (a *api) channel(s subject, operation string, hour int64) Level {
	level := a.stated.about(s.channel, s.name, operation, hour)
	if level.State == Unknown {
		level = a.surroundings(s, operation, hour)
	}
	level.on = s
	return level
}

// surroundings is what the records around an hour say of it.
func (a *api) surroundings(s subject, operation string, hour int64) Level {
	of := a.active[s]
	if of == nil {
		return Level{Reason: model.NothingImported}
	}
	whole, there := of.hours[hour]
	switch {
	case hour <= of.first || hour >= of.last:
		return Level{Reason: model.OutsideRecords}
	case !a.records(s, operation):
		return Level{Reason: model.NotRecorded}
	case !there:
		return Level{Reason: model.NoRecord}
	case !whole:
		return Level{Reason: model.LinesRejected}
	case !a.presume:
		return Level{Reason: model.NotPresumed}
	}
	return Level{State: Presumed, Reason: model.RecordsAround}
}

// records reports whether a subject's records include an operation: that was
// seen or, of the trail, events of every class were.
func (a *api) records(s subject, operation string) bool {
	if a.recorded[recording{s, operation}] {
		return true
	}
	return s.channel == model.KindActionTrail && a.recorded[recording{s, "Read"}] && a.recorded[recording{s, "Write"}]
}

// beyond reports whether an hour lies outside the time of which a project has
// any records of calls, or statements about them.
func (a *api) beyond(project, region, operation string, hour int64) bool {
	seen := false
	for _, s := range []subject{{model.KindCalls, project}, {model.KindActionTrail, region}} {
		if s.channel == model.KindActionTrail && operation == opening {
			continue
		}
		of := a.active[s]
		seen = seen || of != nil
		if of != nil && of.first <= hour && hour <= of.last {
			return false
		}
	}
	return seen
}
