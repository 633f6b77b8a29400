package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The statement is one printed page of two columns. On the left stand the
// figures, from what was billed to the checks; on the right, over a calendar of
// narrow columns, what they mean: sentences, advice, evidence, charts.
const (
	columnName     = "A"
	columnVerdict  = "B"
	columnBasis    = "C"
	columnFindings = "E"
	columnAmount   = "G"
	columnCheck    = "H"
	columnRight    = "J" // and its labels
	firstDay       = 11  // the column of the first day of the calendar
	mostDays       = 31
)

// statementWidths are the columns up to the calendar.
var statementWidths = []width{54, 18, 13, 8, 10, 10, 20, 9, 2, labelsWidth}

// The columns of the right block: labels, and a column a day.
const (
	labelsWidth width = 24
	dayWidth    width = 3
)

// rowHeight is how high rows are, in points; the band and the answer are higher.
const rowHeight = 16

func heightOnPage(row int) int {
	switch row {
	case 1:
		return 36
	case 2:
		return 26
	case 3:
		return 8
	default:
		return rowHeight
	}
}

// block is a part of the page that is filled from top to bottom.
type block struct {
	page   *statementPage
	column int // of its first cell, counted from 1
	next   int // row that will be added next
}

// add appends a row and returns its number.
func (k *block) add(row ...cell) int {
	k.page.put(k.next, k.column, row)
	k.next++
	return k.next - 1
}

// skip leaves rows empty.
func (k *block) skip(rows int) { k.next += rows }

// sentence adds a text that may need more than one row.
func (k *block) sentence(l look, said string, characters width) {
	for _, line := range broken(said, lineLength(said, characters)) {
		k.add(text(l, line))
	}
}

// section heads a part with a line across the block.
func (k *block) section(title string, width int) {
	row := make([]cell, width)
	for n := range row {
		row[n].look = lookSection
	}
	row[0] = text(lookSection, k.page.say(title))
	k.add(row...)
}

// statementPage is the statement in the making.
type statementPage struct {
	*book
	rows        [][]cell
	left, right block
}

// put sets cells of a row, the first of them in a column counted from 1.
func (p *statementPage) put(row, column int, cells []cell) {
	for len(p.rows) < row {
		p.rows = append(p.rows, make([]cell, firstDay-1+mostDays))
	}
	copy(p.rows[row-1][column-1:], cells)
}

// at names the cell of a column in a row.
func at(column string, row int) string { return fmt.Sprintf("%s%d", column, row) }

// statement makes the first sheet: the run in one printed page.
func (b *book) statement(behind *sheetsBehind) error {
	p := &statementPage{book: b}
	p.head()
	p.left, p.right = block{p, 1, 4}, block{p, firstDay - 1, 4}
	p.facts()
	rows := p.figures(behind)
	p.dues()
	p.claimRows()
	p.notPlaced()
	p.payable()
	p.others()
	p.assumed()
	p.checks(rows, behind)
	p.signed()
	p.meaning()
	p.evidence()
	return p.lay(p.charts(rows, behind))
}

// head is the band across the page with the question, and its answer.
func (p *statementPage) head() {
	band := func(row int, l look, says string) {
		cells := make([]cell, firstDay-1+mostDays)
		for n := range cells {
			cells[n].look = l
		}
		cells[0] = text(l, says)
		p.put(row, 1, cells)
	}
	band(1, lookTitle, fmt.Sprintf(p.say("Is the IMM bill of %s right?"), p.report.Run.Month))
	band(2, lookAnswer, p.words.Answer(p.report))
}

// facts say what was checked, by what and when.
func (p *statementPage) facts() {
	run := &p.report.Run
	pair := func(name string, value cell, second string, other cell) {
		p.left.add(text(lookLabel, name), value, cell{}, cell{}, text(lookLabel, second), cell{}, other)
	}
	p.left.section("What was checked", 8)
	pair(p.say("Month"), text(lookText, run.Month), p.say("Run"), text(lookText, run.Key))
	pair(p.title("From", p.zone.Name), instant(p.zone, run.From), p.title("Prepared", p.zone.Name), instant(p.zone, run.StartedAt.Unix()))
	pair(p.title("To", p.zone.Name), instant(p.zone, run.To), p.say("Price book"), text(lookText, run.Catalogue))
	var currencies []string
	for _, s := range p.report.Currencies() {
		currencies = append(currencies, s.Currency)
	}
	pair(p.say("Currency"), text(lookText, strings.Join(currencies, ", ")), p.say("Program"), text(lookText, "immrecon "+run.Tool))
	if s := &p.report.Statement; s.Bill.Whole != "" {
		pair(p.say("State of the bill"), text(lookText, p.words.Final(&s.Bill)), p.say("Control total"), text(lookText, p.words.Whole(s)))
	}
	p.left.add(text(lookLabel, p.say("Account")), text(lookText, p.words.Some(run.Accounts, accountsShown)))
	if run.Event != "" {
		p.left.add(text(lookLabel, p.say("Recorded by event")), text(lookText, run.Event))
	}
	p.left.skip(1)
}

// accountsShown is how many accounts stand beside each other on the page.
const accountsShown = 3

// lay turns the rows into the sheet and puts the charts on it.
func (p *statementPage) lay(charts []placedChart) error {
	name := p.pageName(sheetStatement, 0)
	if err := p.addSheet(name, paper{across: 1, tall: 1}, sheetBody{rows: p.cells}); err != nil {
		return err
	}
	if err := p.measure(name); err != nil {
		return err
	}
	noGrid := false
	if err := p.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &noGrid}); err != nil {
		return err
	}
	if err := p.markChecks(name, fmt.Sprintf("%s1:%s", columnCheck, at(columnCheck, len(p.rows)))); err != nil {
		return err
	}
	whole := fmt.Sprintf("A1:%s", at(letter(firstDay-1+mostDays), len(p.rows)))
	area := fmt.Sprintf("'%s'!$A$1:$%s$%d", name, letter(firstDay-1+mostDays), len(p.rows))
	err := p.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: name})
	if err != nil {
		return err
	}
	for _, c := range charts {
		if err := p.file.AddChart(name, c.at, c.Chart); err != nil {
			return err
		}
	}
	if err := p.protect(name); err != nil {
		return err
	}
	return p.file.SetSheetDimension(name, whole)
}

// measure sets how wide columns are.
func (p *statementPage) measure(name string) error {
	for i, w := range statementWidths {
		if err := p.file.SetColWidth(name, letter(i+1), letter(i+1), float64(w)); err != nil {
			return err
		}
	}
	return p.file.SetColWidth(name, letter(firstDay), letter(firstDay-1+mostDays), float64(dayWidth))
}

func (p *statementPage) cells(yield func(row, error) bool) {
	for i, cells := range p.rows {
		if !yield(row{i + 1, heightOnPage(i + 1), cells}, nil) {
			return
		}
	}
}
