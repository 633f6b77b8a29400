package meter_test

import (
	"testing"

	"immrecon/reconcile/meter"
)

func TestEveryClassIsDescribedOnceAndInFull(t *testing.T) {
	seen := map[meter.Class]bool{}
	for _, u := range meter.Usages() {
		if seen[u.Class] {
			t.Errorf("%s is described twice", u.Class)
		}
		seen[u.Class] = true
		if found, ok := meter.UsageOf(u.Class); !ok || found.Cause != u.Cause || found.Reading != u.Reading {
			t.Errorf("%s is not found by its name", u.Class)
		}
		if used := u.Reading != meter.Fact; used != (u.Cause != "") || used != (len(u.Rules) > 0) {
			t.Errorf("%s is read as %d, with the cause %q under %v", u.Class, u.Reading, u.Cause, u.Rules)
		}
	}
	if _, ok := meter.UsageOf("no_such_class"); ok {
		t.Error("a class that nothing makes is described")
	}
}
