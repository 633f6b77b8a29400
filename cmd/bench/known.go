package main

import (
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
)

func knownCommand() *cobra.Command {
	var out, size string
	var files, runs int
	cmd := &cobra.Command{
		Use:   "known",
		Short: "Import many files, and the same files again, which are known then",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return compareKnown(out, size, files, runs) },
	}
	cmd.Flags().StringVar(&out, "out", "bench-known", "folder to write into")
	cmd.Flags().StringVar(&size, "size", "500MB", "how much log text in all")
	cmd.Flags().IntVar(&files, "files", 8000, "number of log files")
	cmd.Flags().IntVar(&runs, "runs", 3, "counted runs of each, after one warm-up")
	return cmd
}

// compareKnown measures in the same run the first import of files, the second, which
// tells them by their places, and one that hashes them all.
func compareKnown(out, size string, files, runs int) error {
	immrecon, remove, err := program()
	if err != nil {
		return err
	}
	defer remove()
	t := traffic{out: out, size: size, percent: 5, writes: 1, seed: 1, files: files, days: 31, projects: 1}
	if err := t.write(); err != nil {
		return err
	}
	db := filepath.Join(filepath.Dir(immrecon), "known.db")
	importing := []string{"--quiet", "--db", db, "import", out}
	return compare(runs, []command{
		{"first import", func() error { return removeDB(db) }, immrecon, importing},
		{"again, known", nothing, immrecon, importing},
		{"again, with --verify", nothing, immrecon, append(slices.Clone(importing), "--verify")},
	})
}
