package evidence

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/usage"
)

// Shown is how many usage records a report shows of a finding.
const Shown = 20

// AddEvidence finds the usage behind every finding of a report: an item, an hour
// or a kind of call at a time, never a finding at a time. That takes longer than
// all else of a report, and only a whole export shows it. It reads the usage
// that is stored now.
func AddEvidence(r db.Reader, report *model.Report) error {
	if len(report.Findings) == 0 {
		return nil
	}
	err := r.Snapshot(func(r db.Reader) error {
		g := &gathering{Reader: r, report: report, cells: map[int64]*cellUsage{}, items: map[string][]*cellUsage{},
			wanted: map[int64]map[requestKey][]*wantedSum{}}
		if err := inTurn(g.findCells, g.requests, g.records, g.calls, g.indexed, g.places); err != nil {
			return err
		}
		report.Evidence = g.evidence(report.Findings)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read evidence: %w", err)
	}
	return nil
}

// gathering collects the usage of the cells that have findings.
type gathering struct {
	db.Reader
	report *model.Report
	cells  map[int64]*cellUsage
	items  map[string][]*cellUsage               // the same by item
	wanted map[int64]map[requestKey][]*wantedSum // requests to read, by hour
}

// cellUsage is the usage of one cell: what failed apart from what did not, for
// what failed is shown first.
type cellUsage struct {
	*model.Finding         // any of the cell's
	everyProject, regional bool
	total                  int64
	failed, completed      recordList
}

// recordList is the first records of one kind, and the hourly sums from which
// they will be read.
type recordList struct {
	room  int64 // records that the sums chosen so far leave room for
	usage []model.Usage
}

// wantedSum says for which cell, and as what, the requests of an hourly sum are read.
type wantedSum struct {
	cell *cellUsage
	meaning
}

// findCells finds the cells that have findings, and whose usage they hold.
func (g *gathering) findCells() error {
	o, err := g.owners()
	for n := range g.report.Findings {
		f := &g.report.Findings[n]
		if g.cells[f.CellID] != nil {
			continue
		}
		c := &cellUsage{Finding: f, failed: recordList{room: Shown}, completed: recordList{room: Shown}}
		c.everyProject = f.Project == "" && o.billed[itemRegion{f.Item, f.Region}] && !o.named[itemRegion{f.Item, f.Region}]
		c.regional = f.Region != "" && (len(o.regions[f.Project]) > 1 || c.everyProject)
		g.cells[f.CellID] = c
		g.items[f.Item] = append(g.items[f.Item], c)
	}
	return err
}

type itemRegion struct{ item, region string }

// owners says which items the bill has, which of them it names projects for,
// and in which regions a project lives.
type owners struct {
	billed, named map[itemRegion]bool
	regions       map[string]map[string]bool
}

func (g *gathering) owners() (owners, error) {
	o := owners{map[itemRegion]bool{}, map[itemRegion]bool{}, map[string]map[string]bool{}}
	var item, region, project string
	var billed bool
	err := g.Query("SELECT item, region, project, lines > 0 FROM run_subject WHERE run_id = ?", []any{g.report.Run.ID}, func() {
		if billed {
			key := itemRegion{item, region}
			o.billed[key] = true
			o.named[key] = o.named[key] || project != ""
		}
		if region != "" {
			if o.regions[project] == nil {
				o.regions[project] = map[string]bool{}
			}
			o.regions[project][region] = true
		}
	}, &item, &region, &project, &billed)
	return o, err
}

// holds reports whether usage belongs to the cell.
func (c *cellUsage) holds(at int64, project, region string) bool {
	return at >= c.From && at < c.To && (c.everyProject || project == c.Project) && (!c.regional || region == "" || region == c.Region)
}

// list is where records of a status belong.
func (c *cellUsage) list(status int, errorCode string) *recordList {
	if status >= 200 && status < 300 || status == 0 && errorCode == "" {
		return &c.completed
	}
	return &c.failed
}

// hoursOf is the condition on the hours h that the cells of an item cover: a few
// of a month, as a rule.
func hoursOf(cells []*cellUsage) string {
	hours := map[string]bool{"-1": true} // none, if there are no others
	for _, c := range cells {
		for hour := c.From - c.From%3600; hour < c.To; hour += 3600 {
			hours[strconv.FormatInt(hour, 10)] = true
		}
	}
	return "h.hour IN (" + strings.Join(slices.Sorted(maps.Keys(hours)), ", ") + ")"
}

// span is the time that the cells cover.
func span(cells []*cellUsage) (from, to int64) {
	from, to = cells[0].From, cells[0].To
	for _, c := range cells {
		from, to = min(from, c.From), max(to, c.To)
	}
	return from, to
}

// requests finds the hourly sums of requests to OSS and chooses those whose
// records are read: the earliest, until there are as many as are shown.
func (g *gathering) requests() error {
	for _, item := range slices.Sorted(maps.Keys(g.items)) {
		var hour, records int64
		var k requestKey
		var m meaning
		var region string
		err := g.Query(requestSums(hoursOf(g.items[item])), []any{sql.Named("item", item)}, func() {
			for _, c := range g.items[item] {
				if c.holds(hour, m.project, region) {
					g.want(c, hour, k, m, records)
				}
			}
		}, &hour, &k.place, &k.operation, &k.extension, &k.status, &m.project, &region, &m.operation, &m.class, &records)
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *gathering) want(c *cellUsage, hour int64, k requestKey, m meaning, records int64) {
	c.total += records
	list := c.list(k.status, "")
	if list.room <= 0 {
		return
	}
	list.room -= records
	if g.wanted[hour] == nil {
		g.wanted[hour] = map[requestKey][]*wantedSum{}
	}
	g.wanted[hour][k] = append(g.wanted[hour][k], &wantedSum{c, m})
}

// records reads the requests that were chosen, an hour at a time.
func (g *gathering) records() error {
	for _, hour := range slices.Sorted(maps.Keys(g.wanted)) {
		wanted := g.wanted[hour]
		var u model.Usage
		var id []byte
		var k requestKey
		err := g.Query(`SELECT u.request_id, u.at, u.place_id, u.operation_id, u.extension_id, u.status, e.word, k.name, u.object_key, s.name, u.line
			FROM (SELECT *, row_number() OVER (PARTITION BY place_id, operation_id, extension_id, status ORDER BY at, source_id, line) AS n
				FROM oss_usage WHERE at >= ? AND at < ? AND `+ofKeys(maps.Keys(wanted))+`) u
			JOIN place p ON p.id = u.place_id JOIN bucket k ON k.id = p.bucket_id
			JOIN word e ON e.id = u.error_id JOIN source s ON s.id = u.source_id
			WHERE u.n <= ? ORDER BY u.at, u.source_id, u.line`, []any{hour, hour + model.Hour, Shown}, func() {
			for _, w := range wanted[k] {
				u.RequestID, u.Status, u.Project, u.Operation, u.Class = model.UnpackRequestID(id), k.status, w.project, w.operation, w.class
				w.cell.list(k.status, "").keep(u)
			}
		}, &id, &u.At, &k.place, &k.operation, &k.extension, &k.status, &u.ErrorCode, &u.Bucket, &u.Key, &u.File, &u.Line)
		if err != nil {
			return err
		}
	}
	return nil
}

// keep takes a record while there is room for it.
func (l *recordList) keep(u model.Usage) {
	if len(l.usage) < Shown {
		l.usage = append(l.usage, u)
	}
}

// calls finds the API calls and tasks of operations that are charged under an
// item of a finding.
func (g *gathering) calls() error {
	feeds := map[string][]string{} // operation → items
	var operation, item string
	err := g.Query("SELECT DISTINCT operation, item FROM operation_item", nil, func() {
		if g.items[item] != nil {
			feeds[operation] = append(feeds[operation], item)
		}
	}, &operation, &item)
	if err != nil || len(feeds) == 0 {
		return err
	}
	from, to := span(slices.Collect(maps.Values(g.cells)))
	operations := quoted(slices.Sorted(maps.Keys(feeds)))
	return usage.Calls(g.Reader, from, to, "c.operation IN ("+operations+")", func(c *model.Call) {
		for _, item := range feeds[c.Operation] {
			g.take(item, c, c.Operation, "")
		}
	})
}

// take counts a call for the cells of an item that hold it.
func (g *gathering) take(item string, call *model.Call, operation, class string) {
	for _, c := range g.items[item] {
		if !c.holds(call.At, call.Project, call.Region) {
			continue
		}
		c.total++
		kept := *call
		c.list(call.Status, call.ErrorCode).keep(model.Usage{At: call.At, RequestID: call.RequestID, Project: call.Project,
			Operation: operation, Status: call.Status, ErrorCode: call.ErrorCode, Call: &kept, Class: class})
	}
}

// indexed finds the calls that index objects into a dataset whose template has
// an operator that is charged under an item of a finding.
func (g *gathering) indexed() error {
	type charge struct{ item, operator, class string }
	charges := map[string][]charge{}
	var id string
	var c charge
	from, to := span(slices.Collect(maps.Values(g.cells)))
	err := g.Query(`WITH `+indexing+`, asked AS (
		SELECT c.request_id, coalesce(nullif(c.project, ''), t.project, '') AS project,
		       coalesce(nullif(c.dataset, ''), t.dataset, '') AS dataset`+usage.Sources+`
		AND c.at >= ? AND c.at < ? AND EXISTS (SELECT 1 FROM api_call_object a WHERE a.request_id = c.request_id))
		SELECT DISTINCT c.request_id, oi.item, oi.operator, `+indexClass+`
		FROM asked c JOIN api_call_object a ON a.request_id = c.request_id
		JOIN indexing i ON i.project = c.project AND i.dataset = c.dataset
		`+indexItems("a.extension")+`
		ORDER BY 1, 2, 3, 4`, []any{from, to}, func() {
		if g.items[c.item] != nil {
			charges[id] = append(charges[id], c)
		}
	}, &id, &c.item, &c.operator, &c.class)
	if err != nil || len(charges) == 0 {
		return err
	}
	return usage.Calls(g.Reader, from, to, "EXISTS (SELECT 1 FROM api_call_object a WHERE a.request_id = c.request_id)", func(call *model.Call) {
		for _, c := range charges[call.RequestID] {
			g.take(c.item, call, "index:"+c.operator, c.class)
		}
	})
}

// batch is how many ids are looked up in one query.
const batch = 500

// places looks up in which file and line each call stands.
func (g *gathering) places() error {
	calls := map[string][]*model.Usage{}
	for _, c := range g.cells {
		for _, list := range []*recordList{&c.failed, &c.completed} {
			for n := range list.usage {
				if u := &list.usage[n]; u.Call != nil {
					calls[u.RequestID] = append(calls[u.RequestID], u)
				}
			}
		}
	}
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(calls)), batch) {
		var id, file string
		var line int64
		err := g.Query(`SELECT c.request_id, s.name, c.line FROM api_call c JOIN source s ON s.id = c.source_id
			WHERE c.request_id IN (`+quoted(ids)+`) ORDER BY c.channel DESC`, nil, func() {
			for _, u := range calls[id] {
				if u.File == "" { // the application's log stands before the trail
					u.File, u.Line = file, line
				}
			}
		}, &id, &file, &line)
		if err != nil {
			return err
		}
	}
	return nil
}

// evidence gives each finding the usage of its cell.
func (g *gathering) evidence(findings []model.Finding) []model.FindingEvidence {
	var all []model.FindingEvidence
	for n := range findings {
		c := g.cells[findings[n].CellID]
		if c.total == 0 {
			continue
		}
		shown := slices.Concat(c.failed.usage, c.completed.usage)
		all = append(all, model.FindingEvidence{Finding: findings[n].ID, Total: c.total, Usage: shown[:min(len(shown), Shown)]})
	}
	return all
}
