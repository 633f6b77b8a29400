package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// figure is one whole command: wall time, processor time and peak memory.
type figure struct {
	wall, cpu time.Duration
	peak      int64 // bytes
}

// timed runs a command and measures it as the operating system accounts it.
func timed(name string, args ...string) (figure, error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	begin := time.Now()
	err := cmd.Run()
	f := figure{wall: time.Since(begin)}
	if cmd.ProcessState != nil {
		f.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			f.peak = usage.Maxrss * 1024
		}
		if code := cmd.ProcessState.ExitCode(); code == 1 { // discrepancies are no failure
			err = nil
		}
	}
	if err != nil {
		err = fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return f, err
}

// command is one of several that are compared.
type command struct {
	name    string
	prepare func() error // before each run
	program string
	args    []string
}

func nothing() error { return nil }

// measure runs the commands in turn, so that each meets the same machine, once
// to warm up and then as often as asked, and returns the median run of each.
func measure(runs int, commands []command) ([]figure, error) {
	all := make([][]figure, len(commands))
	for round := range runs + 1 {
		for n, c := range commands {
			if err := c.prepare(); err != nil {
				return nil, err
			}
			f, err := timed(c.program, c.args...)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				all[n] = append(all[n], f)
			}
		}
	}
	medians := make([]figure, len(commands))
	for n, figures := range all {
		slices.SortFunc(figures, func(a, b figure) int { return int(a.wall - b.wall) })
		medians[n] = figures[len(figures)/2]
	}
	return medians, nil
}

// compare measures commands and prints each against the first.
func compare(runs int, commands []command) error {
	figures, err := measure(runs, commands)
	if err != nil {
		return err
	}
	for n, c := range commands {
		figures[n].row(c.name, figures[0])
	}
	return nil
}

// row prints a figure and its ratios to another, of wall time and of processor time.
func (f figure) row(what string, against figure) {
	fmt.Printf("%-24s %8.3f s wall %8.3f s cpu %6d MB peak %8.2f × the first, cpu %.2f ×\n",
		what, f.wall.Seconds(), f.cpu.Seconds(), f.peak>>20, f.wall.Seconds()/against.wall.Seconds(), f.cpu.Seconds()/against.cpu.Seconds())
}

// program builds immrecon into a temporary folder.
func program() (path string, remove func(), err error) {
	folder, err := os.MkdirTemp("", "immrecon-bench")
	if err != nil {
		return "", nil, err
	}
	path = filepath.Join(folder, "immrecon")
	build := exec.Command("go", "build", "-o", path, "./cmd/immrecon")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	return path, func() { _ = os.RemoveAll(folder) }, build.Run()
}

func importCommand() *cobra.Command {
	var logs string
	var runs int
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Import the logs of a folder into a fresh database, against wc -l and the mere hashing of the files",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return compareImport(logs, runs) },
	}
	cmd.Flags().StringVar(&logs, "logs", "bench-logs", "folder that generate wrote")
	cmd.Flags().IntVar(&runs, "runs", 3, "counted runs of each, after one warm-up")
	return cmd
}

func compareImport(logs string, runs int) error {
	immrecon, remove, err := program()
	if err != nil {
		return err
	}
	defer remove()
	files, err := filepath.Glob(filepath.Join(logs, "log-*"))
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	db := filepath.Join(filepath.Dir(immrecon), "bench.db")
	importing := append([]string{"--quiet", "--db", db, "import", filepath.Join(logs, "projects.csv"), filepath.Join(logs, "bindings.csv")}, files...)
	commands := []command{
		{"wc -l", nothing, "wc", append([]string{"-l"}, files...)},
		{"hash and decompress", nothing, self, append([]string{"floor"}, files...)},
		{"immrecon import", func() error { return removeDB(db) }, immrecon, importing},
		{"immrecon import, known", nothing, immrecon, importing},
		{"the same with --verify", nothing, immrecon, append(slices.Clone(importing), "--verify")},
	}
	return compare(runs, commands)
}

func removeDB(db string) error {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(db + suffix); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

func reconcileCommand() *cobra.Command {
	var db string
	var runs int
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: "Reconcile March 2026 on an existing database, show the result and write the workbook",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			immrecon, remove, err := program()
			if err != nil {
				return err
			}
			defer remove()
			return measureMonth(immrecon, db, runs)
		},
	}
	cmd.Flags().StringVar(&db, "db", "bench.db", "the database")
	cmd.Flags().IntVar(&runs, "runs", 3, "counted runs of each, after one warm-up")
	return cmd
}
