package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type runs struct {
	Schema string       `json:"schema"`
	Runs   []runSummary `json:"runs"`
}

// runSummary is a run with its totals; the findings one by one are elsewhere.
type runSummary struct {
	Number int64 `json:"number"`
	run
	By          string            `json:"by"`
	Billed      string            `json:"billed"`
	Expected    string            `json:"expected"`
	Difference  string            `json:"difference"`
	Findings    int64             `json:"findings"`
	Inputs      int64             `json:"inputs"`
	Assumptions map[string]string `json:"assumptions"` // assumed rules that were used: on or off
	Switched    []string          `json:"switched"`    // those of them that are not as by default
	Tolerances  map[string]string `json:"tolerances"`
}

// Runs writes runs with their totals, oldest first, schema immrecon.runs/1.
func Runs(w io.Writer, rows []model.RunSummary, o Options) error {
	zone := o.zone()
	return encode(w, runs{"immrecon.runs/1", list(rows, func(r *model.RunSummary) runSummary { return runSummaryOf(r, zone) })})
}

func runSummaryOf(r *model.RunSummary, zone words.Zone) runSummary {
	s := &r.Statement
	return runSummary{
		Number: r.ID, run: runOf(&r.Run, zone), By: r.Who,
		Billed: s.Billed.String(), Expected: s.Expected.String(), Difference: s.Difference.String(),
		Findings: r.Findings, Inputs: r.Inputs,
		Assumptions: settings(r.Assumptions), Tolerances: settings(r.Tolerances),
		Switched: list(r.Switched, func(s *model.Setting) string { return s.Name }),
	}
}

func settings(all []model.Setting) map[string]string {
	values := make(map[string]string, len(all))
	for _, s := range all {
		values[s.Name] = s.Value
	}
	return values
}
