package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime/debug"

	"github.com/spf13/cobra"

	"immrecon/export/words"
	"immrecon/import/source"
	"immrecon/store"
)

// app is what every command shares: the three streams and the global flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	db         string
	quiet      bool
	noProgress bool
	logFormat  string
	utc        bool
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "immrecon",
		Short: "Tells whether a monthly Alibaba Cloud IMM bill is right, by how much not, and why",
		Long: "immrecon loads OSS access logs, other usage evidence and the bill into one database,\n" +
			"rates the usage anew with dated prices, and shows every line that differs, with the proof.",
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if a.logFormat != "text" && a.logFormat != "json" {
				return fmt.Errorf("--log-format %q is neither text nor json", a.logFormat)
			}
			return nil
		},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", orDefault(os.Getenv("IMMRECON_DB"), "immrecon.db"), "database file (or environment IMMRECON_DB)")
	flags.BoolVar(&a.quiet, "quiet", false, "print results and errors only")
	flags.BoolVar(&a.noProgress, "no-progress", false, "no progress bar")
	flags.StringVar(&a.logFormat, "log-format", "text", "form of the notes on standard error: text or json")
	flags.BoolVar(&a.utc, "utc", false, "print times in UTC instead of UTC+8")
	root.AddCommand(a.audit(), a.importing(), a.sources(), a.reconcile(), a.summary(), a.findings(), a.export(), a.demo())
	return root
}

// version is the program's version as the build recorded it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func orDefault(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

func (a *app) zone() words.Zone { return words.ZoneFor(a.utc) }

// withDB opens the database, creating it where create says so, and closes it
// after use.
func (a *app) withDB(ctx context.Context, create bool, use func(*store.DB) error) (err error) {
	open := store.OpenExisting
	if create {
		open = store.Open
	}
	db, err := open(ctx, a.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return use(db)
}

// progress shows bytes on a terminal and nothing anywhere else.
func (a *app) progress() source.Progress {
	out, ok := a.stderr.(*os.File)
	if !ok {
		return source.Silent{}
	}
	return source.NewProgress(out, !a.quiet && !a.noProgress && a.logFormat == "text")
}

var monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// monthFlag adds --month, without which nothing can be said.
func monthFlag(cmd *cobra.Command, month *string) {
	cmd.Flags().StringVar(month, "month", "", "billing month, such as 2026-03 (required)")
	if err := cmd.MarkFlagRequired("month"); err != nil {
		panic(err) // the flag was added on the line above
	}
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if !monthForm.MatchString(*month) {
			return fmt.Errorf("--month %q is not of the form 2026-03", *month)
		}
		return nil
	}
}
