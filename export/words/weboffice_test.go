package words

import (
	"slices"
	"testing"

	"immrecon/store/model"
)

func TestSaysWhatDecidesAboutWeboffice(t *testing.T) {
	use := func(project string, rule model.WebofficeRule) model.WebofficeUse {
		return model.WebofficeUse{Project: project, Rule: rule}
	}
	r := &model.Report{
		Weboffice: []model.WebofficeUse{use("desk", model.PayOpenings), use("desk", model.PayOpenings), use("a", model.PayCalls), use("b", model.PayCalls),
			use("c", model.PayCalls), use("d", model.PayCalls), use("e", model.PayCalls), use("new", model.PayUnknown)},
		Rules: []model.Rule{{ID: "weboffice_opens_before_2023_12_01", Source: "the billing page"}, {ID: "weboffice_calls_from_2023_12_01", Source: "the same page"}},
	}
	want := []string{
		"Weboffice of desk is charged by openings, for it was created before 1 December 2023 (UTC+8) (the billing page).",
		"Weboffice of a, b, c, d and 1 more is charged by API calls, for it was created on 1 December 2023 (UTC+8) or later (the same page).",
		"Nobody knows when new was created, which decides what it pays for Weboffice by: projects.csv would tell.",
	}
	if got := English.SaysWeboffice(r); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	r.Weboffice = []model.WebofficeUse{{Project: "desk", Region: "cn-hangzhou", Rule: model.PayOpenings}, {Project: "desk", Region: "eu-central-1", Rule: model.PayCalls}, use("new", model.PayCalls)}
	want = []string{
		"desk (cn-hangzhou) 的 Weboffice 按打开次数计费，因其创建于 2023 年 12 月 1 日（UTC+8）之前（the billing page）。",
		"desk (eu-central-1)、new 的 Weboffice 按 API 调用计费，因其创建于 2023 年 12 月 1 日（UTC+8）或之后（the same page）。",
	}
	if got := Chinese.SaysWeboffice(r); !slices.Equal(got, want) {
		t.Errorf("%q, want %q: one name in two regions", got, want)
	}
	if got := English.SaysWeboffice(&model.Report{}); len(got) > 0 {
		t.Errorf("%q of nothing", got)
	}
}
