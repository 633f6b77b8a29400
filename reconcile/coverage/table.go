// Package coverage says how complete the evidence is, in one place: of every
// channel, subject, class of operation and hour whether records may be missing,
// how many at most, and what says so. Verdicts, the calendar of evidence and the
// claim packet read the same table.
//
// Does not belong here: what is charged, and verdicts.
package coverage

import (
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Table is what is known of the completeness of the evidence of a time.
type Table struct {
	// PaysBy says how a project of a region pays for Weboffice. It must be set
	// before cells are asked about.
	PaysBy func(project, region string) model.WebofficeRule

	span         model.Span // that is compared
	contradicted statements // what arrived contradicts them
	logs         *logs
	api          *api
	feeds        map[string]feeds    // by item
	everything   feeds               // of an item that nobody knows
	operations   []string            // of the API that an item can be charged for
	projects     []string            // that evidence or a table names
	regions      map[string][]string // by project, of those whose table says one
	jobs         map[string][]string // x-oss-process operations, by item
	lacking      map[place]bool
	outside      map[[2]string][]hourly // by project and item
}

// Read reads what there is of a time. presume lets records that stand around an
// hour speak for it (rule evidence_presumed_complete). calls.Match comes first.
func Read(r db.Reader, span model.Span, presume bool) (*Table, error) {
	stated, contradicted, err := readStatements(r, model.Span{From: span.From - beside, To: span.To + beside})
	if err != nil {
		return nil, err
	}
	t := &Table{span: span, contradicted: contradicted}
	if t.logs, err = readLogs(r, span, stated); err != nil {
		return nil, err
	}
	if t.api, err = readAPI(r, span, stated, presume); err != nil {
		return nil, err
	}
	if t.feeds, err = readFeeds(r); err != nil {
		return nil, err
	}
	t.operations = operationsOf(t.feeds)
	if err := t.readOthers(r, span); err != nil {
		return nil, err
	}
	t.everything.requests = true
	for s := range t.api.active {
		if s.channel == model.KindCalls {
			t.projects = append(t.projects, s.name)
		}
	}
	for project := range t.logs.feeding {
		t.projects = append(t.projects, project)
	}
	slices.Sort(t.projects)
	t.projects = slices.Compact(t.projects)
	return t, nil
}
