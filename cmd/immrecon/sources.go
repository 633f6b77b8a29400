package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"immrecon/reconcile/bill"
	"immrecon/reconcile/closing"
	"immrecon/store/db"
	"immrecon/store/sources"

	"github.com/spf13/cobra"

	"immrecon/export/json"
	"immrecon/export/text"
	"immrecon/store/model"
	"immrecon/store/visible"
)

func (a *app) sources() *cobra.Command {
	var format string
	var bills bool
	var picked picking
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List what was imported, with its control totals",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if bills {
				return a.listBills(cmd.Context(), format, &picked)
			}
			return a.reading(cmd.Context(), func(r db.Reader) error {
				all, err := sources.All(r)
				if err != nil {
					return err
				}
				if format == "json" || picked.wanted() {
					return a.printRows(cmd.Context(), &picked, func(w io.Writer) error { return json.Sources(w, all, json.Options{UTC: a.utc}) })
				}
				return text.Sources(a.stdout, all, a.zone())
			})
		},
	}
	formatFlag(cmd, &format, "table", "json")
	cmd.Flags().BoolVar(&bills, "bills", false, "what each bill is: form, months, accounts, products, amounts, and what became of its lines")
	picked.flags(cmd, func() (string, []string) {
		if bills {
			return rowsOf("bills")()
		}
		return rowsOf("sources")()
	})
	cmd.AddCommand(a.rejected(), a.unplaced(), a.forget())
	return cmd
}

// listBills shows what each imported bill is.
func (a *app) listBills(ctx context.Context, format string, picked *picking) error {
	return a.reading(ctx, func(r db.Reader) error {
		all, err := bill.List(r)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			a.note("No bill was imported.")
		}
		if format == "json" || picked.wanted() {
			return a.printRows(ctx, picked, func(w io.Writer) error { return json.Bills(w, all, json.Options{UTC: a.utc}) })
		}
		return text.Bills(a.stdout, all, a.zone())
	})
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
			return a.reading(cmd.Context(), func(r db.Reader) error {
				if err := mustBeSource(r, id); err != nil {
					return err
				}
				lines, err := sources.Rejected(r, id)
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
		Use:   "forget ID...",
		Short: "Take sources back out, all of them or none",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := sourceIDs(args)
			if err != nil {
				return err
			}
			return a.withDB(cmd.Context(), false, func(d *db.DB) error {
				forgotten, dependants, err := closing.Forget(cmd.Context(), d, ids, a.now())
				if err != nil {
					return err
				}
				for _, s := range forgotten {
					fmt.Fprintf(visible.Writer{To: a.stdout}, "forgot %s\n", s.Name)
				}
				for _, s := range dependants {
					fmt.Fprintf(visible.Writer{To: a.stdout}, "forgot %s too: it held duplicates of what was taken out; import it again\n", s.Name)
				}
				return nil
			})
		},
	}
}

// sourceIDs reads the ids of sources from the arguments; the error is of each that is
// none.
func sourceIDs(args []string) (ids []int64, err error) {
	for n := range args {
		id, failed := sourceID(args[n : n+1])
		ids, err = append(ids, id), errors.Join(err, failed)
	}
	return ids, err
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
func mustBeSource(r db.Reader, id int64) error {
	all, err := sources.All(r)
	if err != nil || id == 0 || slices.ContainsFunc(all, func(s model.Source) bool { return s.ID == id }) {
		return err
	}
	return fmt.Errorf("there is no source %d; `immrecon sources` lists them", id)
}
