package reconcile

import (
	"strings"

	"immrecon/store/model"
	"immrecon/store/months"
)

// writeNotes writes the sentences for whoever reads the statement: those of the
// bill first.
func (m *month) writeNotes() error {
	m.result.Notes = m.bill.Notes
	if err := m.noteOSSRequests(); err != nil {
		return err
	}
	return m.noteClosed()
}

func (m *month) note(s model.Saying) { m.result.Notes = append(m.result.Notes, s) }

// getRequests are the names, in lower case, of the item that OSS charges reading
// requests under.
var getRequests = map[string]bool{"getrequest": true, "oss_get_request": true}

// noteOSSRequests lays the requests that indexing makes to OSS beside what OSS
// billed. OSS serves others too, so that more is nothing to wonder at; less
// would be. It accuses nobody: these lines are not IMM's.
func (m *month) noteOSSRequests() error {
	var billed int64
	for _, l := range m.bill.OSS {
		if getRequests[strings.ToLower(l.Item)] && l.Unit == "call" {
			billed += l.Quantity
		}
	}
	if billed == 0 {
		return nil
	}
	made, err := m.usage.RequestsToOSS()
	if err != nil {
		return err
	}
	code := model.SaysOSSRequestsBilled
	if billed < made {
		code = model.SaysOSSRequestsShort
	}
	m.note(code.With(made, billed))
	return nil
}

// noteClosed says of a month that is closed which run it stands by, and what
// has come in since.
func (m *month) noteClosed() error {
	name := m.options.Month
	state, err := months.State(m.tx.Reader, name)
	if err != nil || !state.Closed() {
		return err
	}
	late, err := months.Late(m.tx.Reader, name)
	if err != nil {
		return err
	}
	run := state.Last.Run
	if len(late) == 0 || run == "" {
		m.note(model.SaysClosed.With(name))
		return nil
	}
	names := make([]string, len(late))
	for n, s := range late {
		names[n] = s.Name
	}
	m.note(model.SaysClosedLate.With(name, run, names))
	return nil
}
