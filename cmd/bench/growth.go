package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
)

// requestBytes is about how long a line of a generated log is that is a request.
const requestBytes = 520

func growthCommand() *cobra.Command {
	var out string
	var millions []int
	var runs int
	cmd := &cobra.Command{
		Use:   "growth",
		Short: "Make, import and reconcile months with ever more requests and the same 100,000 bill lines",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return growth(out, millions, runs) },
	}
	cmd.Flags().StringVar(&out, "out", "bench-growth", "folder to write into; 10 million requests take 8 GB there")
	cmd.Flags().IntSliceVar(&millions, "millions", []int{1, 3, 10}, "how many million requests")
	cmd.Flags().IntVar(&runs, "runs", 3, "counted runs of each, after one warm-up; the import runs once")
	return cmd
}

func growth(out string, millions []int, runs int) error {
	immrecon, remove, err := program()
	if err != nil {
		return err
	}
	defer remove()
	for _, n := range millions {
		folder := filepath.Join(out, fmt.Sprintf("%d-million", n))
		db := folder + ".db"
		size := uint64(n) * 1_000_000 * requestBytes
		t := traffic{out: folder, size: humanize.Bytes(size), percent: 100, writes: 1, seed: 1, files: 8, days: 31, projects: 34}
		if err := t.write(); err != nil {
			return err
		}
		if err := removeDB(db); err != nil {
			return err
		}
		fmt.Printf("\n%d million requests, %s of log\n", n, humanize.Bytes(size))
		imported, err := timed(immrecon, "--quiet", "--db", db, "import", folder)
		if err != nil {
			return err
		}
		imported.row("import", imported)
		if err := measureMonth(immrecon, db, runs); err != nil {
			return err
		}
	}
	return nil
}

// measureMonth measures what is done with a month that is imported, each command
// against the first.
func measureMonth(immrecon, db string, runs int) error {
	workbook := filepath.Join(filepath.Dir(immrecon), "bench.xlsx")
	reconcile := []string{"--quiet", "--db", db, "reconcile", "--month", month}
	if _, err := timed(immrecon, reconcile...); err != nil {
		return err
	}
	finding, err := firstFinding(immrecon, db)
	if err != nil {
		return err
	}
	commands := []command{{"reconcile", nothing, immrecon, reconcile}}
	for _, words := range []string{"sources", "summary --month " + month, "findings --month " + month, "explain " + finding,
		"export xlsx --month " + month + " --out " + workbook} {
		args := strings.Fields(words)
		commands = append(commands, command{args[0], nothing, immrecon, append([]string{"--quiet", "--db", db}, args...)})
	}
	return compare(runs, commands)
}

// month is the one that generate makes up.
const month = "2026-03"

// firstFinding is the id of a finding, to be explained.
func firstFinding(immrecon, db string) (string, error) {
	cmd := exec.Command(immrecon, "--quiet", "--db", db, "findings", "--month", month, "--format", "json")
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("findings: %w", err)
	}
	var list struct {
		Findings []struct{ ID string }
	}
	if err := json.Unmarshal(output, &list); err != nil {
		return "", fmt.Errorf("findings: %w", err)
	}
	if len(list.Findings) == 0 {
		return "", fmt.Errorf("there is no finding in %s", db)
	}
	return list.Findings[0].ID, nil
}
