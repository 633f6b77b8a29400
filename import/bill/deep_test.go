package bill

import (
	"testing"

	"immrecon/import/readertest"
)

// Pages may stand in pages, but not so deep that reading them takes forever.
func TestDeep(t *testing.T) { readertest.Deep(t, Read, "Data", "Items", "Item", "Body") }
