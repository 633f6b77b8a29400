package meter

import "immrecon/store"

// fileProcess meters the packing and unpacking of archives by bytes.
func fileProcess(c *store.Call) ([]Charge, error) {
	return counted(c, store.FactBytes, "bytes", c.Bytes,
		Charge{Item: "FileProcess", Unit: UnitByte, Rules: []string{RuleGigabyte, RuleArchiveSize}})
}

// filePreview meters the inspection of an archive by bytes.
func filePreview(c *store.Call) ([]Charge, error) {
	return counted(c, store.FactBytes, "bytes", c.Bytes,
		Charge{Item: "FilePreview", Unit: UnitByte, Rules: []string{RuleGigabyte, RuleArchiveSize}})
}
