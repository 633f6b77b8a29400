package main

import (
	"fmt"

	"immrecon/export/dispute"
	"immrecon/reconcile/claiming"
	"immrecon/store/db"

	"github.com/spf13/cobra"
)

// drawing is the sample that is asked for.
type drawing struct {
	size int // hits
	seed uint64
}

func (o *drawing) flags(cmd *cobra.Command, size, usage string) {
	cmd.Flags().IntVar(&o.size, size, 0, usage)
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "`number` that the sample is drawn by")
}

// of draws the sample of a packet's records.
func (o *drawing) of(p *dispute.Packet) (err error) {
	p.Sample, err = claiming.Sample(p.ClaimContent, o.size, o.seed)
	return err
}

// packet gathers a claim with everything that stands behind it.
func (a *app) packet(r db.Reader, id string) (*dispute.Packet, error) {
	content, err := claiming.Content(r, id)
	if err != nil {
		return nil, err
	}
	return &dispute.Packet{ClaimContent: content, Tool: version(), Zone: a.zone()}, nil
}

func (a *app) disputeExport() *cobra.Command {
	var out string
	var zip bool
	var sample drawing
	var settings claimantSettings
	cmd := &cobra.Command{
		Use:   "export ID --out DIR",
		Short: "Write the packet of a claim: summary, ticket text, days, hours, requests, rules, arithmetic",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkOutFolder(out); err != nil {
				return err
			}
			return a.reading(cmd.Context(), func(r db.Reader) error {
				p, err := a.packet(r, args[0])
				if err != nil {
					return err
				}
				if p.Claimant, err = a.claimant(settings); err != nil {
					return err
				}
				if sample.size > 0 {
					if err := sample.of(p); err != nil {
						return err
					}
				}
				archive, err := dispute.Write(out, p, zip)
				if err != nil {
					return err
				}
				a.note(fmt.Sprintf("The packet of %s is in %s", p.Claim.ID, out), "claim", p.Claim.ID, "folder", out, "zip", archive)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "`folder` to write to (required)")
	must(cmd.MarkFlagRequired("out"))
	cmd.Flags().BoolVar(&zip, "zip", false, "write the same as one ZIP too")
	settings.flags(cmd)
	sample.flags(cmd, "sample", "add a monetary-unit sample of this `size`")
	return cmd
}

func (a *app) disputeSample() *cobra.Command {
	var sample drawing
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
				if err := sample.of(p); err != nil {
					return err
				}
				return dispute.ShowSample(a.stdout, p)
			})
		},
	}
	sample.flags(cmd, "size", "how many `hits` to draw (required)")
	must(cmd.MarkFlagRequired("size"))
	return cmd
}
