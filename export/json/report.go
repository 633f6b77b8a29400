package json

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"

	"immrecon/export/words"

	"immrecon/store/model"
)

type report struct {
	Schema    string         `json:"schema"`
	Run       run            `json:"run"`
	Statement statement      `json:"statement"`
	Findings  []finding      `json:"findings"`
	Cells     []cell         `json:"cells"`
	Sources   []source       `json:"sources"`
	Rejected  []rejectedLine `json:"rejected"`
	Coverage  coverage       `json:"coverage"`
	Rules     []rule         `json:"rules"`
	more
}

type run struct {
	Key       string   `json:"key"`
	Month     string   `json:"month"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	StartedAt string   `json:"started_at"`
	Tool      string   `json:"tool"`
	Catalogue string   `json:"catalogue"`
	Accounts  []string `json:"accounts"`
	Currency  string   `json:"currency"`
	Event     string   `json:"event"` // hash of the event of the log that recorded it
}

type cell struct {
	ID           int64             `json:"id"`
	Project      string            `json:"project"`
	Region       string            `json:"region"`
	Item         string            `json:"item"`
	Tier         string            `json:"tier"`
	From         string            `json:"from"`
	To           string            `json:"to"`
	Billed       measure           `json:"billed"`
	Expected     measure           `json:"expected"`
	Tolerated    string            `json:"tolerated"`
	Currency     string            `json:"currency"`
	Lines        int64             `json:"lines"`
	Verdict      model.Verdict     `json:"verdict"` // "" where bill and evidence agree
	Cause        model.Cause       `json:"cause"`
	Alternatives map[string]string `json:"alternatives"`
}

type rejectedLine struct {
	Source int64  `json:"source"`
	File   string `json:"file"`
	Line   int64  `json:"line"`
	Reason string `json:"reason"`
	Text   string `json:"text"`
}

type rule struct {
	ID        string      `json:"id"`
	Statement string      `json:"statement"`
	Basis     model.Basis `json:"basis"`
	Default   string      `json:"default"`
	Since     string      `json:"since"`
	Source    string      `json:"source"`
}

// Report writes a whole run, schema immrecon.report/1: all that the other
// documents hold, and the cells the findings come from. Those are too many to
// hold: the document is made without them, and they are put in their place.
func Report(w io.Writer, r *model.Report, o Options) error {
	var frame bytes.Buffer
	if err := encode(&frame, reportOf(r, o.zone())); err != nil {
		return err
	}
	place := []byte("\n" + indent + `"cells": [`) // so far out stands no other key of that name
	at := bytes.Index(frame.Bytes(), place) + len(place)
	if _, err := w.Write(frame.Next(at)); err != nil {
		return err
	}
	if err := writeCells(w, r.Cells, o.zone()); err != nil {
		return err
	}
	_, err := frame.WriteTo(w)
	return err
}

// writeCells writes what stands between the brackets of a list one level down,
// as encode would.
func writeCells(w io.Writer, cells iter.Seq2[model.Cell, error], zone words.Zone) error {
	const margin = "\n" + indent + indent
	end, separator := "", ""
	for c, err := range cells {
		if err != nil {
			return err
		}
		var element bytes.Buffer
		if err := encodeAt(&element, margin[1:], cellOf(&c, zone)); err != nil {
			return err
		}
		if _, err := fmt.Fprint(w, separator, margin, strings.TrimSuffix(element.String(), "\n")); err != nil {
			return err
		}
		end, separator = "\n"+indent, ","
	}
	_, err := io.WriteString(w, end)
	return err
}

func reportOf(r *model.Report, zone words.Zone) report {
	return report{
		Schema:    "immrecon.report/1",
		Run:       runOf(&r.Run, zone),
		Statement: statementOf(&r.Statement),
		Findings:  findingsOf(r, zone),
		Cells:     []cell{},
		Sources:   sourcesOf(r.Sources, zone),
		Rejected: list(r.Rejected, func(l *model.RejectedLine) rejectedLine {
			return rejectedLine{l.SourceID, l.File, l.Line, l.Reason, l.Text}
		}),
		Coverage: coverageOf(r.Coverage, zone),
		Rules:    list(r.Rules, func(u *model.Rule) rule { return rule(*u) }),
		more:     moreOf(r, zone),
	}
}

func runOf(r *model.Run, zone words.Zone) run {
	return run{
		Key: r.Key, Month: r.Month, From: zone.Instant(r.From), To: zone.Instant(r.To),
		StartedAt: instant(zone, r.StartedAt), Tool: r.Tool, Catalogue: r.Catalogue,
		Accounts: present(r.Accounts), Currency: r.Currency, Event: r.Event,
	}
}

func cellOf(c *model.Cell, zone words.Zone) cell {
	alternatives := make(map[string]string, len(c.Alternatives))
	for name, n := range c.Alternatives {
		alternatives[name] = quantity(n)
	}
	return cell{
		ID: c.ID, Project: c.Project, Region: c.Region, Item: c.Item, Tier: c.Tier,
		From: zone.Instant(c.From), To: zone.Instant(c.To),
		Billed: measureOf(c.Billed, c.Unit), Expected: measureOf(c.Expected, c.Unit),
		Tolerated: c.Tolerated.String(), Currency: c.Currency, Lines: c.Lines,
		Verdict: c.Verdict, Cause: c.Cause, Alternatives: alternatives,
	}
}
