package coverage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// saidOf lists what the states of a channel and subject say of 4 March: the
// operations, the reason, what is missing, and the hours.
func saidOf(states []model.EvidenceState, channel model.Kind, name string) (all []string) {
	day := model.Span{From: hour(0), To: hour(24)}
	for _, s := range states {
		if s.Channel != channel || s.Subject != name || s.In(day) == 0 {
			continue
		}
		var hours []string
		for _, h := range s.Hours {
			if h.To <= day.From || h.From >= day.To {
				continue
			}
			hours = append(hours, fmt.Sprintf("%d-%d", (max(h.From, day.From)-day.From)/model.Hour, (min(h.To, day.To)-day.From)/model.Hour-1))
		}
		said := fmt.Sprintf("%s %s %s", s.State, s.Reason, strings.Join(hours, ","))
		if len(s.Operations) > 0 {
			said = strings.Join(s.Operations, " ") + " " + said
		}
		if s.Missing > 0 {
			said += fmt.Sprintf(", %d missing", s.Missing)
		}
		if s.File != "" {
			said += fmt.Sprintf(", %d by %s", s.Rows, s.Source)
		}
		all = append(all, said)
	}
	return all
}

// What the states say of 4 March is what each hour is asked for.
func TestStatesOfLogs(t *testing.T) {
	for name, test := range map[string]struct {
		pieces []piece
		want   []string
	}{
		"a hole":         {[]piece{written(9, 10, 11, 12, 14, 15)}, []string{"unknown log_missing 0-8,13-13,16-23", "stated log_whole 9-11", "unknown neighbour_missing 12-12,14-15"}},
		"a damaged hour": {[]piece{written(9, 10, 12, 13), damagedLog(11)}, []string{"unknown log_missing 0-8,14-23", "stated log_whole 9-9", "unknown neighbour_missing 10-10,12-13", "unknown log_not_whole 11-11"}},
		"metering": {[]piece{written(9, 10), meters(9, 5, 0), meters(10, 5, 2), meters(11, 4, 0)},
			[]string{"unknown log_missing 0-8,12-23", "proven metering_agrees 9-9", "short metering_counts_more 10-11, 6 missing"}},
		"statements": {[]piece{written(9, 10), says(model.KindOSSLog, "pictures", 9, 11, 13), says(model.KindOSSLog, "", 11, 20, unnumbered), says(model.KindSLSLog, "pictures", 20, 24, 0)},
			[]string{"unknown log_missing 0-8", "short total_counts_more 9-10, 3 missing, 1 by the test", "stated said_by_table 11-19, 1 by the test", "proven total_agrees 20-23, 1 by the test"}},
		"a total that too much arrived for": {[]piece{written(9, 10), says(model.KindOSSLog, "pictures", 10, 11, 4)},
			[]string{"unknown log_missing 0-8,11-23", "stated log_whole 9-9", "unknown table_contradicted 10-10, 1 by the test"}},
		"before it is bound": {[]piece{written(9, 10, 11), bound(model.Binding{Bucket: "pictures", Project: "photos", From: hour(10)})}, []string{"stated log_whole 10-10", "unknown neighbour_missing 11-11", "unknown log_missing 12-23"}},
	} {
		got := saidOf(tableOf(t, true, test.pieces...).States(), model.KindOSSLog, "pictures")
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n%q, want\n%q", name, got, test.want)
		}
	}
}

func TestStatesOfCalls(t *testing.T) {
	const labels = "DetectImageLabels"
	calls := []piece{logged(labels, 8, 9, 11, 12)}
	for name, test := range map[string]struct {
		channel model.Kind
		subject string
		pieces  []piece
		presume bool
		want    []string
	}{
		"none at all":  {model.KindCalls, "", nil, true, []string{"unknown nothing_imported 0-23"}},
		"no trail":     {model.KindActionTrail, "", calls, true, []string{"unknown nothing_imported 0-23"}},
		"no binding":   {model.KindOSSLog, "photos", calls, true, []string{"unknown no_binding 0-23"}},
		"one recorded": {model.KindCalls, "photos", calls, true, []string{"unknown outside_records 0-8,12-23", "unknown not_recorded 9-11", labels + " unknown outside_records 0-8,12-23", labels + " presumed records_around 9-9,11-11", labels + " unknown no_record 10-10"}},
		"not presumed": {model.KindCalls, "photos", calls, false, []string{"unknown outside_records 0-8,12-23", "unknown not_recorded 9-11", labels + " unknown outside_records 0-8,12-23", labels + " unknown not_presumed 9-9,11-11", labels + " unknown no_record 10-10"}},
		"rejected lines": {model.KindCalls, "photos", []piece{records(1, at(model.KindCalls, labels, []int{8, 9, 10})...)}, true,
			[]string{"unknown outside_records 0-8,10-23", "unknown not_recorded 9-9", labels + " unknown outside_records 0-8,10-23", labels + " unknown lines_rejected 9-9"}},
		"a statement of all": {model.KindCalls, "photos", append(slices.Clone(calls), says(model.KindCalls, "", 0, 24, unnumbered)), true,
			[]string{"stated said_by_table 0-23, 1 by the test"}},
		"what the call log has": {model.KindActionTrail, "ap-southeast-1", []piece{lives("photos"), logged(labels, 8), trailed(labels, 3, 20), says(model.KindCalls, "", 5, 10, unnumbered)}, true,
			[]string{"unknown outside_records 0-3,20-23", "unknown not_recorded 4-4,10-19", "unknown other_channel_whole 5-9", labels + " unknown outside_records 0-3,20-23", labels + " unknown no_record 4-4,10-19", labels + " unknown other_channel_whole 5-9"}},
		"what the trail has": {model.KindCalls, "photos", []piece{lives("photos"), trailed(labels, 8), says(model.KindActionTrail, "", 5, 24, unnumbered)}, true,
			[]string{"unknown nothing_imported 0-4", "unknown other_channel_whole 5-23", "CreateMediaConvertTask WebofficeOpen unknown nothing_imported 0-23"}},
		"a trail of what it writes and reads": {model.KindActionTrail, "ap-southeast-1", []piece{trailed("QueryStories", 3, 20), records(0, reading(4), writing(5))}, true,
			[]string{"unknown outside_records 0-3,20-23", "presumed records_around 4-5", "unknown no_record 6-19"}},
	} {
		got := saidOf(tableOf(t, test.presume, test.pieces...).States(), test.channel, test.subject)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n%q, want\n%q", name, got, test.want)
		}
	}
}

// lives is a row of projects.csv.
func lives(project string) piece {
	return func(d *storetest.Database) {
		imported(d, model.KindProjects, func(in *ingest.Import) {
			in.KeepProject(1, &model.Project{Name: project, Region: "ap-southeast-1"})
		})
	}
}

func reading(h int) model.Call {
	c := call(model.KindActionTrail, h, "GetProject")
	c.ReadsOrWrites = "Read"
	return c
}

func writing(h int) model.Call {
	c := call(model.KindActionTrail, h, "CreateProject")
	c.ReadsOrWrites = "Write"
	return c
}

// Whatever an hour is asked for, the states say the same of it.
func TestStatesAreWhatCellsAreToldOf(t *testing.T) {
	table := tableOf(t, true, written(8, 9, 10, 12), bound(model.Binding{Bucket: "pictures", Project: "photos"}), logged("DetectImageLabels", 7, 8, 9), trailed("DetectImageLabels", 7, 9, 11),
		says(model.KindCalls, "photos", 12, 15, unnumbered, "DetectImageLabels"), meters(11, 2, 3))
	states := IndexStates(table.States())
	for h := range 24 {
		for _, asked := range []struct {
			level     Level
			operation string
		}{
			{table.logs.level("pictures", hour(h)), ""},
			{table.api.channel(subject{model.KindCalls, "photos"}, "DetectImageLabels", hour(h)), "DetectImageLabels"},
			{table.api.channel(subject{model.KindCalls, "photos"}, "WebofficeOpen", hour(h)), "WebofficeOpen"},
			{table.api.channel(subject{model.KindActionTrail, "ap-southeast-1"}, "DetectImageLabels", hour(h)), "DetectImageLabels"},
		} {
			n, known := states.of(rest{asked.level.on, asked.operation, hour(h)})
			if known && states.all[n].Reason == model.OtherChannelWhole && asked.level.on.channel == model.KindActionTrail && 12 <= h && h < 15 {
				continue // the call log is stated
			}
			if !known || states.all[n].State != grades[asked.level.State] || states.all[n].Reason != asked.level.Reason {
				t.Errorf("hour %d of %v, %q: the states say %d, %v, want %s", h, asked.level.on, asked.operation, n, known, asked.level.Reason)
			}
		}
	}
}

// States that change every hour are as many as there are reasons, not hours.
func TestAlternatingHoursStaySmall(t *testing.T) {
	var pieces []piece
	for b := range 20 {
		bucket := fmt.Sprintf("bucket-%02d", b)
		pieces = append(pieces, func(d *storetest.Database) {
			imported(d, model.KindCoverage, func(in *ingest.Import) {
				for n := range int64(372) {
					at := march.From + 2*n*model.Hour
					in.KeepCoverage(n+1, &model.CoverageStatement{Channel: model.KindOSSLog, Subject: bucket, From: at, To: at + model.Hour, Counted: true, Source: "x"})
				}
			})
		})
	}
	states := tableOf(t, true, pieces...).States()
	if want := 20*2 + 2; len(states) != want {
		t.Errorf("%d states, want %d", len(states), want)
	}
	if s := states[0]; s.Rows != 372 || s.Line != 1 || len(s.Hours) != 372 {
		t.Errorf("%s %s is said by %d rows, the first in line %d, of %d times", s.Subject, s.Reason, s.Rows, s.Line, len(s.Hours))
	}
}

// What a cell rests on is what says of its hours, and of those beside it, that they
// are whole.
func TestBehindACell(t *testing.T) {
	table := tableOf(t, true, written(9, 10, 11, 12, 13, 14, 15), bound(model.Binding{Bucket: "pictures", Project: "photos"}), meters(12, 5, 0), says(model.KindCalls, "photos", 0, 24, unnumbered))
	states := table.States()
	cell := model.Cell{Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: hour(12), To: hour(13)}
	var got []string
	for _, n := range table.Behind(cell, IndexStates(states)) {
		got = append(got, fmt.Sprint(states[n].Channel, " ", states[n].Reason))
	}
	if want := []string{"osslog log_whole", "osslog metering_agrees", "calls said_by_table"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
