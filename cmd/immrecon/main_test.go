package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/shopspring/decimal"
)

// TestMain lets this test binary stand in for the program, so that scripts and
// tests run `immrecon` as anyone would. Collecting garbage less often saves a
// tenth of their processor time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	testscript.Main(m, map[string]func(){"immrecon": main})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"compress": compress,
			"pick":     pick,
			"halve":    halve,
			"identity": identity,
			"notes":    notes,
			"tamper":   tamper,
			"rechain":  rechain,
			"spoil":    spoil,
			"pack":     pack,
			"change":   change,
			"sheet":    sheet,
		},
	})
}

// inOwnProcess reports whether a test runs in a process of its own, where it may
// set the environment. If not, it runs it in one, beside all other tests.
func inOwnProcess(t *testing.T) bool {
	t.Helper()
	const variable = "IMMRECON_TEST_ALONE"
	if os.Getenv(variable) == t.Name() {
		return true
	}
	binary, err := os.Executable()
	noError(t, err)
	var out strings.Builder
	alone := exec.CommandContext(t.Context(), binary, "-test.run=^"+t.Name()+"$")
	alone.Env = append(os.Environ(), variable+"="+t.Name())
	alone.Stdout, alone.Stderr = &out, &out
	noError(t, alone.Start())
	t.Parallel()
	if err := alone.Wait(); err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
	return false
}

// exits CODE PROGRAM ARG... runs a program and wants exactly that exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var failed *exec.ExitError
	got := 0
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// compress gzip|zstd FILE writes FILE.gz or FILE.zst and removes FILE.
func compress(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[1])
	suffix := map[string]string{"gzip": ".gz", "zstd": ".zst"}[args[0]]
	out, err := os.Create(path + suffix)
	ts.Check(err)
	var to io.WriteCloser = gzip.NewWriter(out)
	if suffix == ".zst" {
		to, err = zstd.NewWriter(out)
		ts.Check(err)
	}
	_, err = io.WriteString(to, ts.ReadFile(args[1]))
	ts.Check(errors.Join(err, to.Close(), out.Close(), os.Remove(path)))
}

// pick NAME FILE PATTERN sets the variable NAME to what the first group of a
// pattern matches in FILE, or in stdout.
func pick(ts *testscript.TestScript, _ bool, args []string) {
	match := regexp.MustCompile(args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if match == nil {
		ts.Fatalf("%s has no %s:\n%s", args[1], args[2], ts.ReadFile(args[1]))
	}
	ts.Setenv(args[0], match[1])
}

// halve FILE breaks FILE off in the middle, as a failed download does.
func halve(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	ts.Check(os.Truncate(path, info.Size()/2))
}

// identity FILE wants the summary in FILE, or in stdout, to add up to the last
// digit: difference = billed − expected = Σ explained + what is not explained.
func identity(ts *testscript.TestScript, _ bool, args []string) {
	var s struct {
		Schema                                                             string
		Billed, Expected, Difference, Tolerated, Unverifiable, Unexplained decimal.Decimal
		Explained                                                          []struct{ Amount decimal.Decimal }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &s))
	if s.Schema != "immrecon.summary/1" {
		ts.Fatalf("schema %q", s.Schema)
	}
	parts := decimal.Sum(s.Tolerated, s.Unverifiable, s.Unexplained)
	for _, e := range s.Explained {
		parts = parts.Add(e.Amount)
	}
	if !s.Difference.Equal(s.Billed.Sub(s.Expected)) || !s.Difference.Equal(parts) {
		ts.Fatalf("billed %s - expected %s, difference %s, parts %s", s.Billed, s.Expected, s.Difference, parts)
	}
}

// notes FILE wants FILE, or stderr, to hold notes and nothing else: one JSON
// object a line.
func notes(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile(args[0]), "\n"), "\n")
	for _, line := range lines {
		var note struct{ Time, Level, Msg string }
		ts.Check(json.Unmarshal([]byte(line), &note))
		if note.Time == "" || note.Level == "" || note.Msg == "" {
			ts.Fatalf("not a note: %s", line)
		}
	}
}
