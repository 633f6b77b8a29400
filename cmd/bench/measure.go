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
		if code := cmd.ProcessState.ExitCode(); code == 1 { // discrepancies are no trouble
			err = nil
		}
	}
	if err != nil {
		err = fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return f, err
}

// median measures a command several times after a warm-up, before which
// prepare is called each time, and returns the run of median wall time.
func median(runs int, prepare func() error, name string, args ...string) (figure, error) {
	var figures []figure
	for n := range runs + 1 {
		if err := prepare(); err != nil {
			return figure{}, err
		}
		f, err := timed(name, args...)
		if err != nil {
			return figure{}, err
		}
		if n > 0 {
			figures = append(figures, f)
		}
	}
	slices.SortFunc(figures, func(a, b figure) int { return int(a.wall - b.wall) })
	return figures[len(figures)/2], nil
}

func (f figure) row(what string, against time.Duration) {
	fmt.Printf("%-28s %8.2f s wall %8.2f s cpu %7d MB peak %8.2f × wc -l\n",
		what, f.wall.Seconds(), f.cpu.Seconds(), f.peak>>20, f.wall.Seconds()/against.Seconds())
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
		Short: "Import a folder of logs into a fresh database, against wc -l",
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
	counted, err := median(runs, func() error { return nil }, "wc", append([]string{"-l"}, files...)...)
	if err != nil {
		return err
	}
	db := filepath.Join(filepath.Dir(immrecon), "bench.db")
	imported, err := median(runs, func() error { return removeDB(db) }, immrecon, "--quiet", "--db", db, "import", logs)
	if err != nil {
		return err
	}
	counted.row("wc -l", counted.wall)
	imported.row("immrecon import", counted.wall)
	return nil
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
		Short: "Reconcile, summarise and list findings of March 2026 on an existing database",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			immrecon, remove, err := program()
			if err != nil {
				return err
			}
			defer remove()
			for _, command := range []string{"reconcile", "summary", "findings"} {
				f, err := median(runs, func() error { return nil }, immrecon, "--quiet", "--db", db, command, "--month", "2026-03")
				if err != nil {
					return err
				}
				fmt.Printf("%-28s %8.2f s wall %8.2f s cpu %7d MB peak\n", command, f.wall.Seconds(), f.cpu.Seconds(), f.peak>>20)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&db, "db", "bench.db", "the database")
	cmd.Flags().IntVar(&runs, "runs", 3, "counted runs of each, after one warm-up")
	return cmd
}
