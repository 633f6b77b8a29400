package sqlite

import (
	"errors"
	"testing"

	"immrecon/store/db"
)

func TestWhatAnErrorTellsOfTheFile(t *testing.T) {
	for said, want := range map[string]bool{ // whether it is said of the disk only
		"Tree 3 page 20: unable to get the page. error code=266":  true,  // a read that failed
		"Tree 3 page 20: unable to get the page. error code=7":    true,  // out of memory
		"Tree 3 page 20: unable to get the page. error code=8458": false, // the disk is broken
		"Tree 3 page 20: unable to get the page. error code=11":   false,
		"Tree 3 page 20: 2nd reference to page 4":                 false,
	} {
		if err := unreachableIn("*** in database main ***\n" + said); (err != nil) != want || want != errors.Is(err, db.ErrUnreachable) {
			t.Errorf("%s: %v", said, err)
		}
	}
}
