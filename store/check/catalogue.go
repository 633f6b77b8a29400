package check

import (
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/ratecard"
)

// checkCatalogue compares the catalogue row by row with that of the program, whichever
// version it says it is. One that says to be of another version, and is not this
// program's, is not accused: it is the next command that writes that replaces it.
func checkCatalogue(r db.Reader, c *model.Check) error {
	found, err := ratecard.Compare(r)
	if err != nil {
		return err
	}
	c.Count = found.Rows
	switch {
	case found.Version == found.Own:
		for _, difference := range found.Differences {
			c.Fault("%s", difference)
		}
	case len(found.Differences) == 0:
		c.Fault("it says to be version %s, and has the rows of %s", found.Version, found.Own)
	default:
		c.Note = "version " + found.Version + ", loaded by another program; this one has " + found.Own
	}
	return nil
}
