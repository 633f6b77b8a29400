package main

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"immrecon/export/words"
	"immrecon/store/model"
)

// englishWords are three of them in a row.
var englishWords = regexp.MustCompile(`[a-z']{2,}( [a-z']{2,}){2,}`)

// What a run says of a month with every fault is stored in codes, and is said in
// either language.
func TestARunIsSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	m := newFormMonth(t, true)
	of := map[model.SayingCode]bool{}
	check := func(s model.Saying, where string) {
		of[s.Code] = true
		if s.Code == "" {
			t.Errorf("%s: a sentence is stored: %s", where, s)
		}
		if said := words.Chinese.Say(s); englishWords.MatchString(said) || !strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: %s is said in Chinese as %q", where, s, said)
		}
		if said := words.English.Say(s); !strings.HasSuffix(said, ".") || strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: %s is said in English as %q", where, s, said)
		}
	}
	byHour, perDay, focus := csvText(tableOf(v2EnglishFields, m.rows)), csvText(tableOf(v2EnglishFields, byDay(m.rows))), csvText(tableOf(focusFields, m.rows))
	for _, bills := range [][][]byte{{byHour, focus}, {perDay}} {
		r := m.with(t, bills...)
		for _, f := range r.Findings {
			for _, s := range f.Explanation {
				check(s, f.ID)
			}
		}
		for _, note := range r.Notes {
			check(note, "notes")
		}
	}
	if len(of) < 15 {
		t.Errorf("only %d kinds of sentence are said", len(of))
	}
}
