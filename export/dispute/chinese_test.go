package dispute

import (
	"bytes"
	"fmt"
	"html"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"immrecon/export/words"

	"immrecon/store/model"
)

// Every language of the program is one of packets, and each says all that the others do.
func TestAPacketIsInEveryLanguage(t *testing.T) {
	for code, w := range words.In {
		if got := (&Packet{Words: w}).phrases(); got.Words != w {
			t.Errorf("a packet in %s is in another language", code)
		}
	}
	if (&Packet{}).phrases() != &english {
		t.Error("a packet of no language is not in English")
	}
	for _, w := range languages {
		wantSameTemplates(t, w.Page.Lang, reflect.ValueOf(*w), reflect.ValueOf(english))
		wantSameTemplates(t, w.Page.Lang, reflect.ValueOf(*w.Page), reflect.ValueOf(englishPage))
	}
}

// wantSameTemplates holds that no phrase is missing, and that each is filled in with as
// much as the English one.
func wantSameTemplates(t *testing.T, language string, got, want reflect.Value) {
	t.Helper()
	for n := range want.NumField() {
		if want.Field(n).Kind() != reflect.String {
			continue
		}
		said, inEnglish := got.Field(n).String(), want.Field(n).String()
		if said == "" || strings.Count(said, "%") != strings.Count(inEnglish, "%") {
			t.Errorf("%s: %s is %q, and %q in English", language, want.Type().Field(n).Name, said, inEnglish)
		}
	}
}

// full is a packet that says everything that packets say: more days than fit, a part of
// the usage set off, an assumed rule, and every kind of step.
func full(p *Packet) *Packet {
	p.Words = words.Chinese
	p.Findings[0].Basis, p.Findings[1].Project, p.Cells[1].Project = model.Assumed, "", ""
	p.Findings[1].Tier, p.Cells[1].Tier = "small", "small"
	off := p.Findings[0]
	off.Difference, off.Payable = measure(-20, "-0.0005"), paid(dec("-0.0005"))
	p.SetOff = []model.ProvenFinding{off}
	for n := range int64(12) {
		c := cell(10+n, 48+24*n, measure(2, "0.000056"), measure(1, "0.000028"))
		p.Cells, p.Findings = append(p.Cells, c), append(p.Findings, finding(fmt.Sprintf("F%d", 10+n), c, "65D0A1B20000000000000003", "b.jpg"))
	}
	calls, money := model.SaysQuantity.With(2, "call"), model.SaysMoney.With("0.000056", "USD")
	p.Findings[1].Steps = model.Sayings{
		model.SaysBilledNoPrice.With("march.csv", 2, calls, money), model.SaysBilledInAll.With(calls, money),
		model.SaysOwnContradicted.With("march.csv", 2, "1", "USD", "2", model.SaysMore.With("1")), model.SaysNothingBillable.With(),
		model.SaysExpectedPart.With("image/faces", model.SaysProduct.With(calls, "0.028", "USD", "0.056"), "assumed", "IMM billing items page, 2026-02-15"),
		model.SaysExpectedNoPrice.With("USD", calls), model.SaysExpectedDefect.With(calls, money), model.SaysOfThis.With(calls, money),
	}
	p.Rules = append(p.Rules, model.Rule{ID: "free_items_at_zero", Basis: model.Assumed, Source: "own rule: nothing is claimed on it"})
	p.Claim.Claimed = p.Claim.Claimed.Sub(decimal.New(1, -6)) // less than the difference, which is told then
	return p
}

// names are what a packet has in Latin letters in any language: what is given, names of
// files, of the program's rules, items and operations, and of parameters of the API.
var names = []string{"Example Ltd", "billing@example.com", "D-2026-03-01", "T-1", "photos", "films", "ap-southeast-1", "ImageDetect", "image/faces", "c0ffee",
	"charge_5xx", "free_items_at_zero", "the owner of the service", "march.csv", "coverage.csv", "metering.json", "evidence.csv", "days.csv", "hours.csv", "rules.csv",
	"transcoding.csv", "weboffice.csv", "bill_lines.csv", "totals.csv", "requests.csv", "manifest.json",
	"VideoCompress265LD", "VideoCompress265SD", "VideoCompressCopy", "DocumentWebofficePreview", "GenerateWebofficeToken", "RefreshWebofficeToken", "WebofficeOpen",
	"Permission.Readonly", "CachePreview", "CreateMediaConvertTask", "StandardQueryL",
	"LocationDateClustering", "SimilarImageClustering", "immrecon"}

// latin are the words of one or more letters that Chinese has no other for.
var latin = []string{"API", "F", "G", "H", "ID", "IMM", "L", "LD", "O", "OSS", "R", "SD", "T", "UID", "USD", "UTC", "Weboffice", "copy", "false", "h", "true", "xx"}

var (
	tags    = regexp.MustCompile(`(?s)<style>.*</style>|<[^>]*>`)
	outside = regexp.MustCompile(`https://[a-z./-]+|\b[0-9A-F]{20,}\b`) // addresses and request ids
	letters = regexp.MustCompile(`[A-Za-z]+`)
)

// wantChinese finds what is left of another language in a text.
func wantChinese(t *testing.T, what, text string) {
	t.Helper()
	text = outside.ReplaceAllString(text, " ")
	for _, name := range names {
		text = strings.ReplaceAll(text, name, " ")
	}
	for _, word := range letters.FindAllString(text, -1) {
		if !slices.Contains(latin, word) {
			t.Errorf("%s: %q is left in English:\n%s", what, word, text)
			return
		}
	}
}

// Of a packet in Chinese nothing that people read is in English: neither the page, as
// HTML and as a workbook, nor the arithmetic, the ticket and the sentences in tables.
func TestNothingOfAChinesePacketIsEnglish(t *testing.T) {
	for name, p := range map[string]*Packet{"transcoding": transcoded(), "weboffice": weboffice(), "own-line": contradicted(), "no-use": unused(), "errors": claim()} {
		p = full(p)
		files, err := p.files()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			switch text := string(f.content); f.name {
			case "summary.html":
				wantChinese(t, name+" "+f.name, html.UnescapeString(tags.ReplaceAllString(text, " ")))
			case "summary.xlsx":
				wantChinese(t, name+" "+f.name, workbookText(t, f.content))
			case "arithmetic.txt", "ticket-zh.txt":
				wantChinese(t, name+" "+f.name, text)
			}
		}
		for n := range p.Weboffice {
			wantChinese(t, name+" why", p.whyWeboffice(p.phrases(), &p.Weboffice[n]))
		}
		for n := range p.Evidence {
			wantChinese(t, name+" why", p.phrases().WhyEvidence(&p.Evidence[n]))
		}
	}
}

// workbookText is all that the cells of a workbook say.
func workbookText(t *testing.T, content []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(summarySheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}
