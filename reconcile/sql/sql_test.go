package sql_test

import (
	"strings"
	"testing"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/storetest"
)

func TestAScriptThatFailsIsNamed(t *testing.T) {
	err := storetest.Open(t).Write(t.Context(), func(tx *db.Tx) error {
		return sql.Run(tx, "70_usage.sql") // before its work tables are there
	})
	if err == nil || !strings.Contains(err.Error(), "70_usage.sql: ") {
		t.Errorf("it failed with %v", err)
	}
	if err := sql.Run(nil, "no such.sql"); err == nil || !strings.Contains(err.Error(), "no such.sql") {
		t.Errorf("a script that is not there: %v", err)
	}
}

func TestAQueryIsFilledIn(t *testing.T) {
	if text := sql.With("evidence.calls", "run", "7", "cells", "1, 2"); strings.ContainsAny(text, "{}") || !strings.Contains(text, "IN (1, 2)") {
		t.Errorf("it reads\n%s", text)
	}
}
