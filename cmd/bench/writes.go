package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func writesCommand() *cobra.Command {
	var out, size string
	var percent float64
	var runs int
	cmd := &cobra.Command{
		Use:   "writes",
		Short: "Import logs with and without requests that write objects, as many bytes of each",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return compareWrites(out, size, percent, runs) },
	}
	cmd.Flags().StringVar(&out, "out", "bench-writes", "folder to write into")
	cmd.Flags().StringVar(&size, "size", "1GB", "how much log text of each")
	cmd.Flags().Float64Var(&percent, "writes", 18, "percent of the lines that write an object")
	cmd.Flags().IntVar(&runs, "runs", 3, "counted runs of each, after one warm-up")
	return cmd
}

func compareWrites(out, size string, percent float64, runs int) error {
	immrecon, remove, err := program()
	if err != nil {
		return err
	}
	defer remove()
	var commands []command
	var databases []string
	for _, writes := range []float64{0, percent} {
		name := fmt.Sprintf("%g %% writes", writes)
		folder := filepath.Join(out, fmt.Sprintf("writes-%g", writes))
		t := traffic{out: folder, size: size, percent: 5, writes: writes, seed: 1, files: 8, days: 31, projects: 1}
		if err := t.write(); err != nil {
			return err
		}
		db := filepath.Join(filepath.Dir(immrecon), fmt.Sprintf("writes-%g.db", writes))
		databases = append(databases, db)
		commands = append(commands, command{name, func() error { return removeDB(db) }, immrecon, []string{"--quiet", "--db", db, "import", folder}})
	}
	if err := compare(runs, commands); err != nil {
		return err
	}
	return compareSizes(commands, databases)
}

// compareSizes prints how large the databases are that commands made, each against the first.
func compareSizes(commands []command, databases []string) error {
	var first int64
	for n, db := range databases {
		info, err := os.Stat(db)
		if err != nil {
			return err
		}
		if n == 0 {
			first = info.Size()
		}
		fmt.Printf("%-24s %8.1f MB database %37.2f × the first\n", commands[n].name, float64(info.Size())/1e6, float64(info.Size())/float64(first))
	}
	return nil
}
