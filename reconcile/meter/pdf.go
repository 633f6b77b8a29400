package meter

import "immrecon/store/model"

// imageToPDF meters a PDF by the images that were put in it.
func imageToPDF(c *model.Call) ([]Charge, error) {
	return counted(c, model.FactImages, "images", c.Images,
		Charge{Item: "ImageToPDF", Unit: UnitImage, Rules: []string{RulePDFImages}})
}
