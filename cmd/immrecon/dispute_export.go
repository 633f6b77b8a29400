package main

import (
	"fmt"

	"immrecon/store/db"

	"github.com/spf13/cobra"

	"immrecon/export/dispute"
)

func (a *app) disputeExport() *cobra.Command {
	var out string
	var zip bool
	var draw drawing
	var settings claimantSettings
	cmd := &cobra.Command{
		Use:   "export ID --out DIR",
		Short: "Write the packet of a claim: summary, ticket text, days, hours, requests, rules, arithmetic",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				p, err := a.packet(r, args[0])
				if err != nil {
					return err
				}
				if p.Claimant, err = a.claimant(settings); err != nil {
					return err
				}
				if draw.size > 0 {
					if err := draw.from(p); err != nil {
						return err
					}
				}
				archive, err := dispute.Write(out, p, zip)
				if err != nil {
					return err
				}
				a.note(fmt.Sprintf("The packet of %s is in %s", p.Dispute.ID, out), "claim", p.Dispute.ID, "folder", out, "zip", archive)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "`folder` to write to (required)")
	must(cmd.MarkFlagRequired("out"))
	cmd.Flags().BoolVar(&zip, "zip", false, "write the same as one ZIP too")
	settings.flags(cmd)
	cmd.Flags().IntVar(&draw.size, "sample", 0, "add a monetary-unit sample of this `size`")
	draw.seedFlag(cmd)
	return cmd
}

func (a *app) disputeSample() *cobra.Command {
	var draw drawing
	cmd := &cobra.Command{
		Use:   "sample ID --size N",
		Short: "Draw a monetary-unit sample of the usage records behind a claim",
		Long: "Lays the money of the records behind a claim end to end, in the order of requests.csv, and draws the\n" +
			"records in which every so-many-th unit falls. The same size and seed draw the same sample.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd.Context(), func(r db.Reader) error {
				p, err := a.packet(r, args[0])
				if err != nil {
					return err
				}
				if err := draw.from(p); err != nil {
					return err
				}
				return dispute.ShowSample(a.stdout, p)
			})
		},
	}
	cmd.Flags().IntVar(&draw.size, "size", 0, "how many `hits` to draw (required)")
	must(cmd.MarkFlagRequired("size"))
	draw.seedFlag(cmd)
	return cmd
}
