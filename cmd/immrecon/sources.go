package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store"
	"immrecon/store/model"
)

func (a *app) sources() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List what was imported, with its control totals",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDB(cmd.Context(), false, func(db *store.DB) error {
				sources, err := db.Sources(cmd.Context())
				if err != nil {
					return err
				}
				if format == "json" {
					return json.Sources(a.stdout, sources, json.Options{UTC: a.utc})
				}
				return text.Sources(a.stdout, sources, a.zone())
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	cmd.AddCommand(a.rejected(), a.forget())
	return cmd
}

func (a *app) rejected() *cobra.Command {
	return &cobra.Command{
		Use:   "rejected [ID]",
		Short: "Show each rejected line with its file, line number, reason and text",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := sourceID(args)
			if err != nil {
				return err
			}
			return a.withDB(cmd.Context(), false, func(db *store.DB) error {
				if err := mustBeSource(cmd.Context(), db, id); err != nil {
					return err
				}
				lines, err := db.RejectedLines(cmd.Context(), id)
				if err != nil {
					return err
				}
				if len(lines) == 0 {
					a.note("No line was rejected.")
				}
				return text.Rejected(a.stdout, lines)
			})
		},
	}
}

func (a *app) forget() *cobra.Command {
	return &cobra.Command{
		Use:   "forget ID",
		Short: "Take one source back out",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := sourceID(args)
			if err != nil {
				return err
			}
			return a.withDB(cmd.Context(), false, func(db *store.DB) error {
				forgotten, dependants, err := db.Forget(cmd.Context(), id, a.now())
				if err != nil {
					return err
				}
				fmt.Fprintf(a.stdout, "forgot %s\n", forgotten.Name)
				for _, s := range dependants {
					fmt.Fprintf(a.stdout, "forgot %s too: it held duplicates of its records; import it again\n", s.Name)
				}
				return nil
			})
		},
	}
}

// sourceID reads the id of a source from the arguments, 0 where there is none.
func sourceID(args []string) (int64, error) {
	if len(args) == 0 {
		return 0, nil
	}
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil || id <= 0 {
		return 0, fmt.Errorf("%q is not the id of a source; `immrecon sources` lists them", args[0])
	}
	return id, nil
}

// mustBeSource refuses the id of a source that is not there; 0 is none.
func mustBeSource(ctx context.Context, db *store.DB, id int64) error {
	sources, err := db.Sources(ctx)
	if err != nil || id == 0 || slices.ContainsFunc(sources, func(s model.Source) bool { return s.ID == id }) {
		return err
	}
	return fmt.Errorf("there is no source %d; `immrecon sources` lists them", id)
}
