package osslog

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]string{
		"04/Mar/2026:08:00:00 +0800": "2026-03-04T00:00:00Z",
		"01/Jan/2026:00:00:00 +0800": "2025-12-31T16:00:00Z",
		"31/Dec/2025:23:59:59 -0930": "2026-01-01T09:29:59Z",
		"29/Feb/2024:12:00:00 +0000": "2024-02-29T12:00:00Z",
		"29/Feb/2026:12:00:00 +0000": "",
		"31/Apr/2026:12:00:00 +0000": "",
		"00/Apr/2026:12:00:00 +0000": "",
		"01/Mai/2026:12:00:00 +0000": "",
		"01/anF/2026:12:00:00 +0000": "",
		"01/Apr/2026:24:00:00 +0000": "",
		"01/Apr/2026:23:60:00 +0000": "",
		"01/Apr/2026:23:59:60 +0000": "",
		"01/Apr/2026:23:59:59 +0060": "",
		"01/Apr/2026:23:59:59 00000": "",
		"01/Apr/2026:23:59:59":       "",
		"01-Apr-2026:23:59:59 +0000": "",
		"0x/Apr/2026:23:59:59 +0000": "",
		"":                           "",
	} {
		got, ok := parseTime([]byte(text))
		if ok != (want != "") || ok && got.Format(time.RFC3339) != want {
			t.Errorf("parseTime(%q) = %v, %t, want %q", text, got, ok, want)
		}
	}
}

// FuzzTime holds parseTime against the standard library, which also accepts
// fractions of a second and months in small letters: those have another length
// or spelling when written again.
func FuzzTime(f *testing.F) {
	f.Add("04/Mar/2026:08:00:00 +0800")
	f.Add("31/Feb/2026:08:00:00 -1200")
	f.Add("31/dec/2026:08:00:00.5 -1200")
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseTime([]byte(text))
		want, err := time.Parse(timeLayout, text)
		strict := err == nil && want.Format(timeLayout) == text
		if ok != strict && !(ok && err == nil) {
			t.Fatalf("parseTime(%q) is %t, time.Parse says %v", text, ok, err)
		}
		if ok && !got.Equal(want) {
			t.Fatalf("parseTime(%q) = %v, time.Parse says %v", text, got, want)
		}
	})
}

// FuzzTimeParser parses two times one after the other: the first must not show in the
// second.
func FuzzTimeParser(f *testing.F) {
	for _, second := range []string{
		"04/Mar/2026:08:59:01 +0800", "04/Mar/2026:09:00:00 +0800", "04/Mar/2026:08:00:00 +0530", "04/Mar/2026:08:60:00 +0800",
		"04/Mar/2026:08-00:00 +0800", "04/Mar/2026:08:00:0x +0800", "04/Mar/2026:08:00:000+0800", "",
	} {
		f.Add("04/Mar/2026:08:12:34 +0800", second)
		f.Add("04/Mar/2026:08:12:34 +0530", second)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		var p timeParser
		p.parse([]byte(first))
		got, ok := p.parse([]byte(second))
		want, wanted := parseTime([]byte(second))
		if ok != wanted || !got.Equal(want) {
			t.Fatalf("after %q, %q is %v, %t; parseTime says %v, %t", first, second, got, ok, want, wanted)
		}
	})
}
