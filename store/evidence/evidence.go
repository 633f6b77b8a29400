package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// A Judge says what the rules make of a record: it sets the class, where that
// is empty, and the quantity, where that is 0. It reports false for a record
// that is no usage of the finding's item and tier.
type Judge func(e *model.Evidence, u *model.Usage) bool

// Evidence reads a finding of the latest run that has it, with its bill lines,
// its rules and the usage behind it as it is stored now. All records are
// counted; the first limit are returned, all of them where limit is 0.
func Evidence(r db.Reader, finding string, judge Judge, limit int) (*model.Evidence, error) {
	run, f, err := runs.Finding(r, finding)
	if err != nil {
		return nil, err
	}
	return EvidenceOf(r, run, f, judge, limit)
}

// EvidenceOf is Evidence of a finding of a run that has been read already.
func EvidenceOf(r db.Reader, run model.Run, f model.Finding, judge Judge, limit int) (*model.Evidence, error) {
	e := &model.Evidence{Run: run, Finding: f, Alternatives: map[string]int64{}, On: map[string]bool{}, Created: map[string]int64{}}
	err := r.Snapshot(func(r db.Reader) error {
		s := &search{Reader: r, evidence: e, judge: judge, limit: limit, counts: map[countKey]*model.UsageCount{}}
		return inTurn(s.lines, s.alternatives, s.rules, s.creation, s.bound, s.requests, s.playlists, s.calls, s.indexed, s.finish)
	})
	if err != nil {
		return nil, fmt.Errorf("read evidence of %s: %w", f.ID, err)
	}
	return e, nil
}

// inTurn takes steps until one fails.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// search collects the evidence of one finding within one snapshot.
type search struct {
	db.Reader
	evidence *model.Evidence
	judge    Judge
	limit    int // of the records kept of each kind; 0 for none
	kept     int // calls of the present kind
	counts   map[countKey]*model.UsageCount

	everyProject bool // the bill does not say the project of this item
	regional     bool // the project is in several regions
}

type countKey struct {
	hour             int64
	operation, class string
}

func (s *search) lines() error {
	f := &s.evidence.Finding
	var l model.ReportLine
	places := append([]any{&l.Project, &l.Item, &l.Status, &l.SourceID, &l.File, &l.Line}, runs.LineVariables(&l.BillLine)...)
	return s.Query(`SELECT l.project, l.item, l.status, b.source_id, s.name, b.line, `+runs.LineColumns+`
		FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id JOIN source s ON s.id = b.source_id
		WHERE l.run_id = ? AND l.cell_id = ? ORDER BY b.source_id, b.line`, []any{s.evidence.Run.ID, f.CellID},
		func() { s.evidence.Lines = append(s.evidence.Lines, l) }, places...)
}

func (s *search) alternatives() error {
	var name string
	var quantity int64
	return s.Query("SELECT alternative, quantity FROM cell_alternative WHERE run_id = ? AND cell_id = ?",
		[]any{s.evidence.Run.ID, s.evidence.Finding.CellID},
		func() { s.evidence.Alternatives[name] = quantity }, &name, &quantity)
}

func (s *search) rules() error {
	var r model.Rule
	return s.Query(`SELECT k.rule, k.statement, k.basis, coalesce(u.state, k.standard), k.since, k.source
		FROM rule k LEFT JOIN run_rule u ON u.rule = k.rule AND u.run_id = ? ORDER BY k.rule`, []any{s.evidence.Run.ID}, func() {
		s.evidence.On[r.ID] = r.Default == "on"
		if slices.Contains(s.evidence.Finding.Rules, r.ID) {
			s.evidence.Rules = append(s.evidence.Rules, r)
		}
	}, &r.ID, &r.Statement, &r.Basis, &r.Default, &r.Since, &r.Source)
}

func (s *search) creation() error {
	var project string
	var at int64
	return s.Query(`SELECT name, max(created_at) FROM (
			SELECT name, created_at, row_number() OVER (PARTITION BY name, region ORDER BY source_id DESC, line DESC) AS newest FROM project)
		WHERE newest = 1 AND created_at > 0 GROUP BY name`, nil, func() { s.evidence.Created[project] = at }, &project, &at)
}

// bound finds out whose usage the cell holds: that of all projects where the
// bill names none for this item, and that of one region where the project lives
// in several.
func (s *search) bound() error {
	f := &s.evidence.Finding
	var billed, named, regions int64
	err := s.Query(`SELECT coalesce(sum(lines > 0 AND item = ? AND region IN (?, '')), 0),
		coalesce(sum(lines > 0 AND item = ? AND region IN (?, '') AND project <> ''), 0),
		count(DISTINCT CASE WHEN project = ? AND region <> '' THEN region END)
		FROM run_subject WHERE run_id = ?`, []any{f.Item, f.Region, f.Item, f.Region, f.Project, s.evidence.Run.ID},
		func() {}, &billed, &named, &regions)
	s.everyProject = f.Project == "" && billed > 0 && named == 0
	s.regional = f.Region != "" && (regions > 1 || s.everyProject)
	return err
}

// holds reports whether the cell holds usage of a project and region.
func (s *search) holds(project, region string) bool {
	f := &s.evidence.Finding
	return (s.everyProject || project == f.Project) && (!s.regional || region == "" || region == f.Region)
}

// count adds records that the judge has seen.
func (s *search) count(u *model.Usage, records int64) {
	k := countKey{u.At - u.At%3600, u.Operation, u.Class}
	c := s.counts[k]
	if c == nil {
		c = &model.UsageCount{Hour: k.hour, Operation: k.operation, Class: k.class}
		s.counts[k] = c
	}
	c.Quantity += u.Quantity * records
	c.Records += records
}

// finish puts counts and records in order, cuts the records off at the limit
// and looks up where the calls among them stand.
func (s *search) finish() error {
	e := s.evidence
	for _, c := range s.counts {
		e.Counts = append(e.Counts, *c)
	}
	slices.SortFunc(e.Counts, func(a, b model.UsageCount) int {
		return cmp.Or(cmp.Compare(a.Hour, b.Hour), strings.Compare(a.Operation, b.Operation), strings.Compare(a.Class, b.Class))
	})
	slices.SortStableFunc(e.Usage, func(a, b model.Usage) int { return cmp.Compare(a.At, b.At) })
	if s.limit > 0 && len(e.Usage) > s.limit {
		e.Usage = e.Usage[:s.limit]
	}
	for n := range e.Usage {
		if u := &e.Usage[n]; u.Call != nil {
			err := s.Query("SELECT s.name, c.line FROM api_call c JOIN source s ON s.id = c.source_id WHERE c.request_id = ? AND c.channel = ?",
				[]any{u.RequestID, string(u.Call.Channel)}, func() {}, &u.File, &u.Line)
			if err != nil {
				return err
			}
		}
	}
	return nil
}
