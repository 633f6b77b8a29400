package json

import (
	"io"

	"immrecon/store/model"
)

type labels struct {
	Schema string         `json:"schema"`
	Month  string         `json:"month"`
	Run    string         `json:"run"`
	By     model.LabelKey `json:"by"`
	Sums   []labelSum     `json:"sums"`
}

type labelSum struct {
	Label        string `json:"label"` // "" for what has none
	Currency     string `json:"currency"`
	Cells        int64  `json:"cells"`
	Findings     int64  `json:"findings"`
	Billed       string `json:"billed"`
	Expected     string `json:"expected"`
	Overcharged  string `json:"overcharged"`
	Undercharged string `json:"undercharged"`
	Unverifiable string `json:"unverifiable"`
}

// Labels writes what a run comes to by a label, schema immrecon.labels/1.
func Labels(w io.Writer, run *model.Run, key model.LabelKey, sums []model.LabelSum) error {
	return encode(w, labels{"immrecon.labels/1", run.Month, run.Key, key, list(sums, func(s *model.LabelSum) labelSum {
		return labelSum{s.Label, s.Currency, s.Cells, s.Findings, s.Billed.String(), s.Expected.String(), s.Overcharged.String(),
			s.Undercharged.String(), s.Unverifiable.String()}
	})})
}
