package versions

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// line reads a line from words: id, source, form, grain and number of its
// period (hours count from 0, days are 24 of them, there is one month), project
// and item ("-" for none), amount.
func line(t *testing.T, words string) Line {
	t.Helper()
	var l Line
	var grain, amount string
	var period int64
	_, err := fmt.Sscan(words, &l.ID, &l.Source, &l.Form, &grain, &period, &l.Project, &l.Item, &amount)
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	length := map[string]int64{"hour": 1, "day": 24, "month": 24 * 30}[grain]
	l.Grain, l.From, l.To = model.Grain(grain), period*length, (period+1)*length
	l.Project, l.Item = strings.Trim(l.Project, "-"), strings.Trim(l.Item, "-")
	l.Account, l.Kind, l.Region, l.Amount = "1", "imm usage", "r", decimal.RequireFromString(amount)
	return l
}

func TestOf(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		want  string // line>source of the lines that do not count
	}{
		{"one source is never its own rival", []string{"1 1 v2 hour 0 p A 1", "2 1 v2 hour 0 p A 1", "3 1 v2 day 0 p A 2"}, ""},
		{"parts of one bill", []string{"1 1 v2 hour 0 p A 1", "2 1 v2 hour 1 p A 1", "3 1 v2 hour 2 p A 1", "4 2 v2 hour 2 p A 2", "5 2 v2 hour 3 p A 1", "6 2 v2 hour 4 p A 1"}, ""},
		{"pages of one day", []string{"1 1 api day 0 p A 1", "2 2 api day 0 p B 1", "3 3 api day 1 p A 1"}, ""},
		{"the finer of two forms", []string{"1 1 api day 0 p A 2", "2 2 v2 hour 3 p A 1", "3 2 v2 hour 4 p A 1"}, "1>2"},
		{"whichever came first", []string{"1 1 v2 hour 3 p A 1", "2 1 v2 hour 4 p A 1", "3 2 api day 0 p A 2"}, "3>1"},
		{"the finer of two grains of a form", []string{"1 1 v2 month 0 p A 2", "2 2 v2 day 3 p A 2"}, "1>2"},
		{"the later at equal grain", []string{"1 1 v2 hour 0 p A 2", "2 2 legacy hour 0 p A 1"}, "1>2"},
		{"only where both show something", []string{"1 1 api day 0 p A 2", "2 1 api day 1 p A 2", "3 1 api day 0 p B 2", "4 2 v2 hour 0 p A 2"}, "1>2"},
		{"a finer one that is not complete", []string{"1 1 api day 0 p A 2.1", "2 2 v2 hour 0 p A 1.5"}, "2>1"},
		{"a finer one that lacks no more than decimals", []string{"1 1 api day 0 p A 0.3", "2 2 v2 hour 0 p A 0.12", "3 2 v2 hour 1 p A 0.16"}, "1>2"},
		{"three versions", []string{"1 1 api month 0 p A 2", "2 2 legacy day 0 p A 2", "3 3 v2 hour 0 p A 2"}, "1>3 2>3"},
		{"a bill by item supersedes one by project", []string{"1 1 partner month 0 p - 3", "2 2 api month 0 p A 1", "3 2 api month 0 p B 2"}, "1>2"},
		{"but not where it shows less", []string{"1 1 partner month 0 p - 3.5", "2 2 api month 0 p A 1.1"}, "2>1"},
		{"a form that does not say the project", []string{"1 1 legacy day 0 - A 3", "2 2 v2 hour 0 p A 1", "3 2 v2 hour 0 q A 2"}, "1>2"},
		{"the same negative amounts", []string{"1 1 api day 0 p A -2", "2 2 v2 hour 0 p A -2"}, "1>2"},
		{"daily files and the month's", []string{
			"1 1 v2 hour 0 p A 1", "2 1 v2 hour 1 p A 1", "3 2 v2 hour 24 p A 1", "4 3 v2 hour 0 p A 1", "5 3 v2 hour 1 p A 1.5", "6 3 v2 hour 24 p A 1"}, "1>3 2>3 3>3"},
		{"late lines of the day before", []string{
			"1 1 v2 hour 22 p A 1", "2 1 v2 hour 23 p A 1", "3 2 v2 hour 23 p A 2", "4 2 v2 hour 24 p A 1", "5 2 v2 hour 25 p A 1"}, ""},
		{"what the later export lacks", []string{"1 1 v2 hour 0 p A 1", "2 1 v2 hour 1 p A 1", "3 1 v2 hour 2 p A 1", "4 2 v2 hour 0 p A 1", "5 2 v2 hour 1 p A 1"}, "1>2 2>2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var lines []Line
			for _, words := range test.lines {
				lines = append(lines, line(t, words))
			}
			if got := written(Of(lines)); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func written(s Superseded) string {
	var words []string
	for id, source := range s {
		words = append(words, fmt.Sprintf("%d>%d", id, source))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// TestShownAgain: what a later export repeats to the letter was not kept twice;
// that it repeats it tells what else it replaces.
func TestShownAgain(t *testing.T) {
	kept, changed := line(t, "1 1 v2 hour 0 p A 1"), line(t, "2 1 v2 hour 1 p A 1")
	kept.Again = []int64{2}
	if got := written(Of([]Line{kept, changed, line(t, "3 2 v2 hour 1 p A 2")})); got != "2>2" {
		t.Errorf("got %q, want the line that was changed to be superseded", got)
	}
}

func TestAccountsRegionsAndKindsStayApart(t *testing.T) {
	for name, change := range map[string]func(*Line){
		"account": func(l *Line) { l.Account = "2" },
		"region":  func(l *Line) { l.Region = "s" },
		"kind":    func(l *Line) { l.Kind = "oss usage" },
	} {
		elsewhere := line(t, "2 2 v2 hour 0 p A 1")
		change(&elsewhere)
		if got := Of([]Line{line(t, "1 1 api day 0 p A 1"), elsewhere}); len(got) > 0 {
			t.Errorf("another %s: %v", name, got)
		}
	}
}
