package meter

import "immrecon/store/model"

// fileProcess meters the packing and unpacking of archives by bytes.
func fileProcess(c *model.Call) ([]Charge, error) {
	return counted(c, model.FactBytes, "bytes", c.Bytes,
		Charge{Item: "FileProcess", Unit: UnitByte, Rules: []string{RuleGigabyte, RuleArchiveSize}})
}

// filePreview meters the inspection of an archive by bytes.
func filePreview(c *model.Call) ([]Charge, error) {
	return counted(c, model.FactBytes, "bytes", c.Bytes,
		Charge{Item: "FilePreview", Unit: UnitByte, Rules: []string{RuleGigabyte, RuleArchiveSize}})
}
