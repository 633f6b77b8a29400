package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"immrecon/cmd/immrecon/demo"
)

func (a *app) demo() *cobra.Command {
	o := demo.Default()
	cmd := &cobra.Command{
		Use:   "demo DIR",
		Short: "Write a small synthetic month to try the tool on",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			truth, err := demo.Write(args[0], o)
			if err != nil {
				return err
			}
			a.note(fmt.Sprintf("Wrote a synthetic month to %s; try: immrecon audit %s --month %s", args[0], args[0], truth.Month))
			return nil
		},
	}
	cmd.Flags().StringVar(&o.Month, "month", o.Month, "the month to write")
	cmd.Flags().Int64Var(&o.Seed, "seed", o.Seed, "another seed is another month")
	cmd.Flags().IntVar(&o.Days, "days", o.Days, "how many days of it")
	cmd.Flags().BoolVar(&o.Faults, "faults", o.Faults, "plant faults in the bill")
	return cmd
}
