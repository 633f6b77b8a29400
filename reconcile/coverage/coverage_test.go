package coverage

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

// march is the time that is compared.
var march = model.Span{
	From: time.Date(2026, 3, 1, 0, 0, 0, 0, model.BillingZone).Unix(),
	To:   time.Date(2026, 4, 1, 0, 0, 0, 0, model.BillingZone).Unix(),
}

// hour is an hour of 4 March 2026 in the billing zone.
func hour(n int) int64 { return storetest.Noon + int64(n-12)*model.Hour }

// piece is something that is imported.
type piece func(d *storetest.Database)

// sources counts up over all tests, for each source needs a content of its own.
var sources int

func imported(d *storetest.Database, kind model.Kind, keep func(in *ingest.Import)) {
	sources++
	d.Import(kind, fmt.Sprintf("%s %d", kind, sources), keep)
}

// logOf is a log, of its own for each hour, with some lines of a bucket.
func logOf(kind model.Kind, bucket string, lines int, hours ...int) piece {
	return func(d *storetest.Database) {
		for _, h := range hours {
			imported(d, kind, func(in *ingest.Import) {
				for n := range lines {
					in.SawBucket(bucket, time.Unix(hour(h), 0))
					in.Skip(int64(n + 1))
				}
			})
		}
	}
}

func written(hours ...int) piece { return logOf(model.KindOSSLog, "pictures", 5, hours...) }

// damagedLog is a log of an hour with a line that cannot be read.
func damagedLog(h int) piece {
	return func(d *storetest.Database) {
		imported(d, model.KindOSSLog, func(in *ingest.Import) {
			in.SawBucket("pictures", time.Unix(hour(h), 0))
			in.Skip(1)
			in.Reject(2, "damaged", "x")
		})
	}
}

// cutLog is a log of an hour that ends within a line.
func cutLog(h int) piece {
	return func(d *storetest.Database) {
		imported(d, model.KindOSSLog, func(in *ingest.Import) {
			in.SawBucket("pictures", time.Unix(hour(h), 0))
			in.Skip(1)
			in.BreaksOff()
		})
	}
}

// says is a row of coverage.csv for the hours from, up to, not including, to;
// records below 0 is a statement without a number.
func says(channel model.Kind, subject string, from, to int, records int64, operations ...string) piece {
	return func(d *storetest.Database) {
		imported(d, model.KindCoverage, func(in *ingest.Import) {
			in.KeepCoverage(1, &model.CoverageStatement{Channel: channel, Subject: subject, From: hour(from), To: hour(to),
				Records: max(0, records), Counted: records >= 0, Operations: operations, Source: "the test"})
		})
	}
}

const unnumbered = -1

// meters is what the provider counted of an hour of the bucket pictures; below 0
// is not stated.
func meters(h int, gets, puts int64) piece {
	stated := func(n int64) *int64 {
		if n < 0 {
			return nil
		}
		return &n
	}
	return func(d *storetest.Database) {
		imported(d, model.KindMetering, func(in *ingest.Import) {
			in.KeepMetering(1, &model.MeteringHour{Bucket: "pictures", Hour: hour(h), GetRequests: stated(gets), PutRequests: stated(puts)})
		})
	}
}

// tableOf is what is known of March with some pieces at hand.
func tableOf(t *testing.T, presume bool, pieces ...piece) *Table {
	t.Helper()
	d := storetest.Open(t)
	for _, p := range pieces {
		p(d)
	}
	var table *Table
	d.Change(func(tx *db.Tx) (err error) {
		if err = calls.Match(tx, march); err == nil {
			table, err = Read(tx.Reader, march, presume)
		}
		return err
	})
	table.PaysBy = func(string, string) model.WebofficeRule { return model.PayCalls }
	return table
}

func levelIs(t *testing.T, what string, got Level, state State, missing int64) {
	t.Helper()
	if got.State != state || got.Missing != missing {
		t.Errorf("%s: %d, %d missing, by %q; want %d, %d missing", what, got.State, got.Missing, got.Source, state, missing)
	}
}

// The log of 12:00, by what is at hand.
func TestLevelOfALog(t *testing.T) {
	for name, test := range map[string]struct {
		pieces  []piece
		state   State
		missing int64
	}{
		"nothing":                              {nil, Unknown, 0},
		"its own and both neighbours":          {[]piece{written(11, 12, 13)}, Stated, 0},
		"of the log service":                   {[]piece{logOf(model.KindSLSLog, "pictures", 5, 11, 12, 13)}, Stated, 0},
		"another bucket's":                     {[]piece{logOf(model.KindOSSLog, "films", 5, 11, 12, 13)}, Unknown, 0},
		"its own alone":                        {[]piece{written(12)}, Unknown, 0},
		"without the next":                     {[]piece{written(10, 11, 12, 14)}, Unknown, 0},
		"without the one before":               {[]piece{written(10, 12, 13)}, Unknown, 0},
		"the first of the bucket":              {[]piece{written(12, 13)}, Stated, 0},
		"neighbours without it":                {[]piece{written(11, 13)}, Unknown, 0},
		"a damaged line in it":                 {[]piece{written(11, 13), damagedLog(12)}, Unknown, 0},
		"a damaged line in the next":           {[]piece{written(11, 12), damagedLog(13)}, Unknown, 0},
		"a damaged line in the one before":     {[]piece{written(12, 13), damagedLog(11)}, Unknown, 0},
		"damaged, and another whole one":       {[]piece{written(11, 12, 13), damagedLog(12)}, Stated, 0},
		"it ends within a line":                {[]piece{written(11, 13), cutLog(12)}, Unknown, 0},
		"the next is stated to be empty":       {[]piece{written(11, 12), says(model.KindOSSLog, "pictures", 13, 14, 0)}, Stated, 0},
		"the next is stated without a number":  {[]piece{written(11, 12), says(model.KindOSSLog, "", 13, 14, unnumbered)}, Stated, 0},
		"stated without a number":              {[]piece{says(model.KindOSSLog, "pictures", 12, 13, unnumbered)}, Stated, 0},
		"stated of all buckets":                {[]piece{says(model.KindOSSLog, "", 0, 24, unnumbered)}, Stated, 0},
		"stated of another bucket":             {[]piece{says(model.KindOSSLog, "films", 0, 24, unnumbered)}, Unknown, 0},
		"stated of another hour":               {[]piece{says(model.KindOSSLog, "pictures", 13, 24, unnumbered)}, Unknown, 0},
		"stated of some operations":            {[]piece{says(model.KindOSSLog, "pictures", 12, 13, unnumbered, "image/faces")}, Unknown, 0},
		"as many as stated":                    {[]piece{written(12), says(model.KindOSSLog, "pictures", 12, 13, 5)}, Proven, 0},
		"as many as stated of all buckets":     {[]piece{written(12), logOf(model.KindOSSLog, "films", 2, 12), says(model.KindOSSLog, "", 12, 13, 7)}, Proven, 0},
		"stated to be empty":                   {[]piece{says(model.KindOSSLog, "pictures", 12, 13, 0)}, Proven, 0},
		"fewer than stated":                    {[]piece{written(12), says(model.KindOSSLog, "pictures", 12, 13, 8)}, Short, 3},
		"fewer than stated, though all there":  {[]piece{written(11, 12, 13), says(model.KindOSSLog, "pictures", 12, 13, 8)}, Short, 3},
		"more than stated":                     {[]piece{written(12), says(model.KindOSSLog, "pictures", 12, 13, 4)}, Unknown, 0},
		"more than stated, and all there":      {[]piece{written(11, 12, 13), says(model.KindOSSLog, "pictures", 12, 13, 4)}, Stated, 0},
		"a number over three hours":            {[]piece{written(11, 12, 13), says(model.KindOSSLog, "pictures", 11, 14, 15)}, Proven, 0},
		"the other kind does not count":        {[]piece{written(12), says(model.KindSLSLog, "pictures", 12, 13, 5)}, Short, 5},
		"a number and a statement without":     {[]piece{written(12), says(model.KindOSSLog, "pictures", 12, 13, unnumbered), says(model.KindOSSLog, "", 12, 13, 6)}, Short, 1},
		"two numbers, the shorter counts":      {[]piece{written(12), says(model.KindOSSLog, "pictures", 12, 13, 6), says(model.KindOSSLog, "pictures", 12, 13, 9)}, Short, 1},
		"metering agrees":                      {[]piece{written(12), meters(12, 3, 2)}, Proven, 0},
		"metering of an idle hour":             {[]piece{meters(12, 0, 0)}, Proven, 0},
		"metering counts more":                 {[]piece{written(12), meters(12, 5, 2)}, Short, 2},
		"metering counts more of a whole log":  {[]piece{written(11, 12, 13), meters(12, 5, 2)}, Short, 2},
		"metering counts fewer":                {[]piece{written(12), meters(12, 2, 2)}, Unknown, 0},
		"metering counts fewer of a whole log": {[]piece{written(11, 12, 13), meters(12, 2, 2)}, Stated, 0},
		"metering without PUT-like requests":   {[]piece{written(12), meters(12, 5, -1)}, Unknown, 0},
		"metering of another hour":             {[]piece{written(12), meters(13, 5, 0)}, Unknown, 0},
		"the newest metering counts":           {[]piece{written(12), meters(12, 9, 0), meters(12, 5, 0)}, Proven, 0},
		"metered, both kinds of log":           {[]piece{written(12), logOf(model.KindSLSLog, "pictures", 4, 12), meters(12, 5, 0)}, Proven, 0},
	} {
		levelIs(t, name, tableOf(t, true, test.pieces...).logs.level("pictures", hour(12)), test.state, test.missing)
	}
}

// call is a call of photos in ap-southeast-1, seen by a channel at an hour.
func call(channel model.Kind, h int, operation string) model.Call {
	return model.Call{Channel: channel, At: hour(h) + 60, Project: "photos", Region: "ap-southeast-1", Operation: operation, Status: 200, RequestID: fmt.Sprintf("%s at %d", operation, h)}
}

// records are calls, all in one source, of which some lines cannot be read.
func records(rejected int, calls ...model.Call) piece {
	return func(d *storetest.Database) {
		imported(d, calls[0].Channel, func(in *ingest.Import) {
			for n := range calls {
				in.KeepCall(int64(n+1), &calls[n])
			}
			for n := range rejected {
				in.Reject(int64(len(calls)+n+1), "damaged", "x")
			}
		})
	}
}

// refused is a source of which no line can be read.
func refused(channel model.Kind, lines int) piece {
	return func(d *storetest.Database) {
		imported(d, channel, func(in *ingest.Import) {
			for n := range lines {
				in.Reject(int64(n+1), "damaged", "x")
			}
		})
	}
}

// logged and trailed are a successful call of an operation in each of some hours.
func logged(operation string, hours ...int) piece {
	return records(0, at(model.KindCalls, operation, hours)...)
}

func trailed(operation string, hours ...int) piece {
	return records(0, at(model.KindActionTrail, operation, hours)...)
}

func at(channel model.Kind, operation string, hours []int) (all []model.Call) {
	for _, h := range hours {
		all = append(all, call(channel, h, operation))
	}
	return all
}

// rw marks events as the trail does.
func rw(class string, calls ...model.Call) []model.Call {
	for n := range calls {
		calls[n].ReadsOrWrites = class
	}
	return calls
}

const (
	faces = "DetectImageFaces"
	task  = "CreateFigureClusteringTask"
)

// The calls of an operation at 12:00, by what is at hand of either channel.
func TestLevelOfCalls(t *testing.T) {
	trail, log := model.KindActionTrail, model.KindCalls
	for name, test := range map[string]struct {
		pieces    []piece
		operation string // DetectImageFaces if empty
		presume   bool
		state     State
		missing   int64
	}{
		"nothing":                                    {nil, "", true, Unknown, 0},
		"the trail is stated":                        {[]piece{says(trail, "ap-southeast-1", 0, 24, unnumbered)}, "", true, Stated, 0},
		"the call log is stated":                     {[]piece{says(log, "photos", 0, 24, unnumbered)}, "", true, Stated, 0},
		"the trail of another region":                {[]piece{says(trail, "cn-beijing", 0, 24, unnumbered)}, "", true, Unknown, 0},
		"the call log of another project":            {[]piece{says(log, "films", 0, 24, unnumbered)}, "", true, Unknown, 0},
		"stated of other operations":                 {[]piece{says(log, "photos", 0, 24, unnumbered, "GetFileMeta")}, "", true, Unknown, 0},
		"stated of this among others":                {[]piece{says(log, "photos", 0, 24, unnumbered, "GetFileMeta", faces)}, "", true, Stated, 0},
		"stated of a part of the hour":               {[]piece{statedUpTo(log, "photos", hour(12)+1800)}, "", true, Unknown, 0},
		"one is short, the other stated":             {[]piece{says(trail, "", 0, 24, 7), says(log, "", 0, 24, unnumbered)}, "", true, Stated, 0},
		"both are short, the lesser counts":          {[]piece{says(trail, "", 0, 24, 7), says(log, "", 0, 24, 4)}, "", true, Short, 4},
		"one is short, the other unknown":            {[]piece{says(trail, "", 0, 24, 7)}, "", true, Short, 7},
		"as many as stated":                          {[]piece{logged(faces, 3, 12), says(log, "photos", 0, 24, 2)}, "", true, Proven, 0},
		"as many as stated of the operation":         {[]piece{logged(faces, 3, 12), logged("GetFileMeta", 5), says(log, "photos", 0, 24, 2, faces)}, "", true, Proven, 0},
		"as many as stated, some of another":         {[]piece{logged(faces, 3, 12), logged("GetFileMeta", 5), says(log, "photos", 0, 24, 3, faces)}, "", true, Short, 1},
		"more than stated":                           {[]piece{logged(faces, 3, 12), says(log, "photos", 0, 24, 1)}, "", false, Unknown, 0},
		"stated, and the trail shows one more":       {[]piece{trailed(faces, 5), says(log, "photos", 0, 24, unnumbered)}, "", false, Unknown, 0},
		"stated, and the call log shows one more":    {[]piece{logged(faces, 5), says(trail, "ap-southeast-1", 0, 24, unnumbered)}, "", false, Unknown, 0},
		"stated of one that the trail shows not":     {[]piece{trailed(faces, 5), says(log, "photos", 0, 24, unnumbered, "GetFileMeta")}, "GetFileMeta", false, Stated, 0},
		"equal numbers, and the trail shows more":    {[]piece{trailed(faces, 5), logged(faces, 6), says(log, "photos", 0, 24, 1)}, "", false, Unknown, 0},
		"stated, and the same call in both":          {[]piece{trailed(faces, 5), logged(faces, 5), says(log, "photos", 0, 24, unnumbered)}, "", false, Stated, 0},
		"stated, and the trail shows one more task":  {[]piece{trailed(task, 5), says(log, "photos", 0, 48, unnumbered)}, task, false, Unknown, 0},
		"a task that may end after what is stated":   {[]piece{trailed(task, 30), says(log, "photos", 0, 48, unnumbered)}, task, false, Stated, 0},
		"a task under another id in either":          {[]piece{trailed(task, 5), logged(task, 6), says(log, "photos", 0, 48, unnumbered)}, task, false, Stated, 0},
		"two tasks, and one under another id":        {[]piece{trailed(task, 5, 7), logged(task, 6), says(log, "photos", 0, 48, unnumbered)}, task, false, Unknown, 0},
		"two tasks, and one of them in both":         {[]piece{trailed(task, 5), logged(task, 5, 7), says(trail, "", -24, 48, unnumbered)}, task, false, Unknown, 0},
		"stated, and two lines were rejected":        {[]piece{records(2, at(log, faces, []int{20})...), says(log, "photos", 0, 24, unnumbered)}, "", true, Short, 2},
		"stated, and a file was rejected as a whole": {[]piece{refused(log, 3), says(log, "photos", 0, 24, unnumbered)}, "", true, Short, 3},
		"stated, rejected in a file of long ago":     {[]piece{records(2, at(log, faces, []int{-33 * 24})...), says(log, "photos", 0, 24, unnumbered)}, "", true, Stated, 0},
		"as many as stated, and a rejected line":     {[]piece{records(1, at(log, faces, []int{12})...), says(log, "photos", 0, 24, 1)}, "", true, Proven, 0},
		"rejected in the other channel":              {[]piece{refused(trail, 3), says(log, "photos", 0, 24, unnumbered)}, "", true, Stated, 0},
		"stated of a trail with a rejected event":    {[]piece{refused(trail, 1), says(trail, "", 0, 24, unnumbered)}, "", true, Short, 1},
		"presumed: in it, before and after":          {[]piece{logged(faces, 3, 12, 20)}, "", true, Presumed, 0},
		"presumed, and the rule is off":              {[]piece{logged(faces, 3, 12, 20)}, "", false, Unknown, 0},
		"presumed of the trail by the operation":     {[]piece{trailed(faces, 3, 12, 20)}, "", true, Presumed, 0},
		"nothing in the hour":                        {[]piece{logged(faces, 3, 20)}, "", true, Unknown, 0},
		"nothing before":                             {[]piece{logged(faces, 12, 20)}, "", true, Unknown, 0},
		"nothing after":                              {[]piece{logged(faces, 3, 12)}, "", true, Unknown, 0},
		"other operations only":                      {[]piece{logged("GetFileMeta", 3, 12, 20)}, "", true, Unknown, 0},
		"the operation elsewhere in the month":       {[]piece{logged("GetFileMeta", 3, 12, 20), logged(faces, 30)}, "", true, Presumed, 0},
		"a rejected line where the hour stands":      {[]piece{logged(faces, 3, 20), records(1, at(log, faces, []int{12})...)}, "", true, Unknown, 0},
		"a rejected line elsewhere":                  {[]piece{logged(faces, 3, 12), records(1, at(log, faces, []int{20})...)}, "", true, Presumed, 0},
		"a trail of reads and writes":                {[]piece{records(0, slices.Concat(rw("Read", at(trail, "GetFileMeta", []int{3, 12})...), rw("Write", at(trail, "CreateDataset", []int{20})...))...)}, "", true, Presumed, 0},
		"a trail of writes":                          {[]piece{records(0, rw("Write", at(trail, "CreateDataset", []int{3, 12, 20})...)...)}, "", true, Unknown, 0},
		"openings are in the call log alone":         {[]piece{says(trail, "", 0, 24, unnumbered)}, opening, true, Unknown, 0},
		"openings, stated of the call log":           {[]piece{says(log, "photos", 0, 24, unnumbered, opening)}, opening, true, Stated, 0},
		"outputs of a task, the trail alone":         {[]piece{says(trail, "", 0, 24, unnumbered)}, "CreateMediaConvertTask", true, Unknown, 0},
		"outputs of a task, stated of the call log":  {[]piece{says(log, "photos", 0, 24, unnumbered)}, "CreateMediaConvertTask", true, Stated, 0},
	} {
		operation := test.operation
		if operation == "" {
			operation = faces
		}
		levelIs(t, name, tableOf(t, test.presume, test.pieces...).api.level("photos", "ap-southeast-1", operation, hour(12)), test.state, test.missing)
	}
}

// statedUpTo is a statement from midnight that ends at an instant.
func statedUpTo(channel model.Kind, subject string, to int64) piece {
	return func(d *storetest.Database) {
		imported(d, model.KindCoverage, func(in *ingest.Import) {
			in.KeepCoverage(1, &model.CoverageStatement{Channel: channel, Subject: subject, From: hour(0), To: to, Source: "the test"})
		})
	}
}

// Of logs that are counted by the hour, nothing can be told of half an hour.
func TestANumberOfHalfAnHourProvesNothing(t *testing.T) {
	half := func(d *storetest.Database) {
		imported(d, model.KindCoverage, func(in *ingest.Import) {
			in.KeepCoverage(1, &model.CoverageStatement{Channel: model.KindOSSLog, From: hour(11) + 1800, To: hour(13), Records: 5, Counted: true})
		})
	}
	levelIs(t, "from half past eleven", tableOf(t, true, written(12), half).logs.level("pictures", hour(12)), Unknown, 0)
}

func TestEither(t *testing.T) {
	proven, stated, presumed, unknown := Level{State: Proven}, Level{State: Stated}, Level{State: Presumed}, Level{}
	short := func(n int64) Level { return Level{State: Short, Missing: n} }
	for _, test := range []struct{ a, b, want Level }{
		{proven, unknown, proven}, {proven, short(3), proven}, {proven, stated, proven},
		{stated, unknown, stated}, {stated, short(3), stated}, {stated, presumed, stated},
		{presumed, unknown, presumed}, {presumed, presumed, presumed},
		{short(3), short(5), short(3)}, {short(3), unknown, short(3)}, {short(3), presumed, short(3)},
		{unknown, unknown, unknown},
	} {
		if got := either(test.a, test.b); got != test.want {
			t.Errorf("%+v and %+v: %+v, want %+v", test.a, test.b, got, test.want)
		}
		if got := either(test.b, test.a); got != test.want {
			t.Errorf("%+v and %+v: %+v, want %+v", test.b, test.a, got, test.want)
		}
	}
}

func bound(b model.Binding) piece {
	b.Bucket, b.Project = "pictures", "photos"
	return func(d *storetest.Database) {
		imported(d, model.KindBindings, func(in *ingest.Import) { in.KeepBinding(1, &b) })
	}
}

// What may be missing of a cell of ImageDetect of 12:00 which, beside requests, is
// charged for calls that are stated to be complete.
func TestGapsOfACell(t *testing.T) {
	stated := []piece{says(model.KindActionTrail, "", -48, 72, unnumbered), says(model.KindCalls, "", -48, 72, unnumbered)}
	for name, test := range map[string]struct {
		pieces  []piece
		gaps    []string // of access logs: bucket, hours and how many
		weakest State
	}{
		"no binding": {nil, []string{"? 12 11 13 unbounded"}, Stated},
		"all there":  {[]piece{bound(model.Binding{}), written(9, 10, 11, 12, 13, 14, 15)}, nil, Stated},
		"the hour is missing, and makes its neighbours not whole":   {[]piece{bound(model.Binding{}), written(9, 10, 11, 13, 14, 15)}, []string{"pictures 12 11 13 unbounded"}, Stated},
		"the logs end before it":                                    {[]piece{bound(model.Binding{}), written(9, 10, 11)}, []string{"pictures 12 11 unbounded"}, Presumed},
		"the logs begin with it: none is missing before":            {[]piece{bound(model.Binding{}), written(12, 13, 14, 15)}, nil, Presumed},
		"metering is two short":                                     {[]piece{bound(model.Binding{}), written(9, 10, 11, 12, 13, 14, 15), meters(12, 7, 0)}, []string{"pictures 12 2"}, Stated},
		"metering is short in each of three hours":                  {[]piece{bound(model.Binding{}), written(10, 11, 12, 13, 14, 15), meters(11, 6, 0), meters(12, 7, 0), meters(13, 8, 0)}, []string{"pictures 12 11 13 6"}, Stated},
		"one statement is short over three hours":                   {[]piece{bound(model.Binding{}), written(10, 11, 12, 13, 14, 15), says(model.KindOSSLog, "", 11, 14, 17)}, []string{"pictures 12 11 13 2"}, Stated},
		"the binding had ended":                                     {[]piece{bound(model.Binding{To: hour(3)}), written(2)}, nil, Stated},
		"the binding begins later":                                  {[]piece{bound(model.Binding{From: hour(20)})}, nil, Stated},
		"the binding begins with the hour: nothing before it lacks": {[]piece{bound(model.Binding{From: hour(12)}), written(12, 13, 14)}, nil, Stated},
	} {
		table := tableOf(t, true, append(slices.Clip(stated), test.pieces...)...)
		gaps, weakest := table.Of(model.Cell{Project: "photos", Region: "ap-southeast-1", Item: "ImageDetect", From: hour(12), To: hour(13), Unit: "call"})
		var got []string
		for _, g := range gaps {
			subject := g.Subject
			if subject == "" {
				subject = "?"
			}
			text := subject
			for _, at := range g.Hours {
				text += fmt.Sprint(" ", (at-hour(0))/model.Hour)
			}
			if g.Bounded {
				text += fmt.Sprint(" ", g.Missing)
			} else {
				text += " unbounded"
			}
			got = append(got, text)
		}
		if !slices.Equal(got, test.gaps) || weakest != test.weakest {
			t.Errorf("%s: %q, the rest is %d; want %q, %d", name, got, weakest, test.gaps, test.weakest)
		}
	}
}

// What is short of an item whose records may be of many units is not bounded.
func TestShortOfSecondsIsUnbounded(t *testing.T) {
	table := tableOf(t, true, says(model.KindCalls, "photos", 0, 24, 3), says(model.KindOSSLog, "", -48, 72, unnumbered), bound(model.Binding{}))
	gaps, _ := table.Of(model.Cell{Project: "photos", Region: "ap-southeast-1", Item: "VideoCompress264SD", From: hour(12), To: hour(13), Unit: "second"})
	if len(gaps) == 0 {
		t.Fatal("nothing is missing of a call log that is three short")
	}
	for _, g := range gaps {
		if g.Bounded {
			t.Errorf("three records are taken for three seconds: %+v", g)
		}
	}
}
