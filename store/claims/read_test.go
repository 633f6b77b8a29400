package claims_test

import (
	"strings"
	"testing"

	"immrecon/store/claims"
	"immrecon/store/storetest"
)

func TestThereIsNoSuchClaim(t *testing.T) {
	d := storetest.Open(t)
	if _, err := claims.Read(d.Reader(t.Context()), "D-2026-03-01"); err == nil || !strings.Contains(err.Error(), "claim D-2026-03-01: there is no such claim; `immrecon dispute list`") {
		t.Errorf("got %v", err)
	}
}
