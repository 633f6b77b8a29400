package reconcile

import (
	"strings"

	"immrecon/store/months"
)

// noteClosed says of a month that is closed which run it stands by, and what
// has come in since.
func (w *reconciler) noteClosed() error {
	month := w.options.Month
	state, err := months.State(w.tx.Reader, month)
	if err != nil || !state.Closed() {
		return err
	}
	late, err := months.Late(w.tx.Reader, month)
	if err != nil {
		return err
	}
	run := state.Last.Run
	if len(late) == 0 || run == "" {
		w.bill.note("%s is closed; nothing came in late.", month)
		return nil
	}
	names := make([]string, len(late))
	for n, s := range late {
		names[n] = s.Name
	}
	w.bill.note("%s is closed with run %s. What came in late is counted in here: %s. `immrecon diff %s RUN`, with the name of this run, shows what it changes.",
		month, run, strings.Join(names, ", "), run)
	return nil
}
