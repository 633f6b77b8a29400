package meter

import "immrecon/store"

// imageToPDF meters a PDF by the images that were put in it.
func imageToPDF(c *store.Call) ([]Charge, error) {
	return counted(c, store.FactImages, "images", c.Images,
		Charge{Item: "ImageToPDF", Unit: UnitImage, Rules: []string{RulePDFImages}})
}
