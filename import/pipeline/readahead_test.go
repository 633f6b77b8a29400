package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"immrecon/import/pipeline"
	"immrecon/store/check"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// manyLogs are logs that share some of their requests with the log before, long
// enough that each waits in several batches.
func manyLogs(files, lines int) map[string]string {
	logs := map[string]string{}
	for n := range files {
		var text strings.Builder
		for k := range lines {
			id := fmt.Sprintf("65D0A1B2C3D4%012X", n*lines*9/10+k)
			fmt.Fprintln(&text, logLine(id, fmt.Sprintf("%02d", 10+n), "pictures", fmt.Sprintf("%d.jpg?x-oss-process=image/faces", k), "GetObject"))
			fmt.Fprintln(&text, logLine("65D0A1B2C3D4E5F601000003", fmt.Sprintf("%02d", 10+n), "pictures", "plain.txt", "GetObject"))
		}
		fmt.Fprintln(&text, "no line of a log", n)
		logs[fmt.Sprintf("%02d.log", n)] = text.String()
	}
	return logs
}

// Reading ahead changes nothing: each log comes to what it comes to alone.
func TestLogsAtOnceAreLogsOneByOne(t *testing.T) {
	folder := written(t, manyLogs(9, 2500))
	one, atOnce := openNew(t), openNew(t)
	var want []model.Source
	paths, err := filepath.Glob(filepath.Join(folder, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		want = append(want, importAll(t, one, path)[0].Source)
	}
	if last := want[len(want)-1].Tally; last != (model.Tally{Read: 5001, Kept: 2250, Skipped: 2500, Duplicate: 250, Rejected: 1}) {
		t.Fatalf("the last log came to %+v", last)
	}
	for n, o := range importAll(t, atOnce, folder) {
		if o.Source != want[n] {
			t.Errorf("at once %+v, one by one %+v", o.Source, want[n])
		}
	}
	if got, want := records(t, atOnce), records(t, one); !slices.Equal(got, want) {
		t.Error("the records are not the same")
	}
}

// A log that breaks off is out; those before and after it are in.
func TestABrokenLogAmongOthers(t *testing.T) {
	logs := manyLogs(4, 1500)
	logs["01.log"] = "\x1f\x8b\x08" + logs["01.log"]
	all, err := imported(t, context.Background(), openNew(t), pipeline.Options{Kind: model.KindOSSLog}, written(t, logs))
	if err != nil || len(all) != 4 {
		t.Fatalf("%+v, %v", all, err)
	}
	for n, o := range all {
		if broken := n == 1; (o.Err != nil) != broken || !broken && o.Source.Tally.Read != 3001 {
			t.Errorf("%s: %+v, %v", o.Name, o.Source.Tally, o.Err)
		}
	}
}

// Equal logs in one import are found out, be they short or long.
func TestEqualLogsAtOnce(t *testing.T) {
	for _, lines := range []int{10, 12_000} {
		text := manyLogs(1, lines)["00.log"]
		all := importAll(t, openNew(t), written(t, map[string]string{"a.log": text, "b.log": text, "c.log": text}))
		for n, o := range all {
			if o.Known != (n > 0) || o.Source.ID != all[0].Source.ID {
				t.Errorf("%d lines: %s came to %+v", lines, o.Name, o)
			}
		}
	}
}

// hourly are short logs in which every request of one log comes once more in the
// next, and one line that cannot be read.
func hourly(logs int) map[string]string {
	all := map[string]string{}
	for n := range logs {
		var text strings.Builder
		for k := range 3 {
			target := fmt.Sprintf("%d.jpg?x-oss-process=image/faces", n+k)
			fmt.Fprintln(&text, logLine(fmt.Sprintf("65D0A1B2C3D4%012X", n+k), fmt.Sprintf("%02d", (n+k)%24), "pictures", target, "GetObject"))
		}
		fmt.Fprintln(&text, "no line of a log", n)
		all[fmt.Sprintf("%04d.log", n)] = text.String()
	}
	return all
}

// Short logs share transactions, and each comes to what it comes to alone.
func TestShortLogsTogetherAreLogsOneByOne(t *testing.T) {
	const logs = 600 // more than go together
	folder := written(t, hourly(logs))
	one, together := openNew(t), openNew(t)
	for n, o := range importAll(t, together, folder) {
		alone := importAll(t, one, filepath.Join(folder, fmt.Sprintf("%04d.log", n)))[0]
		if o.Source != alone.Source {
			t.Fatalf("together %+v, alone %+v", o.Source, alone.Source)
		}
		if want := (model.Tally{Read: 4, Kept: 1, Duplicate: 2, Rejected: 1}); n > 0 && o.Source.Tally != want {
			t.Fatalf("%s: %+v, want %+v", o.Name, o.Source.Tally, want)
		}
	}
	if got, want := records(t, together), records(t, one); !slices.Equal(got, want) {
		t.Error("the records are not the same")
	}
	for _, d := range []*db.DB{one, together} {
		checks, err := check.All(d.Reader(context.Background()))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			if len(c.Faults) > 0 {
				t.Errorf("%s: %v", c.Name, c.Faults)
			}
		}
	}
}

// A log that is refused leaves those in that it shared a transaction with.
func TestARefusedLogAmongShortOnes(t *testing.T) {
	d, refused := openNew(t), errors.New("the month is closed")
	settle := func(_ *db.Tx, together []*model.Source) (map[int64][]string, error) {
		for _, s := range together {
			if filepath.Base(s.Name) == "0002.log" {
				return nil, refused
			}
		}
		return nil, nil
	}
	all, err := imported(t, context.Background(), d, pipeline.Options{Settle: settle}, written(t, hourly(5)))
	if err != nil || len(all) != 5 {
		t.Fatalf("%+v, %v", all, err)
	}
	for n, o := range all {
		if isRefused := errors.Is(o.Err, refused); isRefused != (n == 2) {
			t.Errorf("%s: %+v, %v", o.Name, o.Source.Tally, o.Err)
		}
	}
	if all, err := sources.All(d.Reader(context.Background())); err != nil || len(all) != 4 {
		t.Errorf("%d sources, %v; want 4", len(all), err)
	}
}
