package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"immrecon/store/db"
	"immrecon/store/runs"

	"github.com/spf13/cobra"

	"immrecon/export/words"
	"immrecon/import/source"
	"immrecon/store"
	"immrecon/store/model"
)

// app is what every command shares: the three streams and the global flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	db         string
	user       string
	now        func() time.Time
	quiet      bool
	noProgress bool
	logFormat  string
	utc        bool

	understood bool // the command line was; what fails from here on is no bad usage
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
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			err := cmd.ValidateRequiredFlags()
			a.understood = err == nil
			cmd.SetContext(db.ForCommand(cmd.Context(), cmd.CommandPath(), func(who string) {
				a.note(fmt.Sprintf("Waiting for another program that is writing to the database (%s)", who), "waiting_for", who)
			}))
			return errors.Join(err, a.setClock())
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true // for one that knows its shells
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", orDefault(os.Getenv("IMMRECON_DB"), "immrecon.db"), "database file (or environment IMMRECON_DB)")
	flags.StringVar(&a.user, "user", "", "`name` that what is done is recorded of (or environment IMMRECON_USER; else the system's user)")
	flags.BoolVar(&a.quiet, "quiet", false, "print results and errors only")
	flags.BoolVar(&a.noProgress, "no-progress", false, "no progress bar")
	flags.BoolVar(&a.utc, "utc", false, "print times in UTC instead of UTC+8")
	a.logFormat = "text"
	wordFlag(root, flags, &a.logFormat, "log-format", "`form` of the notes on standard error: text, json", []string{"text", "json"})
	root.AddCommand(a.audit(), a.importing(), a.sources(), a.reconcile(), a.summary(), a.findings(), a.export(), a.demo(), a.completion(),
		a.catalog(), a.price(), a.explain(), a.runs(), a.diff(), a.check(), a.month(), a.dispute(),
		a.preflight(), a.forecast())
	a.offerNames(root)
	return root
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
func (a *app) withDB(ctx context.Context, create bool, use func(*db.DB) error) (err error) {
	open := store.OpenExisting
	if create {
		open = store.Open
	}
	return a.using(ctx, open, use)
}

// using opens the database in some way and closes it after use.
func (a *app) using(ctx context.Context, open func(context.Context, string) (*db.DB, error), use func(*db.DB) error) (err error) {
	defer func() {
		if store.Damaged(err) {
			err = fmt.Errorf("%w; the file %s is damaged or no database: go back to a copy of it, or import all files anew into another (--db); `immrecon check` says more",
				err, a.db)
		}
	}()
	d, err := open(ctx, a.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	d.User = cmp.Or(a.who(), d.User)
	return use(d)
}

// reading opens the database that must be there and reads it.
func (a *app) reading(ctx context.Context, use func(db.Reader) error) error {
	return a.using(ctx, store.OpenToShow, func(d *db.DB) error { return use(d.Reader(ctx)) })
}

// withLatest reads the latest run of a month, in full or in part, and uses it.
func (a *app) withLatest(ctx context.Context, month string,
	read func(db.Reader, int64) (*model.Report, error), use func(*model.Report) error) error {
	return a.reading(ctx, func(r db.Reader) error {
		run, _, err := runs.Latest(r, month)
		if err != nil {
			return err
		}
		report, err := read(r, run.ID)
		if err != nil {
			return err
		}
		return use(report)
	})
}

// progress shows bytes on a terminal and nothing anywhere else. Until end is called,
// notes and the display keep out of each other's way.
func (a *app) progress() (shown source.Progress, end func()) {
	out, ok := a.stderr.(*os.File)
	if !ok {
		return source.Silent{}, func() {}
	}
	shown, a.stderr = source.NewProgress(out, !a.quiet && !a.noProgress && a.logFormat == "text")
	return shown, func() { a.stderr = out }
}
