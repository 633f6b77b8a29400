package main

import (
	"errors"
	"fmt"
	"strings"

	"immrecon/reconcile/closing"

	"immrecon/store/db"

	"github.com/spf13/cobra"

	"immrecon/import/pipeline"
	"immrecon/store/model"
)

// importing is named so because import is a word of the language.
func (a *app) importing() *cobra.Command {
	var o pipeline.Options
	var late closing.Late
	var strict bool
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "Take in logs, call logs, bills and registry tables",
		Long: "Takes in files, directories, globs and - (standard input). The kind of each file is recognised\n" +
			"from its content. The same content again changes nothing. A line that cannot be read never\n" +
			"stops an import: it is kept with its reason, see `immrecon sources rejected`.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			o.Settle = late.Settle
			return a.withDB(cmd.Context(), true, func(d *db.DB) error {
				total, err := a.importPaths(cmd.Context(), d, paths, o)
				if err == nil && strict {
					err = total.strictly()
				}
				return err
			})
		},
	}
	flags := cmd.Flags()
	wordFlag(cmd, flags, &o.Kind, "kind", "force the `kind` of each file: "+kindNames(), model.Kinds)
	flags.BoolVar(&o.DryRun, "dry-run", false, "read and count, keep nothing")
	lateFlag(cmd, &late)
	verifyFlag(cmd, &o)
	flags.BoolVar(&strict, "strict", false, "exit with 2 if any line was rejected, or anything passed over but hidden and empty files")
	return cmd
}

// verifyFlag adds --verify.
func verifyFlag(cmd *cobra.Command, o *pipeline.Options) {
	cmd.Flags().BoolVar(&o.Verify, "verify", false, "read files again that have not changed since they were imported")
}

// strictly is the error of --strict, nil if there is nothing to find fault with.
func (t *importTotals) strictly() error {
	var problems []error
	if t.tally.Rejected > 0 {
		problems = append(problems, fmt.Errorf("rejected lines: %d, and --strict allows none; `immrecon sources rejected` shows them", t.tally.Rejected))
	}
	if t.lost > 0 {
		problems = append(problems, fmt.Errorf("passed over: %d, and --strict allows none but hidden and empty files; the notes above name them", t.lost))
	}
	return errors.Join(problems...)
}

func kindNames() string {
	names := make([]string, len(model.Kinds))
	for n, kind := range model.Kinds {
		names[n] = string(kind)
	}
	return strings.Join(names, ", ")
}
