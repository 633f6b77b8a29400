package audit_test

import (
	"testing"

	"immrecon/store/audit"
)

func sumOf(rows ...string) string {
	var s audit.Set
	for _, row := range rows {
		s.Add([]byte(row))
	}
	return s.Sum()
}

// A set tells rows and how often there are, not their order.
func TestASetIsOverRowsInNoOrder(t *testing.T) {
	if sumOf("a", "b", "c") != sumOf("c", "a", "b") {
		t.Error("another order is another set")
	}
	for _, other := range [][]string{{}, {"a"}, {"a", "c"}, {"a", "b", "b"}, {"a", "a"}, {"ab"}} {
		if sumOf("a", "b") == sumOf(other...) {
			t.Errorf("%q is the same as a and b", other)
		}
	}
	var s audit.Set
	for _, row := range []string{"a", "b", "c"} {
		s.Add([]byte(row))
	}
	s.Remove([]byte("b"))
	if s.Sum() != sumOf("c", "a") {
		t.Error("a row that was taken out is still there")
	}
}

func BenchmarkSet(b *testing.B) {
	var s audit.Set
	row := make([]byte, 150)
	for b.Loop() {
		s.Add(row)
	}
}
