package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/store/model"
)

const (
	fewestRows = 11 // rows a chart stands over
	mostRows   = 18
	rowsOnPage = 53 // as high as the page is when it is as wide as the columns
	barsShown  = 10 // parts of the difference, the largest
)

// A chart is tied to the cell where it begins and to the one where it ends, so that
// it is as wide as the right block whatever font a program puts in the place of the
// book's. Which cell a chart ends in is reckoned by excelize, from pixels: so many a
// character of a column, and so many a row, for it does not know the rows that this
// package writes.
const (
	pixelsWide = 8
	pixelsHigh = 18
	chartGap   = 6 // pixels left free at the end, to the right and below
	chartWidth = (labelsWidth+mostDays*dayWidth)*pixelsWide - chartGap
)

// bars are the rows of the difference's parts that are worth a bar: from the
// first that does not come to nothing, so many as are shown; none if all do.
func (p *statementPage) bars(rows figures) (first, last int) {
	s := &p.report.Statement
	parts := []decimal.Decimal{s.Unexplained, s.Unverifiable}
	for _, e := range s.Explained {
		parts = append(parts, e.Amount)
	}
	skipped := slices.IndexFunc(parts, func(d decimal.Decimal) bool { return !d.IsZero() })
	if skipped < 0 {
		return 0, 0
	}
	return rows.firstPart + skipped, rows.firstPart + min(len(parts), skipped+barsShown) - 1
}

// charts draws the difference by cause, if there is any, and billed beside
// expected by day, if there are several. They share the height that is left beside
// the figures.
func (p *statementPage) charts(rows figures, behind *sheetsBehind) []placedChart {
	var drawn []*excelize.Chart
	if first, last := p.bars(rows); first > 0 {
		drawn = append(drawn, p.byCause(first, last))
	}
	if days := p.ownDays(); len(days) > 1 {
		drawn = append(drawn, p.byDay(&behind.days, days))
	}
	if behind.months.rows.count > 1 && !p.severalCurrencies() {
		drawn = append(drawn, p.byMonth(&behind.months))
	}
	height := min(max((max(len(p.rows), rowsOnPage)-p.right.next+1)/max(len(drawn), 1), fewestRows), mostRows)
	var placed []placedChart
	for _, c := range drawn {
		c.Dimension = excelize.ChartDimension{Width: uint(chartWidth), Height: uint(height*pixelsHigh - chartGap)}
		placed = append(placed, placedChart{at(columnRight, p.right.next), c})
		p.right.skip(height)
	}
	p.put(max(p.right.next-1, len(p.rows)), 1, nil) // the page reaches below the charts
	return placed
}

// placedChart is a chart and the cell where it begins.
type placedChart struct {
	at string
	*excelize.Chart
}

// byCause is a bar a cause: to the right what was charged too much, to the left
// what was charged too little.
func (p *statementPage) byCause(first, last int) *excelize.Chart {
	sheet := p.pageName(sheetStatement, 0)
	on := func(column string) string {
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", sheet, column, first, column, last)
	}
	digits := digitsFor(p.largestPart())
	c := p.chart(excelize.Bar, "The difference by cause", digits, excelize.ChartLegend{Position: "none"},
		excelize.ChartAxis{ReverseOrder: true, TickLabelPosition: excelize.ChartTickLabelLow, Font: excelize.Font{Size: 8, Color: ink}},
		[]excelize.ChartSeries{{Name: p.title(headerAmount, p.currency()), Categories: on(columnName), Values: on(columnAmount),
			Fill: solid(causeBar), DataLabel: excelize.ChartDataLabel{Font: excelize.Font{Size: 8, Color: ink}}}})
	c.PlotArea = excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: fmt.Sprintf("+%[1]s;-%[1]s;0", digits)}}
	return c
}

// largestPart is the largest amount that a cause has a bar for.
func (p *statementPage) largestPart() decimal.Decimal {
	s := &p.report.Statement
	most := decimal.Max(s.Unexplained.Abs(), s.Unverifiable.Abs())
	for _, e := range s.Explained {
		most = decimal.Max(most, e.Amount.Abs())
	}
	return most
}

// ownDays are the days in the statement's currency, which come first.
func (p *statementPage) ownDays() []group[dayKey] {
	other := func(d group[dayKey]) bool { return d.key.currency != p.currency() }
	if n := slices.IndexFunc(p.sums.days, other); n >= 0 {
		return p.sums.days[:n]
	}
	return p.sums.days
}

// digitsFor is the number format of an axis up to an amount: cents, and of less
// than one as many decimals as show it.
func digitsFor(most decimal.Decimal) string {
	decimals := 2
	for limit := decimal.NewFromInt(1); most.IsPositive() && most.LessThan(limit) && decimals < 8; limit = limit.Shift(-1) {
		decimals++
	}
	return "#,##0." + strings.Repeat("0", decimals)
}

// byDay is a pair of columns a day.
func (p *statementPage) byDay(days *table[group[dayKey]], own []group[dayKey]) *excelize.Chart {
	var least, most decimal.Decimal
	for _, d := range own {
		least = decimal.Min(least, d.billed.Amount, d.expected.Amount)
		most = decimal.Max(most, d.billed.Amount, d.expected.Amount)
	}
	cells := func(header string) string {
		column := days.letterOf(header)
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", p.pageName(sheetDays, 0), column, firstRow, column, headRow+min(len(own), p.limit))
	}
	series := func(header, colour string) excelize.ChartSeries {
		return excelize.ChartSeries{Name: p.say(header), Categories: cells(headerDay), Values: cells(header), Fill: solid(colour)}
	}
	c := p.chart(excelize.Col, "Billed and expected by day", digitsFor(most), excelize.ChartLegend{Position: "top"},
		excelize.ChartAxis{NumFmt: excelize.ChartNumFmt{CustomNumFmt: "mm-dd"}, Font: excelize.Font{Size: 8, Color: ink}},
		[]excelize.ChartSeries{series(headerBilled, billedBar), series(headerExpected, expectedBar)})
	if least.IsZero() {
		var zero float64
		c.YAxis.Minimum = &zero // else programs may cut the columns off to show a small difference
	}
	return c
}

// byMonth is a group of columns a month.
func (p *statementPage) byMonth(months *table[model.MonthSum]) *excelize.Chart {
	var most decimal.Decimal
	for _, s := range p.report.Trend {
		most = decimal.Max(most, s.Billed, s.Expected)
	}
	cells := func(header string) string {
		column := months.letterOf(header)
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", p.pageName(sheetMonths, 0), column, firstRow, column, headRow+months.rows.count)
	}
	series := func(header, colour string) excelize.ChartSeries {
		return excelize.ChartSeries{Name: p.say(header), Categories: cells("Month"), Values: cells(header), Fill: solid(colour)}
	}
	return p.chart(excelize.Col, "Billed, expected, claimed and recovered by month", digitsFor(most), excelize.ChartLegend{Position: "top"},
		excelize.ChartAxis{Font: excelize.Font{Size: 8, Color: ink}},
		[]excelize.ChartSeries{series(headerBilled, billedBar), series(headerExpected, expectedBar), series("Claimed", claimedBar), series("Recovered", recoveredBar)})
}

// chart is what all charts of the page have in common.
func (p *statementPage) chart(kind excelize.ChartType, title, digits string, legend excelize.ChartLegend, x excelize.ChartAxis, series []excelize.ChartSeries) *excelize.Chart {
	size := excelize.Font{Size: 8, Color: ink}
	legend.Font = &size
	gap := uint(45)
	return &excelize.Chart{
		Type: kind, Series: series, Legend: legend, XAxis: x, GapWidth: &gap,
		YAxis: excelize.ChartAxis{MajorGridLines: true, Font: size, NumFmt: excelize.ChartNumFmt{CustomNumFmt: digits}},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: p.say(title) + " (" + p.currency() + ")", Font: &excelize.Font{Size: 10, Bold: true, Color: headFill}}}},
		Border: excelize.LineOptions{Type: excelize.LineNone},
		Format: excelize.GraphicOptions{AltText: p.say(title), Positioning: "twoCell"},
	}
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
