package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"immrecon/migrations/catalogue"
	"immrecon/store"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/months"
	"immrecon/store/runs"
	"immrecon/store/visible"
)

// offer is the names that the shell offers where typed stands.
type offer func(cmd *cobra.Command, typed string) []string

// offerNames tells the shell which names there are: by the flags of all commands, and
// by the commands that take names as arguments.
func (a *app) offerNames(root *cobra.Command) {
	flags := map[string]offer{"month": a.offerMonths, "item": a.offerItems, "project": a.offerProjects, "account": a.offerAccounts}
	arguments := map[string]offer{
		"explain": a.offerFindings, "price": a.offerItems, "diff": a.offerRuns,
		"month status": a.offerMonths, "month close": a.offerMonths, "month reopen": a.offerMonths,
		"dispute show": a.offerClaims, "dispute set": a.offerClaims, "dispute export": a.offerClaims, "dispute sample": a.offerClaims,
	}
	for name, offer := range arguments {
		cmd, _, err := root.Find(strings.Fields(name))
		must(err)
		most := 1
		if name == "diff" {
			most = 2
		}
		cmd.ValidArgsFunction = offer.arguments(most, cmd.ValidArgsFunction)
	}
	var each func(*cobra.Command)
	each = func(cmd *cobra.Command) {
		for name, offer := range flags {
			if cmd.LocalNonPersistentFlags().Lookup(name) != nil {
				must(cmd.RegisterFlagCompletionFunc(name, func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
					return offer(cmd, typed), cobra.ShellCompDirectiveNoFileComp
				}))
			}
		}
		for _, sub := range cmd.Commands() {
			each(sub)
		}
	}
	each(root)
}

// arguments offers names for the first arguments of a command, and leaves the others to
// another function, if there is one.
func (o offer) arguments(most int, others cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) < most:
			return o(cmd, typed), cobra.ShellCompDirectiveNoFileComp
		case others != nil:
			return others(cmd, args, typed)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// look reads names from the database, if there is one and it has them: whoever types a
// command is told of no trouble, and nothing is written. A name that cannot be seen is not
// offered; a tab stands before what describes one.
func (a *app) look(cmd *cobra.Command, read func(db.Reader) ([]string, error)) []string {
	d, err := store.OpenToRead(a.db)
	if err != nil {
		return nil
	}
	defer d.Close()
	names, err := read(d.Reader(cmd.Context()))
	if err != nil {
		return nil
	}
	hides := func(r rune) bool { return r != '\t' && visible.Hides(r) }
	return slices.DeleteFunc(names, func(name string) bool { return strings.ContainsFunc(name, hides) })
}

// lookAtRun is look at the latest run of the month that was typed, or of all.
func (a *app) lookAtRun(cmd *cobra.Command, read func(db.Reader, int64) ([]string, error)) []string {
	return a.look(cmd, func(r db.Reader) ([]string, error) {
		month := ""
		if flag := cmd.Flag("month"); flag != nil {
			month = flag.Value.String()
		}
		run, err := runs.Newest(r, month)
		if err != nil {
			return nil, err
		}
		return read(r, run)
	})
}

func (a *app) offerMonths(cmd *cobra.Command, _ string) []string { return a.look(cmd, months.Named) }

func (a *app) offerProjects(cmd *cobra.Command, _ string) []string {
	return a.lookAtRun(cmd, runs.Projects)
}

func (a *app) offerAccounts(cmd *cobra.Command, _ string) []string {
	return a.lookAtRun(cmd, runs.Accounts)
}

// offerItems offers those of the catalogue, for which there need be no database.
func (a *app) offerItems(cmd *cobra.Command, _ string) []string {
	if all := a.lookAtRun(cmd, knownItems); all != nil {
		return all
	}
	c, err := catalogue.Read()
	if err != nil {
		return nil
	}
	var items []string
	for _, i := range c.Items {
		items = append(items, i.Code)
	}
	return items
}

func (a *app) offerFindings(cmd *cobra.Command, typed string) []string {
	return a.look(cmd, func(r db.Reader) ([]string, error) { return runs.FindingIDs(r, typed) })
}

// offerClaims offers claims, each with where it stands.
func (a *app) offerClaims(cmd *cobra.Command, _ string) []string {
	return a.look(cmd, func(r db.Reader) ([]string, error) {
		all, err := claims.All(r)
		var offered []string
		for n := range all {
			d := &all[n]
			offered = append(offered, cobra.CompletionWithDesc(d.ID, strings.Join([]string{string(d.Status), string(d.Cause), d.Item}, " ")))
		}
		return offered, err
	})
}

func (a *app) offerRuns(cmd *cobra.Command, _ string) []string {
	return a.look(cmd, runs.Names)
}
