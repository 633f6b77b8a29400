package rows

import (
	"strings"
	"testing"
)

// cell makes a row of one column v.
func cell(text string) *Row { return &Row{cells: map[string]string{"v": text}} }

func failure(row *Row) string {
	if row.err == nil {
		return ""
	}
	return row.err.Error()
}

func TestInstant(t *testing.T) {
	cases := []struct {
		text, failure string
		want          int64
	}{
		{"", "", 0},
		{"2023-12-01T00:00:00+08:00", "", 1701360000},
		{" 2023-11-30T16:00:00Z ", "", 1701360000},
		{"2023-11-30T16:00:00.999Z", "", 1701360000},
		{"yesterday", `column v: "yesterday" is not an RFC 3339 time with zone`, 0},
		{"2023-12-01T00:00:00", `column v: "2023-12-01T00:00:00" is not an RFC 3339 time with zone`, 0},
		{"2023-12-01", `column v: "2023-12-01" is not an RFC 3339 time with zone`, 0},
		{"2023-12-01 00:00:00+08:00", `column v: "2023-12-01 00:00:00+08:00" is not an RFC 3339 time with zone`, 0},
		{"2023-02-29T00:00:00Z", `column v: "2023-02-29T00:00:00Z" is not an RFC 3339 time with zone`, 0},
		{"1970-01-01T00:00:00Z", `column v: "1970-01-01T00:00:00Z" is not after 1970`, 0},
	}
	for _, c := range cases {
		row := cell(c.text)
		if got := row.Instant("v"); got != c.want || failure(row) != c.failure {
			t.Errorf("Instant(%q) = %d, %q; want %d, %q", c.text, got, failure(row), c.want, c.failure)
		}
	}
}

func TestInstantOrDay(t *testing.T) {
	for _, c := range []struct {
		text, failure, remark string
		want                  int64
	}{
		{"", "", "", 0},
		{"2023-12-01T00:00:00+08:00", "", "", 1701360000},
		{" 2023-12-01 ", "", "column v: 2023-12-01 is a date without a time; it is read as 2023-12-01T00:00:00+08:00, in the zone of bills", 1701360000},
		{"2023-11-30", "", "column v: 2023-11-30 is a date without a time; it is read as 2023-11-30T00:00:00+08:00, in the zone of bills", 1701273600},
		{"2023-12-01T00:00:00", `column v: "2023-12-01T00:00:00" is not an RFC 3339 time with zone`, "", 0},
		{"2023-02-29", `column v: "2023-02-29" is not an RFC 3339 time with zone`, "", 0},
		{"1969-12-31", `column v: "1969-12-31" is not an RFC 3339 time with zone`, "", 0},
		{"01.12.2023", `column v: "01.12.2023" is not an RFC 3339 time with zone`, "", 0},
	} {
		row := cell(c.text)
		got := row.InstantOrDay("v")
		if remark := strings.Join(row.remarks, "; "); got != c.want || failure(row) != c.failure || remark != c.remark {
			t.Errorf("InstantOrDay(%q) = %d, %q, %q; want %d, %q, %q", c.text, got, failure(row), remark, c.want, c.failure, c.remark)
		}
	}
}

func TestSpan(t *testing.T) {
	const march, april = "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"
	cases := []struct{ from, to, failure string }{
		{"", "", ""}, {march, "", ""}, {"", april, ""}, {march, april, ""},
		{april, march, `column to: "2026-03-01T00:00:00Z" is not after from "2026-04-01T00:00:00Z"`},
		{march, march, `column to: "2026-03-01T00:00:00Z" is not after from "2026-03-01T00:00:00Z"`},
		{"soon", march, `column from: "soon" is not an RFC 3339 time with zone`},
	}
	for _, c := range cases {
		row := &Row{cells: map[string]string{"from": c.from, "to": c.to}}
		if row.Span("from", "to"); failure(row) != c.failure {
			t.Errorf("Span(%q, %q) fails with %q, want %q", c.from, c.to, failure(row), c.failure)
		}
	}
}

func TestDecimal(t *testing.T) {
	cases := []struct {
		text, want, failure string
	}{
		{"", "", ""},
		{"7.0754717", "7.0754717", ""},
		{" 0 ", "0", ""},
		{"-1.50", "-1.5", ""},
		{"1e-05", "0.00001", ""},
		{"1,000", "", `column v: "1,000" is not a decimal number`},
		{"1e999999999", "", `column v: "1e999999999" is not a decimal number`},
		{"1e-31", "", `column v: "1e-31" is not a decimal number`},
		{"NaN", "", `column v: "NaN" is not a decimal number`},
		{"$1", "", `column v: "$1" is not a decimal number`},
	}
	for _, c := range cases {
		row := cell(c.text)
		number, given := row.Decimal("v")
		if given != (c.want != "") || (given && number.String() != c.want) || failure(row) != c.failure {
			t.Errorf("Decimal(%q) = %s, %t, %q; want %s, %q", c.text, number, given, failure(row), c.want, c.failure)
		}
	}
}

func TestCount(t *testing.T) {
	cases := []struct {
		text    string
		want    int64
		given   bool
		failure string
	}{
		{"", 0, false, ""},
		{"0", 0, true, ""},
		{"1920.0", 1920, true, ""},
		{"3e6", 3000000, true, ""},
		{"9223372036854775807", 9223372036854775807, true, ""},
		{"9223372036854775808", 0, false, `column v: "9223372036854775808" is not a whole number of at least 0`},
		{"-1", 0, false, `column v: "-1" is not a whole number of at least 0`},
		{"1.5", 0, false, `column v: "1.5" is not a whole number of at least 0`},
		{"many", 0, false, `column v: "many" is not a decimal number`},
	}
	for _, c := range cases {
		row := cell(c.text)
		if got, given := row.Count("v"); got != c.want || given != c.given || failure(row) != c.failure {
			t.Errorf("Count(%q) = %d, %t, %q; want %d, %t, %q", c.text, got, given, failure(row), c.want, c.given, c.failure)
		}
	}
}

func TestBool(t *testing.T) {
	for text, want := range map[string]bool{"true": true, "True": true, " 1 ": true, "false": false, "FALSE": false, "0": false} {
		row := cell(text)
		if got := row.Bool("v"); got == nil || *got != want || row.err != nil {
			t.Errorf("Bool(%q) = %v, %v; want %t", text, got, row.err, want)
		}
	}
	if row := cell(""); row.Bool("v") != nil || row.err != nil {
		t.Error("an empty cell is neither true nor false, and no failure")
	}
	row := cell("yes")
	if row.Bool("v") != nil || failure(row) != `column v: "yes" is neither true nor false` {
		t.Errorf("Bool(yes) fails with %q", failure(row))
	}
}

func TestTheFirstFailureStays(t *testing.T) {
	row := cell(" x ")
	if row.Verbatim("v") != " x " || row.Text("v") != "x" || row.Need("v") != "x" || row.Text("other") != "" {
		t.Error("a cell is read with, without and for lack of blanks")
	}
	row.Fail("v", "first %d", 1)
	row.Fail("v", "second")
	if failure(row) != "column v: first 1" {
		t.Errorf("failure %q", failure(row))
	}
}
