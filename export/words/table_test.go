package words

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"immrecon/store/model"
)

// A table has the same columns in every language, and each has a name where it has one
// in English.
func TestEveryColumnHasWords(t *testing.T) {
	english := reflect.ValueOf(English.Tables)
	for language, w := range In {
		tables := reflect.ValueOf(w.Tables)
		for n := range tables.NumField() {
			name := tables.Type().Field(n).Name
			heads, want := tables.Field(n).Interface().([]string), english.Field(n).Interface().([]string)
			if len(heads) != len(want) || len(heads) == 0 {
				t.Errorf("%s: %s has %d columns, in English %d", language, name, len(heads), len(want))
				continue
			}
			for i, head := range heads {
				if (head == "") != (want[i] == "") || !slices.Equal(factsIn(head), factsIn(want[i])) {
					t.Errorf("%s: a column of %s is %q, in English %q", language, name, head, want[i])
				}
			}
		}
	}
	if got, want := Columns([]string{"", "period (%s)"}, "100%d"), []string{"", "period (100%d)"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A phrase says the same facts in every language.
func TestEveryPhraseHasItsFacts(t *testing.T) {
	english := reflect.ValueOf(*English)
	for language, w := range In {
		for _, kind := range []string{"Phrases", "Terminal", "Preflight", "Forecast"} {
			phrases, want := reflect.ValueOf(*w).FieldByName(kind), english.FieldByName(kind)
			for n := range phrases.NumField() {
				said, ok := phrases.Field(n).Interface().(string)
				if !ok || kind+phrases.Type().Field(n).Name == "PhrasesBetween" { // none between Chinese sentences
					continue
				}
				if in := want.Field(n).String(); said == "" || !slices.Equal(factsIn(said), factsIn(in)) {
					t.Errorf("%s: %s of %s is %q, in English %q", language, phrases.Type().Field(n).Name, kind, said, in)
				}
			}
		}
	}
}

// factsIn are the places of a template, in alphabetical order.
func factsIn(template string) []string {
	places := regexp.MustCompile(`%(\[\d\])?\d*[sd]`).FindAllString(template, -1)
	slices.Sort(places)
	return slices.Compact(places)
}

// What English says by its codes Chinese has words for.
func TestEveryCodeOfATableHasWords(t *testing.T) {
	for _, set := range []struct {
		typeName, file string
		known          func(code string) bool
	}{
		{"EvidenceReason", "../../store/model/evidence_state.go", func(c string) bool { return Chinese.Evidence.Brief[model.EvidenceReason(c)] != "" }},
		{"FoundKind", "../../store/model/found.go", func(c string) bool { return Chinese.Preflight.Found[model.FoundKind(c)] != "" }},
		{"LabelKey", "../../store/model/label.go", func(c string) bool { return Chinese.LabelKeys[model.LabelKey(c)] != "" }},
	} {
		codes := constants(t, set.file, set.typeName)
		if len(codes) < 2 {
			t.Errorf("%s: found only %d constants of type %s", set.file, len(codes), set.typeName)
		}
		for _, code := range codes {
			if !set.known(code) {
				t.Errorf("no words for %s %q", set.typeName, code)
			}
		}
	}
}

func TestCodesInTables(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{English.CauseInTable(model.UnitScale), "unit_scale"},
		{Chinese.CauseInTable(model.UnitScale), "计价单位的倍数有误"},
		{Chinese.CauseInTable("solar_flare"), "solar flare"},
		{English.BillVerdictInTable(model.BillUndecided), "undecided"},
		{Chinese.BillVerdictInTable(model.BillUndecided), "未能判定"},
		{Chinese.BillVerdictInTable(""), ""},
		{English.WhyBriefly(model.LogMissing), "log missing"},
		{Chinese.WhyBriefly(model.LogMissing), "日志缺失"},
		{English.LabelKey("tag:team"), "tag:team"},
		{Chinese.LabelKey("tag:team"), "标签 team"},
		{Chinese.LabelKey(model.LabelItem), "计费项"},
		{Chinese.Label("Project"), "Project"}, // as the bill prints it
		{Chinese.Label(model.SeveralLabels), "（多个）"},
		{English.Label(model.SeveralLabels), "(several)"},
		{English.SaysHoles("photos", 1, "2026-03-01", "!."), "Evidence of photos lacks 1 hour; by day from 2026-03-01, ! has a hole: !."},
		{Chinese.SaysHoles("photos", 8, "2026-03-01", "!."), "photos 的证据缺少 8 小时；自 2026-03-01 起每日一个标记，! 表示有缺失：!."},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestNoBill(t *testing.T) {
	found := []model.Found{{Kind: model.FoundLines, Number: 1, Product: "imm", Month: "2026-02"}, {Kind: model.FoundTotals, Number: 2, Month: "2026-02"},
		{Kind: model.FoundMore, Number: 3}, {Kind: model.FoundAccounts, Accounts: []string{"17", "18"}}}
	for _, test := range []struct{ got, want string }{
		{English.NoBill("2026-03", nil), "No bill of 2026-03: no bill was imported."},
		{Chinese.NoBill("2026-03", nil), "没有 2026-03 的账单：没有导入任何账单。"},
		{English.NoBill("2026-03", found), "No bill of 2026-03: the bills that were imported have 1 bill line of imm 2026-02, 2 control totals of 2026-02, 3 more, accounts 17 18."},
		{Chinese.NoBill("2026-03", found), "没有 2026-03 的账单：已导入的账单有 imm 2026-02 的 1 行账单、2026-02 的 2 个核对总额、另外 3 项、账号 17 18。"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
