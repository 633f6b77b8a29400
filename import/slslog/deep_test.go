package slslog

import (
	"testing"

	"immrecon/import/readertest"
)

// Answers may stand in answers, but not so deep that reading them takes forever.
func TestDeep(t *testing.T) { readertest.Deep(t, Read, "data", "Events", "meta") }
