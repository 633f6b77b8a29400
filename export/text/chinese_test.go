package text_test

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/width"

	month "immrecon/export/internal/sample"
	"immrecon/export/text"
	"immrecon/export/words"
	"immrecon/store/model"
)

// said are the texts of a terminal, of one of everything. What they are in Chinese is
// in testdata/chinese.
var said = []struct {
	name  string
	write func(io.Writer, *words.Words) error
}{
	{"faults", statement(faults())},
	{"clean", statement(clean())},
	{"undecided", statement(undecided())},
	{"two currencies", statement(twoCurrencies())},
	{"before the bill", preflight(beforeTheBill())},
	{"with the bill", preflight(withTheBill())},
	{"forecast", func(w io.Writer, in *words.Words) error { return text.Forecast(w, in, forecast(), words.Billing) }},
	{"findings", func(w io.Writer, in *words.Words) error { return text.Findings(w, in, found(), words.Billing) }},
	{"no findings", func(w io.Writer, in *words.Words) error { return text.Findings(w, in, clean(), words.Billing) }},
	{"months", func(w io.Writer, in *words.Words) error { return text.Months(w, in, months(), words.Billing) }},
	{"no months", func(w io.Writer, in *words.Words) error { return text.Months(w, in, nil, words.Billing) }},
	{"labels", func(w io.Writer, in *words.Words) error { return text.Labels(w, in, "tag:team", labels()) }},
}

func statement(r *model.Report) func(io.Writer, *words.Words) error {
	return func(w io.Writer, in *words.Words) error { return text.Statement(w, in, r, words.Billing) }
}

func preflight(p *model.Preflight) func(io.Writer, *words.Words) error {
	return func(w io.Writer, in *words.Words) error { return text.Preflight(w, in, p, words.Billing) }
}

// chineseFile is where a text stands as it must be.
func chineseFile(name string) string {
	return filepath.Join("testdata", "chinese", strings.ReplaceAll(name, " ", "_")+".txt")
}

// inChinese is a text as it must be.
func inChinese(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(chineseFile(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestATerminalSpeaksChinese(t *testing.T) {
	for _, test := range said {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if err := test.write(&out, words.Chinese); err != nil {
				t.Fatal(err)
			}
			if *update {
				if err := os.WriteFile(chineseFile(test.name), []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got, want := out.String(), inChinese(t, test.name); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// latin is a word of letters, digits and what names have between them.
var latin = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_.,*/+-]*`)

// named are the words of a Chinese text that are no English: names and codes.
var named = []string{
	"IMM", "imm", "OSS", "API", "CDN", "USD", "CNY", "UTC+8", "T00", "Weboffice", "DescribeInstanceBill", "IsBillingItem", "x-oss-process", // the provider's
	"immrecon", "sources", "rejected", "unplaced", "preflight", "by", "days", "recorded", // commands and flags
	"charge_304", "doc_edit_is_one_call", // rules, as --assume takes them
	"coverage.csv", "projects.csv", "project,region,created_at,workflow_template", "PREFIXphotosYYYY-mm-DD-HH-MM-SS-*", // files and columns
	"photos", "papers", "cn-hangzhou", "team", "search", "F1", "F2", "ImageSplicing", "ImageDetect", "Novelty", "DocumentConvert", // what the data names
}

func TestNoEnglishIsLeftInChinese(t *testing.T) {
	for _, test := range said {
		for _, word := range latin.FindAllString(inChinese(t, test.name), -1) {
			if !slices.Contains(named, strings.TrimSuffix(word, ".")) && !slices.Contains(named, word) {
				t.Errorf("%s: %q", test.name, word)
			}
		}
	}
	for _, r := range []*model.Report{month.Report(), month.Undecided(), month.Empty()} {
		var out strings.Builder
		if err := text.Statement(&out, words.Chinese, r, words.Billing); err != nil {
			t.Fatal(err)
		}
		if english := regexp.MustCompile(`[a-z']{2,}( [a-z']{2,})+`).FindAllString(strings.ReplaceAll(out.String(), "`immrecon sources", "`"), -1); english != nil {
			t.Errorf("%q is left in\n%s", english, out.String())
		}
	}
}

// screen is a line as a terminal shows it: a rune a column, and behind a wide one
// another of it.
func screen(line string) (columns []rune) {
	for _, r := range line {
		columns = append(columns, r)
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			columns = append(columns, r)
		}
	}
	return columns
}

// gutters counts the places where all lines of a table have two blanks or more, as
// between its columns.
func gutters(table string) (n int) {
	var lines [][]rune
	longest := 0
	for line := range strings.Lines(table) {
		lines = append(lines, screen(strings.TrimSuffix(line, "\n")))
		longest = max(longest, len(lines[len(lines)-1]))
	}
	blank := 0
	for column := range longest {
		if slices.ContainsFunc(lines, func(line []rune) bool { return column < len(line) && line[column] != ' ' }) {
			if blank > 1 && column > blank {
				n++
			}
			blank = 0
			continue
		}
		blank++
	}
	return n
}

// paragraph is the nth part of a text between empty lines, from 0.
func paragraph(text string, n int) string { return strings.Split(text, "\n\n")[n] }

func TestChineseTablesLineUp(t *testing.T) {
	in := &words.Chinese.Tables
	of := func(name string, n int) string { return paragraph(inChinese(t, name), n) }
	for _, test := range []struct {
		table string
		want  int // columns
	}{
		{of("faults", 2) + "\n" + of("faults", 3), len(in.Figures)},
		{of("faults", 4), 1 + len(in.Dues)},
		{strings.TrimPrefix(of("faults", 6), "从目录价到应付金额，账号 17\n"), len(in.Payable)},
		{of("before the bill", 2), len(in.Evidence)},
		{of("with the bill", 1), len(in.Bills)},
		{of("forecast", 1), len(in.Forecast)},
		{of("findings", 0), len(in.Findings)},
		{of("months", 0), len(in.Months)},
		{of("labels", 0), 1 + len(in.Labels)},
	} {
		if got := gutters(test.table) + 1; got != test.want {
			t.Errorf("%d columns, want %d:\n%s", got, test.want, test.table)
		}
	}
}
