package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"immrecon/store/model"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
)

// traffic says what month to make up.
type traffic struct {
	out       string
	size      string
	percent   float64 // of lines that are IMM requests
	writes    float64 // of lines that write an object
	seed      uint64
	files     int
	days      int
	projects  int
	compress  string
	scattered bool
}

func generateCommand() *cobra.Command {
	t := traffic{}
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write synthetic OSS access logs, the registry that goes with them, and the bill",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return t.write() },
	}
	flags := cmd.Flags()
	flags.StringVar(&t.out, "out", "bench-logs", "folder to write into")
	flags.StringVar(&t.size, "size", "1GB", "how much log text, before compression")
	flags.Float64Var(&t.percent, "imm", 5, "percent of the lines that are IMM requests; as many again carry other processing")
	flags.Float64Var(&t.writes, "writes", 1, "percent of the lines that write an object")
	flags.Uint64Var(&t.seed, "seed", 1, "another seed is other traffic")
	flags.IntVar(&t.files, "files", 8, "number of log files")
	flags.IntVar(&t.days, "days", 31, "days of March 2026 that the traffic is spread over")
	flags.IntVar(&t.projects, "projects", 1, "number of projects, each with a bucket of its own")
	flags.StringVar(&t.compress, "compress", "", "gzip or zstd; nothing for plain logs")
	flags.BoolVar(&t.scattered, "scattered", false, "request ids that are random from the first digit, instead of beginning with the second")
	return cmd
}

// bucketOf is the bucket of the nth project.
func bucketOf(project int) string { return fmt.Sprintf("bench-%03d", project) }

var zone = model.BillingZone

var start = time.Date(2026, time.March, 1, 0, 0, 0, 0, zone)

func (t traffic) write() error {
	size, err := humanize.ParseBytes(t.size)
	if err != nil {
		return fmt.Errorf("--size %q: %w", t.size, err)
	}
	if err := t.registry(); err != nil {
		return err
	}
	span := time.Duration(t.days) * 24 * time.Hour / time.Duration(t.files)
	charged := charges{}
	for n := range t.files {
		l := t.newLog(n, start.Add(time.Duration(n)*span), span, charged)
		if err := l.write(int64(size) / int64(t.files)); err != nil {
			return err
		}
	}
	return charged.write(filepath.Join(t.out, "bill.csv"))
}

// registry writes the projects, and that each owns a bucket.
func (t traffic) registry() error {
	projects, bindings := "project,region,created_at,workflow_template\n", "bucket,prefix,project,dataset,from,to\n"
	for n := range t.projects {
		name := bucketOf(n)
		projects += name + ",ap-southeast-1,2025-01-01T00:00:00+08:00,Official:DefaultEmptyId\n"
		bindings += name + ",," + name + ",,,\n"
	}
	if err := os.MkdirAll(t.out, 0o755); err != nil {
		return err
	}
	for name, content := range map[string]string{"projects.csv": projects, "bindings.csv": bindings} {
		if err := os.WriteFile(filepath.Join(t.out, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}
