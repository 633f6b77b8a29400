package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"immrecon/export/words"
	"immrecon/reconcile/proof"
	"immrecon/store"
	"immrecon/store/model"
	"immrecon/store/runs"
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
		if said := words.Chinese.Say(s); englishWords.MatchString(said) || !hasHan(said) {
			t.Errorf("%s: %s is said in Chinese as %q", where, s, said)
		}
		if said := words.English.Say(s); !strings.HasSuffix(said, ".") || hasHan(said) {
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

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// What is said of a month with every fault is in the language that is asked for:
// every finding in full, and a packet of each cause.
func TestAMonthIsSaidInChinese(t *testing.T) {
	t.Parallel()
	location := reconciled(t)
	findingsAreExplained(t, location)
	packetsAreInChinese(t, location)
}

// findingsAreExplained holds that every step of the arithmetic is said in either
// language, and that explain writes no line in the other.
func findingsAreExplained(t *testing.T, location string) {
	t.Helper()
	d, err := store.OpenExisting(t.Context(), location)
	noError(t, err)
	defer d.Close()
	r := d.Reader(t.Context())
	run, _, err := runs.Latest(r, "2026-03")
	noError(t, err)
	report, err := runs.Findings(r, run.ID)
	noError(t, err)
	proofs, err := proof.OfRun(r, run, report.Findings, 1)
	noError(t, err)
	of := map[model.SayingCode]bool{}
	for _, p := range proofs {
		for _, step := range p.Steps {
			of[step.Code] = true
			if said := words.Chinese.Say(step); !hasHan(said) || englishWords.MatchString(said) {
				t.Errorf("%s: %s is said in Chinese as %q", p.Finding.ID, step, said)
			}
			if said := words.English.Say(step); hasHan(said) || strings.Contains(said, step.String()) {
				t.Errorf("%s: %s is said in English as %q", p.Finding.ID, step, said)
			}
		}
		out, notes, code := told("--db", location, "explain", p.Finding.ID, "--lang", "zh")
		if code != exitDone || !strings.Contains(out, words.Chinese.Cause(p.Finding.Cause)) || englishWords.MatchString(out) {
			t.Errorf("%s: exit %d: %s%s: %q", p.Finding.ID, code, notes, out, englishWords.FindString(out))
		}
	}
	if len(of) < 5 {
		t.Errorf("only %d kinds of step are said", len(of))
	}
}

// ownSource is who counted or says so by the company's own table, which stays as it is.
var ownSource = regexp.MustCompile(`（出处：[^）]*）|计数方：[^<\n]*`)

// packetsAreInChinese holds that a packet in Chinese about any cause has no English in
// what people read.
func packetsAreInChinese(t *testing.T, location string) {
	t.Helper()
	packets := 0
	for cause := range words.Chinese.Causes { // those that have no finding to claim are refused
		claims, _, _ := told("--db", location, "dispute", "new", "--month", "2026-03", "--cause", string(cause), "--min", "0")
		id := regexp.MustCompile(`D-2026-03-\d+`).FindString(claims)
		if id == "" {
			continue
		}
		packets++
		folder := filepath.Join(t.TempDir(), id)
		if _, notes, code := told("--db", location, "dispute", "export", id, "--out", folder, "--lang", "zh"); code != exitDone {
			t.Fatalf("%s: exit %d: %s", id, code, notes)
		}
		for name, text := range filesOf(t, folder) {
			switch _, body, _ := strings.Cut(text, "<body>"); name {
			case "summary.html":
				text = body
			case "arithmetic.txt", "ticket-zh.txt", "evidence.csv", "rules.csv", "weboffice.csv":
			default:
				continue
			}
			if said := englishWords.FindString(ownSource.ReplaceAllString(text, "")); said != "" {
				t.Errorf("%s of %s says %q:\n%s", name, id, said, text)
			}
		}
	}
	if packets < 5 {
		t.Errorf("only %d packets were made", packets)
	}
}
