package reconcile

import (
	"strings"
	"testing"

	"immrecon/store/db"
	"immrecon/store/storetest"
)

func TestAScriptThatFailsIsNamed(t *testing.T) {
	err := storetest.Open(t).Write(t.Context(), func(tx *db.Tx) error {
		w := &reconciler{tx: tx}
		return w.script("70_usage.sql")() // before its work tables are there
	})
	if err == nil || !strings.Contains(err.Error(), "70_usage.sql: ") {
		t.Errorf("it failed with %v", err)
	}
	if err := (&reconciler{}).script("no such.sql")(); err == nil || !strings.Contains(err.Error(), "no such.sql") {
		t.Errorf("a script that is not there: %v", err)
	}
}
