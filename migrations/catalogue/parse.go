package catalogue

import (
	"io/fs"
	"slices"
)

// BaseUnits are the units that quantities are counted in.
var BaseUnits = []string{"call", "image", "second", "frame", "stream", "countunit", "byte"}

var media = []string{"image", "video", "audio", "document"}

func (c *Catalogue) readItems(files fs.FS) (err error) {
	c.Items, err = load(files, "items.csv", "item,category,name,unit,per,published,description",
		func(r *record) Item {
			return Item{
				Code:        r.name("item"),
				Category:    r.oneOf("category", "image", "metadata", "media", "document", "file"),
				Name:        r.name("name"),
				Unit:        r.oneOf("unit", BaseUnits...),
				Per:         r.count("per"),
				Published:   r.oneOf("published", "yes", "no") == "yes",
				Description: r.name("description"),
			}
		})
	return err
}

func (c *Catalogue) readPrices(files fs.FS) (err error) {
	c.Prices, err = load(files, "prices.csv",
		"site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,basis,source",
		func(r *record) Price {
			p := Price{
				Site:      r.name("site"),
				Currency:  r.name("currency"),
				Item:      c.item(r),
				Operation: r.text("operation"),
				Tier:      r.text("tier"),
				Amount:    r.amount("price"),
				Per:       r.count("per"),
				Unit:      r.oneOf("unit", BaseUnits...),
				From:      r.instant("effective_from"),
				To:        r.instant("effective_to"),
				Basis:     r.basis(),
				Source:    r.name("source"),
			}
			if p.To != 0 && p.To <= p.From {
				r.reject("effective_to", "after effective_from")
			}
			return p
		})
	return err
}

func (c *Catalogue) readOperations(files fs.FS) (err error) {
	c.Operations, err = load(files, "operations.csv", "channel,operation,item,condition,basis,source",
		func(r *record) Operation {
			return Operation{
				Channel:   r.oneOf("channel", "api", "oss"),
				Name:      r.name("operation"),
				Item:      c.item(r),
				Condition: condition(r),
				Basis:     r.basis(),
				Source:    r.name("source"),
			}
		})
	return err
}

func (c *Catalogue) readOperators(files fs.FS) (err error) {
	c.Operators, err = load(files, "operators.csv", "operator,media,item,billed_by,basis,source",
		func(r *record) Operator {
			o := Operator{
				Name:     r.name("operator"),
				Media:    r.oneOf("media", append(slices.Clone(media), "any")...),
				Item:     r.text("item"),
				BilledBy: r.oneOf("billed_by", "imm", "oss", "none"),
				Basis:    r.basis(),
				Source:   r.name("source"),
			}
			if o.BilledBy == "imm" && o.Item != "" {
				c.item(r) // OSS items are not in this catalogue
			}
			return o
		})
	return err
}

func (c *Catalogue) readTemplates(files fs.FS) (err error) {
	c.Templates, err = load(files, "templates.csv", "template,operator,media,basis,source",
		func(r *record) Template {
			t := Template{
				Name:     r.name("template"),
				Operator: r.text("operator"),
				Media:    r.text("media"),
				Basis:    r.basis(),
				Source:   r.name("source"),
			}
			runs := func(o Operator) bool { return o.Name == t.Operator && o.Media == t.Media }
			if t.Operator+t.Media != "" && !slices.ContainsFunc(c.Operators, runs) {
				r.reject("operator", "an operator that operators.csv has for "+t.Media+" files")
			}
			return t
		})
	return err
}

func (c *Catalogue) readMediaTypes(files fs.FS) (err error) {
	c.MediaTypes, err = load(files, "media_types.csv", "extension,media",
		func(r *record) MediaType {
			return MediaType{Extension: r.name("extension"), Media: r.oneOf("media", media...)}
		})
	return err
}

func (c *Catalogue) readItemAliases(files fs.FS) (err error) {
	c.ItemAliases, err = load(files, "item_aliases.csv", "alias,item,basis,source",
		func(r *record) ItemAlias {
			return ItemAlias{Alias: r.name("alias"), Item: c.item(r), Basis: r.basis(), Source: r.name("source")}
		})
	return err
}

func (c *Catalogue) readUnits(files fs.FS) (err error) {
	c.Units, err = load(files, "units.csv", "printed,unit,factor,basis,source",
		func(r *record) Unit {
			return Unit{
				Printed: r.name("printed"),
				Unit:    r.oneOf("unit", BaseUnits...),
				Factor:  r.count("factor"),
				Basis:   r.basis(),
				Source:  r.name("source"),
			}
		})
	return err
}

func (c *Catalogue) readRegions(files fs.FS) (err error) {
	c.Regions, err = load(files, "regions.csv", "code,name",
		func(r *record) Region { return Region{Code: r.name("code"), Name: r.name("name")} })
	return err
}

func (c *Catalogue) readErrorCodes(files fs.FS) (err error) {
	c.ErrorCodes, err = load(files, "error_codes.csv", "error_code,status,source",
		func(r *record) ErrorCode {
			status := r.count("status")
			if status < 400 || status > 599 {
				r.reject("status", "an HTTP status of a failure, 400 to 599")
			}
			return ErrorCode{Code: r.name("error_code"), Status: int(status), Source: r.name("source")}
		})
	return err
}

func (c *Catalogue) readRules(files fs.FS) (err error) {
	c.Rules, err = load(files, "rules.csv", "rule,statement,basis,default,since,source",
		func(r *record) Rule {
			r.instant("since")
			return Rule{
				ID:        r.name("rule"),
				Statement: r.name("statement"),
				Basis:     r.basis(),
				Default:   r.oneOf("default", "on", "off"),
				Since:     r.text("since"),
				Source:    r.name("source"),
			}
		})
	return err
}

// item returns the cell of the column item, which must be one of the items.
func (c *Catalogue) item(r *record) string {
	code := r.text("item")
	if !slices.ContainsFunc(c.Items, func(i Item) bool { return i.Code == code }) {
		r.reject("item", "an item of items.csv")
	}
	return code
}

func (c *Catalogue) readPages(files fs.FS) (err error) {
	c.Pages, err = load(files, "pages.csv", "name,url", func(r *record) Page {
		return Page{Name: r.name("name"), URL: r.name("url")}
	})
	return err
}
