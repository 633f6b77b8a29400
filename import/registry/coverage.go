package registry

import (
	"io"
	"slices"
	"strings"

	"immrecon/import/rows"
	"immrecon/import/secret"

	"immrecon/store/model"
)

// coverage.csv: what the company states of the completeness of its evidence,
// with the control totals that it knows.
var coverage = Table{
	Kind:        model.KindCoverage,
	identifying: []string{"channel", "subject", "from", "to"},
	excluding:   []string{"item", "price"},
	required:    []string{"channel", "subject", "operations", "from", "to", "records", "source"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, statement, to.KeepCoverage)
	},
}

// statedChannels are those that a statement can be about.
var statedChannels = []model.Kind{model.KindOSSLog, model.KindSLSLog, model.KindActionTrail, model.KindCalls}

func statement(row *rows.Row) model.CoverageStatement {
	row.Need("from")
	row.Need("to")
	from, to := row.Span("from", "to")
	s := model.CoverageStatement{
		Channel: model.Kind(strings.ToLower(row.Need("channel"))),
		Subject: row.Text("subject"),
		From:    from,
		To:      to,
		Source:  row.Text("source"),
	}
	s.Records, s.Counted = row.Count("records")
	if !slices.Contains(statedChannels, s.Channel) {
		row.Fail("channel", "%q is none of osslog, slslog, actiontrail, calls", s.Channel)
	}
	for operation := range strings.SplitSeq(secret.Mask(row.Text("operations")), ";") {
		if operation = strings.TrimSpace(operation); operation != "" && !slices.Contains(s.Operations, operation) {
			s.Operations = append(s.Operations, operation)
		}
	}
	return s
}
