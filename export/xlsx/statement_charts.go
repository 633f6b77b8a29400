package xlsx

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// Each chart is as wide as the right block.
const (
	fewestRows = 11 // rows a chart stands over
	mostRows   = 18
	rowsOnPage = 53  // as high as the page is when it is as wide as the columns
	chartWidth = 980 // pixels
	barsShown  = 10  // parts of the difference, the largest
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
// expected by day. They share the room that is left beside the figures.
func (p *statementPage) charts(rows figures, behind *sheetsBehind) []placedChart {
	drawn := []*excelize.Chart{p.byDay(&behind.days)}
	if first, last := p.bars(rows); first > 0 {
		drawn = append([]*excelize.Chart{p.byCause(first, last)}, drawn...)
	}
	height := min(max((max(len(p.rows), rowsOnPage)-p.right.next+1)/len(drawn), fewestRows), mostRows)
	var placed []placedChart
	for _, c := range drawn {
		c.Dimension = excelize.ChartDimension{Width: chartWidth, Height: uint(height*rowHeight*4/3 - 8)} // 4 pixels are 3 points
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
	c := p.chart(excelize.Bar, "The difference by cause", excelize.ChartLegend{Position: "none"},
		excelize.ChartAxis{ReverseOrder: true, TickLabelPosition: excelize.ChartTickLabelLow, Font: excelize.Font{Size: 8, Color: ink}},
		[]excelize.ChartSeries{{Name: p.title(headerAmount, p.currency()), Categories: on(columnName), Values: on(columnAmount),
			Fill: solid(causeBar), DataLabel: excelize.ChartDataLabel{Font: excelize.Font{Size: 8, Color: ink}}}})
	c.PlotArea = excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "+#,##0.00;-#,##0.00;0.00"}}
	return c
}

// byDay is a pair of columns a day.
func (p *statementPage) byDay(days *table[group[dayKey]]) *excelize.Chart {
	categories := days.ranges(p.book, headerDay)[0]
	series := func(header, colour string) excelize.ChartSeries {
		return excelize.ChartSeries{Name: p.say(header), Categories: categories, Values: days.ranges(p.book, header)[0], Fill: solid(colour)}
	}
	return p.chart(excelize.Col, "Billed and expected by day", excelize.ChartLegend{Position: "top"},
		excelize.ChartAxis{NumFmt: excelize.ChartNumFmt{CustomNumFmt: "mm-dd"}, Font: excelize.Font{Size: 8, Color: ink}},
		[]excelize.ChartSeries{series(headerBilled, billedBar), series(headerExpected, expectedBar)})
}

// chart is what all charts of the page have in common.
func (p *statementPage) chart(kind excelize.ChartType, title string, legend excelize.ChartLegend, x excelize.ChartAxis, series []excelize.ChartSeries) *excelize.Chart {
	size := excelize.Font{Size: 8, Color: ink}
	legend.Font = &size
	gap := uint(45)
	return &excelize.Chart{
		Type: kind, Series: series, Legend: legend, XAxis: x, GapWidth: &gap,
		YAxis: excelize.ChartAxis{MajorGridLines: true, Font: size, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0.00"}},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: p.say(title) + " (" + p.currency() + ")", Font: &excelize.Font{Size: 10, Bold: true, Color: headFill}}}},
		Border: excelize.LineOptions{Type: excelize.LineNone},
		Format: excelize.GraphicOptions{AltText: p.say(title), Positioning: "oneCell"},
	}
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
