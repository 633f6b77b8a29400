package main

import (
	"fmt"
	"time"

	"immrecon/export/dispute"
	"immrecon/reconcile/claiming"
	"immrecon/store/db"
	"immrecon/store/model"

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
	var o dispute.Options
	var answerBy string
	var lang language
	var sample drawing
	var settings claimantSettings
	cmd := &cobra.Command{
		Use:   "export ID --out DIR",
		Short: "Write the packet of a claim: summary, ticket text, hours, requests, proof, rules, arithmetic",
		Long: "Writes what goes to the provider: a summary, the text of a ticket in English and Chinese, the hours that\n" +
			"differ, bill lines, requests, what proves the claim, rules and prices with their sources, the arithmetic,\n" +
			"and a manifest with the hashes of inputs and files. Each claim has a folder of its own.\n" +
			"--lang is the language of everything but the ticket, which is there in both.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkOutFolder(out); err != nil {
				return err
			}
			return a.reading(cmd.Context(), func(r db.Reader) error {
				p, err := a.packet(r, args[0])
				if err != nil {
					return err
				}
				p.Words = lang.words()
				if p.Claimant, err = a.claimant(settings); err != nil {
					return err
				}
				if p.AnswerBy, err = a.answerBy(answerBy, p.Claim); err != nil {
					return err
				}
				if sample.size > 0 {
					if err := sample.of(p); err != nil {
						return err
					}
				}
				if o.Guard, err = a.guardOf(r); err != nil {
					return err
				}
				archive, err := dispute.Write(out, p, o)
				if err != nil {
					return err
				}
				a.warnOfNobody(p.Claimant)
				a.note(fmt.Sprintf("The packet of %s is in %s", p.Claim.ID, out), "claim", p.Claim.ID, "folder", out, "zip", archive)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "`folder` to write to (required)")
	must(cmd.MarkFlagRequired("out"))
	cmd.Flags().BoolVar(&o.Zip, "zip", false, "write the same as one ZIP too")
	cmd.Flags().BoolVar(&o.Replace, "force", false, "replace the packet of this claim that is in the folder")
	cmd.Flags().StringVar(&answerBy, "answer-by", "", "`day` to ask for an answer by, 2026-05-05 (default 30 days after the claim was submitted, of a draft from today)")
	complete(cmd, "answer-by")
	langFlag(cmd, &lang, "the packet's words")
	settings.flags(cmd)
	sample.flags(cmd, "sample", "add a monetary-unit sample of this `size`")
	return cmd
}

// answerDays is how many days the provider is given to answer.
const answerDays = 30

// answerBy is the day that an answer is asked for by: the one that is given, which
// must not be over, else so many days after the claim was submitted or, of a draft,
// from today.
func (a *app) answerBy(given string, claim *model.Claim) (string, error) {
	today := a.zone().Day(a.now().Unix())
	if given == "" {
		since := a.now()
		if !claim.SubmittedAt.IsZero() {
			since = claim.SubmittedAt
		}
		return a.zone().Day(since.AddDate(0, 0, answerDays).Unix()), nil
	}
	day, err := time.Parse(time.DateOnly, given)
	if err != nil {
		return "", fmt.Errorf("--answer-by %q: it must be a day such as 2026-05-05", given)
	}
	if given = day.Format(time.DateOnly); given < today {
		return "", fmt.Errorf("--answer-by %s: that day is over, today is %s; give a later one", given, today)
	}
	return given, nil
}

// warnOfNobody warns of a packet that does not say who claims, or whom to answer.
func (a *app) warnOfNobody(claimant dispute.Claimant) {
	for _, one := range []struct{ value, option, missing string }{
		{claimant.Name, "claimant", "who claims"}, {claimant.Contact, "contact", "whom to answer"},
	} {
		if one.value == "" {
			a.note(fmt.Sprintf("Warning: the packet does not say %s: give --%s, set %s, or put %s into %s",
				one.missing, one.option, variable(one.option), one.option, configName), "missing", one.option)
		}
	}
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
