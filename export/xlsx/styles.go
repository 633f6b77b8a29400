package xlsx

import (
	"github.com/xuri/excelize/v2"

	"immrecon/store/model"
)

// look is how a cell looks.
type look int

// The looks of the book.
const (
	lookText look = iota
	lookWrapped
	lookCode // a code or hash: quieter than words
	lookLink
	lookCountLink
	lookCountLeftLink
	lookRule    // the rule a project pays by
	lookFailure // an HTTP status that is not a success
	lookStatus  // one that is
	lookAmount
	lookChange // a difference in money, always with its sign
	lookTotal  // money without the decimals that do not matter
	lookCents  // the same in a narrow column
	lookCount
	lookCountChange
	lookInstant
	lookSecond // an instant to the second
	lookDay
	lookCheck

	lookHeader
	lookHeaderRight   // over numbers
	lookHeaderCentred // over checks
	lookSumText
	lookSumAmount
	lookSumChange
	lookSumCount
	lookSumCheck

	lookTitle  // on the band across the page
	lookAnswer // the sentence below it
	lookSection
	lookLabel
	lookBig // the three figures it is all about
	lookBigAmount
	lookBigChange
	lookSumBig
	lookCountLeft
	lookSmall
	lookSmallLink
	lookLegend
	lookBack  // leads back to the statement
	lookAbout // what a sheet is for
	lookNote  // open to the reader's own words

	lookDate    // over a day of the calendar
	lookDayFull // evidence for the whole day
	lookDayHoles
	lookDayNone
	lookGap // evidence that may lack records

	lookOvercharged
	lookUndercharged
	lookTiming
	lookUnverifiable
	lookUnknown
	lookUnbounded // in place of a number
	lookSumUnbounded
	lookStrong

	looks // how many there are
)

// styles holds the ids that excelize gave to each look, by the decimals that are
// shown: 0 of whatever is no money.
type styles [looks][mostDecimals + 1]int

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
	pale         = "EEF3F8"
	notepaper    = "FFF9E5"
	skyBlue      = "CFE3F3"

	billedBar, expectedBar, causeBar = "24405E", "E69F00", "C8691C"
	claimedBar, recoveredBar         = "A9CCEC", "6B7280"
)

// The number formats of what is not money.
const (
	formatCents   = `#,##0.00`
	formatCount   = `#,##0`
	formatGain    = `+#,##0;-#,##0;0`
	formatStatus  = `0`
	formatInstant = `yyyy-mm-dd hh:mm`
	formatSecond  = `yyyy-mm-dd hh:mm:ss`
	formatDay     = `yyyy-mm-dd`
	formatText    = `@`
)

// newStyles makes the looks known to a book, in a fixed order, so that their ids
// are the same each time.
func newStyles(f *excelize.File) (styles, error) {
	var s styles
	for decimals := range mostDecimals + 1 {
		for l, style := range design(decimals) {
			if !look(l).has(decimals) {
				continue
			}
			id, err := f.NewStyle(style)
			if err != nil {
				return s, err
			}
			s[l][decimals] = id
		}
	}
	return s, nil
}

// design draws each look, of money with some decimals.
func design(decimals int) [looks]*excelize.Style {
	formatAmount, formatChange := moneyFormat(decimals), changeFormat(decimals)
	return [looks]*excelize.Style{
		lookText:          textStyle(),
		lookWrapped:       textStyle(wrapped),
		lookCode:          textStyle(coloured(faint)),
		lookLink:          textStyle(coloured(linkBlue), underlined),
		lookCountLink:     numberStyle(formatCount, coloured(linkBlue), underlined),
		lookCountLeftLink: numberStyle(formatCount, left, coloured(linkBlue), underlined),
		lookRule:          textStyle(bold),
		lookFailure:       numberStyle(formatStatus, bold, centred, filled(orange)),
		lookStatus:        numberStyle(formatStatus, centred),
		lookAmount:        numberStyle(formatAmount),
		lookChange:        numberStyle(formatChange),
		lookTotal:         numberStyle(formatAmount),
		lookCents:         numberStyle(formatCents),
		lookCount:         numberStyle(formatCount),
		lookCountChange:   numberStyle(formatGain),
		lookInstant:       numberStyle(formatInstant, left),
		lookSecond:        numberStyle(formatSecond, left),
		lookDay:           numberStyle(formatDay, left),
		lookCheck:         textStyle(bold, centred),
		lookHeader:        textStyle(bold, coloured(white), filled(headFill), wrapped),
		lookHeaderRight:   textStyle(bold, coloured(white), filled(headFill), wrapped, right),
		lookHeaderCentred: textStyle(bold, coloured(white), filled(headFill), wrapped, centred),
		lookSumText:       textStyle(bold, ruledAbove),
		lookSumAmount:     numberStyle(formatAmount, bold, ruledAbove),
		lookSumChange:     numberStyle(formatChange, bold, ruledAbove),
		lookSumCount:      numberStyle(formatCount, bold, ruledAbove),
		lookSumCheck:      textStyle(bold, centred, ruledAbove),
		lookTitle:         textStyle(bold, sized(18), coloured(white), filled(headFill)),
		lookAnswer:        textStyle(bold, sized(12), filled(pale)),
		lookSection:       textStyle(bold, sized(11), coloured(headFill), ruledBelow),
		lookLabel:         textStyle(coloured(faint)),
		lookBig:           textStyle(bold, sized(12)),
		lookBigAmount:     numberStyle(formatAmount, bold, sized(12)),
		lookBigChange:     numberStyle(formatChange, bold, sized(12), ruledAbove),
		lookCountLeft:     numberStyle(formatCount, left),
		lookSumBig:        textStyle(bold, sized(12), ruledAbove),
		lookSmall:         textStyle(sized(9)),
		lookSmallLink:     textStyle(sized(9), coloured(linkBlue)),
		lookLegend:        textStyle(sized(8), coloured(faint), flush),
		lookBack:          textStyle(coloured(linkBlue), underlined),
		lookAbout:         textStyle(coloured(faint)),
		lookNote:          textStyle(filled(notepaper), wrapped, unlocked, boxed),
		lookDate:          textStyle(sized(8), coloured(faint), centred),
		lookDayFull:       textStyle(sized(8), coloured(headFill), filled(skyBlue), centred, boxed),
		lookDayHoles:      textStyle(sized(8), bold, filled(orange), centred, boxed),
		lookDayNone:       textStyle(sized(8), coloured(faint), centred, boxed),
		lookGap:           textStyle(bold, filled(orange)),
		lookOvercharged:   textStyle(filled(orange)),
		lookUndercharged:  textStyle(filled(blue)),
		lookTiming:        textStyle(filled(violet)),
		lookUnverifiable:  textStyle(filled(grey)),
		lookUnbounded:     textStyle(right, coloured(faint)),
		lookSumUnbounded:  textStyle(bold, right, ruledAbove),
		lookStrong:        textStyle(bold),
		lookUnknown:       textStyle(bold, coloured(white), filled(alarm)),
	}
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
		Alignment:    &excelize.Alignment{Vertical: "center"},
	}
	for _, t := range traits {
		t(s)
	}
	return s
}

func bold(s *excelize.Style)       { s.Font.Bold = true }
func underlined(s *excelize.Style) { s.Font.Underline = "single" }
func wrapped(s *excelize.Style)    { s.Alignment.WrapText = true }
func left(s *excelize.Style)       { s.Alignment.Horizontal, s.Alignment.Indent = "left", 1 }
func flush(s *excelize.Style)      { s.Alignment.Indent = 0 }
func right(s *excelize.Style)      { s.Alignment.Horizontal, s.Alignment.Indent = "right", 0 }
func centred(s *excelize.Style)    { s.Alignment.Horizontal, s.Alignment.Indent = "center", 0 }
func ruledAbove(s *excelize.Style) {
	s.Border = []excelize.Border{{Type: "top", Style: 1, Color: rule}}
}

func ruledBelow(s *excelize.Style) {
	s.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: headFill}}
}

// boxed sets cells of a grid apart.
func boxed(s *excelize.Style) {
	for _, side := range []string{"left", "right", "top", "bottom"} {
		s.Border = append(s.Border, excelize.Border{Type: side, Style: 1, Color: "DDE3EA"})
	}
}

// unlocked leaves a cell open on a protected sheet.
func unlocked(s *excelize.Style) { s.Protection = &excelize.Protection{Locked: false} }

func sized(points int) trait { return func(s *excelize.Style) { s.Font.Size = float64(points) } }

func coloured(colour string) trait { return func(s *excelize.Style) { s.Font.Color = colour } }

func filled(colour string) trait {
	return func(s *excelize.Style) {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
}

// verdictLook is the colour of a verdict, plain for a note or none.
func verdictLook(v model.Verdict) look {
	switch v {
	case model.Overcharged:
		return lookOvercharged
	case model.Undercharged:
		return lookUndercharged
	case model.Timing:
		return lookTiming
	case model.Unverifiable:
		return lookUnverifiable
	default:
		return lookText
	}
}

// causeLook lets stand out what no known cause explains.
func causeLook(c model.Cause) look {
	if c == model.Unknown {
		return lookUnknown
	}
	return lookText
}
