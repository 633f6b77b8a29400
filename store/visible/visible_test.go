package visible

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ in, text, line string }{
		{"", "", ""},
		{"photos/图片 é.jpg", "photos/图片 é.jpg", "photos/图片 é.jpg"},
		{"a\x1b[31mb\x00\x7f\u0085", "a\uFFFD[31mb\uFFFD\uFFFD\uFFFD", "a\uFFFD[31mb\uFFFD\uFFFD\uFFFD"},
		{"a\tb\nc\r\nd", "a\tb\nc\uFFFD\nd", `a b\nc\r\nd`},
		{"a\u202eb\u2066c\u200fd\u061ce", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe"},
		{"a\u200bb\u2028c\u2029d\ufeffe\u00adf", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf"},
		{"a\U000E0041", "a\uFFFD", "a\uFFFD"},
		{"a\xffb", "a\uFFFDb", "a\uFFFDb"},
		{"\u0600\u0661", "\u0600\u0661", "\u0600\u0661"},
	} {
		if got := Text(c.in); got != c.text {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.text)
		}
		if got := Line(c.in); got != c.line {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.line)
		}
		var out strings.Builder
		if n, err := (Writer{&out}).Write([]byte(c.in)); n != len(c.in) || err != nil || out.String() != c.text {
			t.Errorf("%q is written as %q, %d, %v", c.in, out.String(), n, err)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\x1b]0;x\a\u202e")
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range []string{Text(text), Line(text)} {
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return Hides(r) && r != '\n' && r != '\t' }) || Text(got) != got {
				t.Errorf("%q is shown as %q", text, got)
			}
		}
		if strings.ContainsAny(Line(text), "\n\t") {
			t.Errorf("%q takes several lines", text)
		}
	})
}
