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
	if len(found.Versions) != 1 {
		c.Fault("it says to be of %d versions, not one", len(found.Versions))
		return nil
	}
	switch version := found.Versions[0]; {
	case version == found.Own:
		for _, difference := range found.Differences {
			c.Fault("%s", difference)
		}
	case len(found.Differences) == 0:
		c.Fault("it says to be version %s, and has the rows of %s", version, found.Own)
	default:
		c.Note = "version " + version + ", loaded by another program; this one has " + found.Own
	}
	return nil
}
