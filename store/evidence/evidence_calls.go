package evidence

import (
	"database/sql"
	"slices"
	"strings"

	"immrecon/store/model"
	"immrecon/store/usage"
)

// calls finds the API calls and tasks of operations that are charged under the
// item.
func (s *search) calls() error {
	f := &s.evidence.Finding
	operations, err := s.words("SELECT DISTINCT operation FROM operation_item WHERE item = ?", f.Item)
	if err != nil || len(operations) == 0 {
		return err
	}
	s.kept = 0
	return usage.Calls(s.Reader, f.From, f.To, "c.operation IN ("+quoted(operations)+")", func(c *model.Call) { s.take(c, c.Operation, "", 0) })
}

// playlists finds the calls that set up what the segments found so far belong
// to, however long before the period that was. A segment's key holds the token
// of its playlist between dashes.
func (s *search) playlists() error {
	var tokens []string
	for _, u := range s.evidence.Usage {
		if strings.HasSuffix(u.Key, ".ts") {
			tokens = append(tokens, strings.Split(u.Key, "-")...)
		}
	}
	if len(tokens) == 0 {
		return nil
	}
	slices.Sort(tokens)
	return usage.Calls(s.Reader, 0, s.evidence.Finding.From, "c.token <> '' AND c.token IN ("+quoted(slices.Compact(tokens))+")",
		func(c *model.Call) { s.take(c, c.Operation, "", 0) })
}

// indexed finds the calls that index objects into a dataset whose template has
// an operator that is charged under the item.
func (s *search) indexed() error {
	f := &s.evidence.Finding
	type run struct {
		operator, class string
		files           int64
	}
	runs := map[string][]run{}
	var id string
	var r run
	err := s.Query(`WITH `+indexing+`, asked AS (
		SELECT c.request_id, coalesce(nullif(c.project, ''), t.project, '') AS project,
		       coalesce(nullif(c.dataset, ''), t.dataset, '') AS dataset`+usage.Sources+`
		AND c.at >= :from AND c.at < :to AND EXISTS (SELECT 1 FROM api_call_object a WHERE a.request_id = c.request_id))
		SELECT c.request_id, oi.operator, `+indexClass+`, count(*)
		FROM asked c JOIN api_call_object a ON a.request_id = c.request_id
		JOIN indexing i ON i.project = c.project AND i.dataset = c.dataset
		`+indexItems("a.extension")+`
		WHERE oi.item = :item GROUP BY c.request_id, oi.operator, 3`,
		[]any{sql.Named("from", f.From), sql.Named("to", f.To), sql.Named("item", f.Item)},
		func() { runs[id] = append(runs[id], r) }, &id, &r.operator, &r.class, &r.files)
	if err != nil || len(runs) == 0 {
		return err
	}
	s.kept = 0
	return usage.Calls(s.Reader, f.From, f.To, "EXISTS (SELECT 1 FROM api_call_object a WHERE a.request_id = c.request_id)", func(c *model.Call) {
		for _, r := range runs[c.RequestID] {
			s.take(c, "index:"+r.operator, r.class, r.files)
		}
	})
}

// take judges a call, counts it and keeps it while there is room.
func (s *search) take(c *model.Call, operation, class string, quantity int64) {
	if !s.holds(c.Project, c.Region) {
		return
	}
	u := model.Usage{At: c.At, RequestID: c.RequestID, Project: c.Project, Operation: operation, Status: c.Status, ErrorCode: c.ErrorCode,
		Call: c, Class: class, Quantity: quantity}
	if !s.judge(s.evidence, &u) {
		return
	}
	s.count(&u, 1)
	if s.limit == 0 || s.kept < s.limit {
		kept := *c
		s.kept++
		u.Call = &kept
		s.evidence.Usage = append(s.evidence.Usage, u)
	}
}

// words reads a column of text.
func (s *search) words(statement string, args ...any) ([]string, error) {
	var words []string
	var word string
	err := s.Query(statement, args, func() { words = append(words, word) }, &word)
	return words, err
}

// quoted writes texts as a list of SQL literals.
func quoted(texts []string) string {
	literals := make([]string, len(texts))
	for n, text := range texts {
		literals[n] = "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return strings.Join(literals, ", ")
}
