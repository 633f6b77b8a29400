package runs

import (
	"strconv"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
)

// saveEvidence writes how complete the evidence is, and what each accused cell
// rests on.
func (s *saver) saveEvidence(r *Result) error {
	rows := s.tx.Insert("run_evidence", "run_id", "ordinal", "channel", "subject", "operations", "state", "reason", "missing", "source",
		"file", "line", "said_by", "hours")
	for n, e := range r.Evidence {
		err := rows.Add(r.Run.ID, int64(n), string(e.Channel), e.Subject, strings.Join(e.Operations, " "), string(e.State), string(e.Reason),
			e.Missing, e.Source, e.File, e.Line, e.Rows, formatHours(r.Run.From, e.Hours))
		if err != nil {
			return err
		}
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	behind := s.tx.Insert("cell_evidence", "run_id", "cell_id", "ordinal")
	for _, b := range r.Behind {
		for _, n := range b.States {
			if err := behind.Add(r.Run.ID, b.CellID, n); err != nil {
				return err
			}
		}
	}
	return behind.Flush()
}

// readStates reads how complete the evidence of a run is.
func readStates(r db.Reader, report *model.Report) error {
	var e model.EvidenceState
	var operations, hours string
	var broken error
	err := r.Query(`SELECT channel, subject, operations, state, reason, missing, source, file, line, said_by, hours FROM run_evidence
		WHERE run_id = ? ORDER BY ordinal`, []any{report.Run.ID}, func() {
		e.Operations = strings.Fields(operations)
		var err error
		if e.Hours, err = parseHours(report.Run.From, hours); err != nil && broken == nil {
			broken = model.Changed("hours %q of the evidence of %s %s: %w", hours, e.Channel, e.Subject, err)
		}
		report.States = append(report.States, e)
	}, &e.Channel, &e.Subject, &operations, &e.State, &e.Reason, &e.Missing, &e.Source, &e.File, &e.Line, &e.Rows, &hours)
	if err != nil {
		return err
	}
	return broken
}

// formatHours writes hours as ranges of hours of the run, counted from 0: 0-23,25.
// An hour that changes at each turn takes five bytes.
func formatHours(from int64, spans []model.Span) string {
	first := model.HourOf(from)
	var text strings.Builder
	for n, s := range spans {
		if n > 0 {
			text.WriteByte(',')
		}
		begin, end := (s.From-first)/model.Hour, (s.To-first)/model.Hour-1
		text.WriteString(strconv.FormatInt(begin, 10))
		if end > begin {
			text.WriteString("-" + strconv.FormatInt(end, 10))
		}
	}
	return text.String()
}

// parseHours reads what formatHours writes.
func parseHours(from int64, text string) ([]model.Span, error) {
	first := model.HourOf(from)
	var spans []model.Span
	for one := range strings.SplitSeq(text, ",") {
		begin, end, ranged := strings.Cut(one, "-")
		if !ranged {
			end = begin
		}
		b, err := strconv.ParseInt(begin, 10, 64)
		if err != nil {
			return nil, err
		}
		e, err := strconv.ParseInt(end, 10, 64)
		if err != nil {
			return nil, err
		}
		spans = append(spans, model.Span{From: first + b*model.Hour, To: first + (e+1)*model.Hour})
	}
	return spans, nil
}
