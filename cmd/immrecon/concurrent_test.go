package main

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// started is a program that runs beside others.
type started struct {
	*exec.Cmd
	said strings.Builder
}

func start(t *testing.T, dir string, args ...string) *started {
	t.Helper()
	s := &started{Cmd: program(dir, args...)}
	s.Stdout, s.Stderr = &s.said, &s.said
	noError(t, s.Start())
	return s
}

// ends wants a program to end with one of some exit codes, and to say nothing that
// only its makers understand.
func (s *started) ends(t *testing.T, codes ...int) {
	t.Helper()
	var exit *exec.ExitError
	code := 0
	if err := s.Wait(); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		noError(t, err)
	}
	for _, want := range codes {
		if code == want {
			return
		}
	}
	t.Errorf("%.200s ended with %d:\n%s", strings.Join(s.Args, " "), code, s.said.String())
}

// counts are the sums over all sources, and what their requests come to.
func counts(t *testing.T, dir string) string {
	t.Helper()
	d, err := sql.Open("sqlite", filepath.Join(dir, "immrecon.db"))
	noError(t, err)
	defer d.Close()
	var said string
	noError(t, d.QueryRow(`SELECT count(*) || ' sources, ' || sum(kept + skipped + duplicate) || ' lines, '
		|| (SELECT count(*) FROM oss_usage) || ' requests, ' || (SELECT count(*) FROM api_call) || ' calls, ' || (SELECT count(*) FROM bill_line) || ' bill lines' FROM source`).Scan(&said))
	return said
}

// Several programs import into one new database at once: the same files, and each its
// share of them. Each file is in once, no name is mixed up with another, and the months
// come out as after one import.
func TestImportsAtOnce(t *testing.T) {
	t.Parallel()
	month := filepath.Join(t.TempDir(), "month")
	output(t, ".", "--quiet", "demo", month, "--days", "3")
	alone := t.TempDir()
	output(t, alone, "--quiet", "import", month)
	want, wantFindings := counts(t, alone), foundIn(t, alone)
	shares := shares(t, month, 3)
	for name, given := range map[string][][]string{
		"the same files": {{month}, {month}, {month}},
		"shares of them": shares,
		"overlapping":    {append(shares[0], shares[1]...), append(shares[1], shares[2]...), append(shares[2], shares[0]...)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var all []*started
			for _, paths := range given {
				all = append(all, start(t, dir, append([]string{"--quiet", "import"}, paths...)...))
			}
			for _, s := range all {
				s.ends(t, exitDone)
			}
			if got := counts(t, dir); got != want {
				t.Errorf("the database has %s, want %s", got, want)
			}
			if got := foundIn(t, dir); got != wantFindings {
				t.Errorf("the findings are\n%s\nwant\n%s", got, wantFindings)
			}
			output(t, dir, "check")
		})
	}
}

// foundIn are the findings of the demo month, without where its bill lines stand.
func foundIn(t *testing.T, dir string) string {
	t.Helper()
	output(t, dir, "--quiet", "reconcile", "--month", "2026-03", "--fail-on", "1000000")
	return output(t, dir, "findings", "--month", "2026-03")
}

// shares splits the files of a folder.
func shares(t *testing.T, folder string, n int) [][]string {
	t.Helper()
	all := make([][]string, n)
	count := 0
	noError(t, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != "README.txt" && entry.Name() != "truth.json" {
			all[count%n] = append(all[count%n], path)
			count++
		}
		return err
	}))
	return all
}

// While one program imports, others reconcile, check, read and claim: each waits or
// reads what there is.
func TestCommandsDuringAnImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	output(t, dir, "--quiet", "demo", "month", "--days", "2")
	output(t, dir, "--quiet", "import", "month")
	var writing sync.WaitGroup
	for n := range 3 {
		log := filepath.Join(dir, fmt.Sprintf("calls-%d.csv", n))
		write(t, log, "time,project,operation,request_id,http_status\n"+strings.ReplaceAll(manyCalls(20_000), ",DetectImageFaces,", fmt.Sprintf(",DetectImageFaces,%d", n)))
		importing := start(t, dir, "--quiet", "import", filepath.Base(log))
		writing.Go(func() { importing.ends(t, exitDone) })
	}
	var all []*started
	for _, args := range []string{"reconcile --month 2026-03", "reconcile --month 2026-03 --again", "check", "sources", "preflight --month 2026-03", "forecast --month 2026-03"} {
		all = append(all, start(t, dir, append([]string{"--quiet"}, strings.Fields(args)...)...))
	}
	for _, s := range all {
		s.ends(t, exitDone, exitDiscrepancies)
	}
	writing.Wait()
	output(t, dir, "check")
}

// A program that has to wait says so, and goes on once it may.
func TestWaitingForAnotherProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "projects.csv"), "project,region,created_at,workflow_template\ngallery,ap-southeast-1,2024-01-01T00:00:00+08:00,\n")
	output(t, dir, "--quiet", "import", "projects.csv")
	d, err := sql.Open("sqlite", filepath.Join(dir, "immrecon.db"))
	noError(t, err)
	defer d.Close()
	d.SetMaxOpenConns(1)
	_, err = d.Exec("BEGIN IMMEDIATE")
	noError(t, err)
	write(t, filepath.Join(dir, "calls.csv"), "time,project,operation,request_id,http_status\n"+manyCalls(1))
	waiting := program(dir, "import", "calls.csv")
	notes, err := waiting.StderrPipe()
	noError(t, err)
	noError(t, waiting.Start())
	lines := bufio.NewScanner(notes)
	lines.Scan()
	if first := lines.Text(); first != "Waiting for another program that is writing to the database (which one is not known)" {
		t.Errorf("it said: %s", first)
	}
	_, err = d.Exec("COMMIT")
	noError(t, err)
	lines.Scan()
	if next := lines.Text(); !strings.HasPrefix(next, "Imported 1 file") {
		t.Errorf("then it said: %s", next)
	}
	noError(t, waiting.Wait())
}
