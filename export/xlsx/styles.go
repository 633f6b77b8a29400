package xlsx

import (
	"github.com/xuri/excelize/v2"

	"immrecon/store"
)

// look is how a cell looks.
type look int

// The looks of the book.
const (
	lookText look = iota
	lookWrapped
	lookCode // a code or hash: quieter than words
	lookLink
	lookAmount
	lookCount
	lookInstant
	lookDay
	lookCheck

	lookHeader
	lookHeaderRight   // over numbers
	lookHeaderCentred // over checks
	lookSumText
	lookSumAmount
	lookSumCount
	lookSumCheck

	lookTitle
	lookSection
	lookLabel
	lookCountLeft
	lookSaid // a short word, centred

	lookOvercharged
	lookUndercharged
	lookTiming
	lookUnverifiable
	lookUnknown

	looks // how many there are
)

// styles holds the id that excelize gave to each look.
type styles [looks]int

// The colours. Verdicts are orange, blue, violet and grey, which people who
// do not tell red from green still tell apart; the word stands beside the
// colour always.
const (
	ink, white   = "1F2A37", "FFFFFF"
	headFill     = "24405E"
	faint        = "6B7280"
	rule         = "9CA3AF"
	linkBlue     = "0B5394"
	orange, blue = "F9CB9C", "A9CCEC"
	violet, grey = "DCD3EC", "D9D9D9"
	alarm        = "7A2E0E"
)

// The number formats. A question mark keeps the room of a digit that is not
// there, so that decimal points stand below each other.
const (
	formatAmount  = `#,##0.00????????`
	formatCount   = `#,##0`
	formatInstant = `yyyy-mm-dd hh:mm`
	formatDay     = `yyyy-mm-dd`
	formatText    = `@`
)

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	for l, style := range [looks]*excelize.Style{ // in a fixed order, so that ids are the same each time
		lookText:          textStyle(),
		lookWrapped:       textStyle(wrapped),
		lookCode:          textStyle(coloured(faint)),
		lookLink:          textStyle(coloured(linkBlue), underlined),
		lookAmount:        numberStyle(formatAmount),
		lookCount:         numberStyle(formatCount),
		lookInstant:       numberStyle(formatInstant, left),
		lookDay:           numberStyle(formatDay, left),
		lookCheck:         textStyle(bold, centred),
		lookHeader:        textStyle(bold, coloured(white), filled(headFill), wrapped, middle),
		lookHeaderRight:   textStyle(bold, coloured(white), filled(headFill), wrapped, middle, right),
		lookHeaderCentred: textStyle(bold, coloured(white), filled(headFill), wrapped, middle, centred),
		lookSumText:       textStyle(bold, ruledAbove),
		lookSumAmount:     numberStyle(formatAmount, bold, ruledAbove),
		lookSumCount:      numberStyle(formatCount, bold, ruledAbove),
		lookSumCheck:      textStyle(bold, centred, ruledAbove),
		lookTitle:         textStyle(bold, large),
		lookSection:       textStyle(bold, coloured(headFill)),
		lookLabel:         textStyle(coloured(faint)),
		lookCountLeft:     numberStyle(formatCount, left),
		lookSaid:          textStyle(centred),
		lookOvercharged:   textStyle(filled(orange)),
		lookUndercharged:  textStyle(filled(blue)),
		lookTiming:        textStyle(filled(violet)),
		lookUnverifiable:  textStyle(filled(grey)),
		lookUnknown:       textStyle(bold, coloured(white), filled(alarm)),
	} {
		id, err := f.NewStyle(style)
		if err != nil {
			return s, err
		}
		s[l] = id
	}
	return s, nil
}

// trait changes one thing about a style.
type trait func(*excelize.Style)

// textStyle keeps text a little off the number before it.
func textStyle(traits ...trait) *excelize.Style {
	return numberStyle(formatText, append([]trait{left}, traits...)...)
}

func numberStyle(format string, traits ...trait) *excelize.Style {
	s := &excelize.Style{
		CustomNumFmt: &format,
		Font:         &excelize.Font{Family: "Calibri", Size: 10, Color: ink},
		Alignment:    &excelize.Alignment{Vertical: "top"},
	}
	for _, t := range traits {
		t(s)
	}
	return s
}

func bold(s *excelize.Style)       { s.Font.Bold = true }
func large(s *excelize.Style)      { s.Font.Size = 16 }
func underlined(s *excelize.Style) { s.Font.Underline = "single" }
func wrapped(s *excelize.Style)    { s.Alignment.WrapText = true }
func left(s *excelize.Style)       { s.Alignment.Horizontal, s.Alignment.Indent = "left", 1 }
func right(s *excelize.Style)      { s.Alignment.Horizontal, s.Alignment.Indent = "right", 0 }
func centred(s *excelize.Style)    { s.Alignment.Horizontal, s.Alignment.Indent = "center", 0 }
func middle(s *excelize.Style)     { s.Alignment.Vertical = "center" }
func ruledAbove(s *excelize.Style) {
	s.Border = []excelize.Border{{Type: "top", Style: 1, Color: rule}}
}

func coloured(colour string) trait { return func(s *excelize.Style) { s.Font.Color = colour } }

func filled(colour string) trait {
	return func(s *excelize.Style) {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
}

// verdictLook is the colour of a verdict, plain for a note or none.
func verdictLook(v store.Verdict) look {
	switch v {
	case store.Overcharged:
		return lookOvercharged
	case store.Undercharged:
		return lookUndercharged
	case store.Timing:
		return lookTiming
	case store.Unverifiable:
		return lookUnverifiable
	default:
		return lookText
	}
}

// causeLook lets stand out what no known cause explains.
func causeLook(c store.Cause) look {
	if c == store.Unknown {
		return lookUnknown
	}
	return lookText
}
