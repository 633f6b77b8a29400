package demo

import "github.com/shopspring/decimal"

// unit is what an item is priced in.
type unit struct {
	per     int64 // base units
	english string
	chinese string
}

var (
	thousandCalls  = unit{1000, "1,000 calls", "千次"}
	thousandImages = unit{1000, "1,000 images", "千张"}
	thousandFrames = unit{1000, "1,000 frames", "千帧"}
	seconds        = unit{1, "Seconds", "秒"}
	countUnits     = unit{1, "CountUnit", "个"}
	gigabytes      = unit{1 << 30, "GB", "GB"}
)

// tariff is the price of a unit, in US dollars.
type tariff struct {
	price decimal.Decimal
	unit  unit
}

// amount is the exact price of quantity base units. Every tariff divides by a
// power of ten, or by 2^30 where the demo uses whole eighths only, so the
// quotient is finite and well within the digits that Div keeps.
func (t tariff) amount(quantity int64) decimal.Decimal {
	return t.price.Mul(decimal.NewFromInt(quantity)).Div(decimal.NewFromInt(t.unit.per))
}

// priced names an item, and its tier where it has any.
type priced struct{ item, tier string }

// tariffOf returns the tariff of an item the demo uses.
func tariffOf(s subject) tariff { return tariffs[priced{s.item, s.tier}] }

// tariffs are the published prices of the international site since 28 July
// 2025, 11:00 UTC+8, of the items that occur in the demo (billing page, last
// updated 15 Feb 2026). They are repeated here on purpose: a demo that took
// them from the price book could not show a mistake in it.
var tariffs = map[priced]tariff{
	{"Blindwatermark", ""}:         price("0.0990566", thousandCalls),
	{"GenerateStory", ""}:          price("7.0754717", thousandCalls),
	{"ImageCropping", ""}:          price("0.1415094", thousandCalls),
	{"ImageDetect", ""}:            price("0.028", thousandCalls),
	{"ImageFace", ""}:              price("0.028", thousandCalls),
	{"ImageFaceClustering", ""}:    price("7.0754717", thousandCalls),
	{"ImageLabel", ""}:             price("0.142", thousandCalls),
	{"ImageMosaic", ""}:            price("0.0074", thousandCalls),
	{"ImageQRCodes", ""}:           price("0.1132075", thousandCalls),
	{"ImageScoring", ""}:           price("0.0424528", thousandCalls),
	{"ImageSplicing", "small"}:     price("0.745", thousandCalls),
	{"ImageSplicing", "large"}:     price("2.234", thousandCalls),
	{"ImageTexts", ""}:             price("7.0754717", thousandCalls),
	{"ImageToPDF", ""}:             price("0.0074", thousandImages),
	{"LocationDateClustering", ""}: price("0", thousandCalls),
	{"ReverseGeocoding", ""}:       price("0.1415094", thousandCalls),

	{"MediaMeta", ""}:       price("0.1415094", thousandCalls),
	{"SemanticAnalyze", ""}: price("0.52", thousandCalls),
	{"StandardQueryL0", ""}: price("0.001", thousandCalls),
	{"StandardQueryL1", ""}: price("0.002", thousandCalls),
	{"StandardQueryL2", ""}: price("0.074", thousandCalls),

	{"DocumentConvert", ""}:               price("11.3207547", thousandCalls),
	{"DocumentWebofficeEdit", ""}:         price("2.8301887", thousandCalls),
	{"DocumentWebofficePreview", ""}:      price("1.4150943", thousandCalls),
	{"DocumentWebofficeCachePreview", ""}: price("0.9905660", thousandCalls),
	{"FileProcess", ""}:                   price("0.00074", gigabytes),

	{"AudioCompress", ""}:          price("0.0000141509", seconds),
	{"LiveTranscoding", ""}:        price("0.0000141509", countUnits),
	{"MediaAnimation", "basic"}:    price("0.012", thousandFrames),
	{"MediaAnimation", "advanced"}: price("0.074", thousandFrames),
	{"VideoCompress264LD", ""}:     price("0.0000509434", seconds),
	{"VideoCompress264SD", ""}:     price("0.0000707547", seconds),
	{"VideoCompress264HD", ""}:     price("0.0001273585", seconds),
	{"VideoCompress2642K", ""}:     price("0.0002830189", seconds),
	{"VideoCompress2644K", ""}:     price("0.0006367925", seconds),
	{"VideoCompress265LD", ""}:     price("0.0002122642", seconds),
	{"VideoCompress265SD", ""}:     price("0.0003537736", seconds),
	{"VideoCompress265HD", ""}:     price("0.0007075472", seconds),
	{"VideoCompress2652K", ""}:     price("0.0011320755", seconds),
	{"VideoCompress2654K", ""}:     price("0.0022641509", seconds),
	{"VideoFraming", ""}:           price("0.015", thousandFrames),
}

func price(text string, u unit) tariff {
	return tariff{decimal.RequireFromString(text), u}
}

func decimalOf(quantity int64) decimal.Decimal { return decimal.NewFromInt(quantity) }
