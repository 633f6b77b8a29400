package words

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// TestNoBlankWithinChinese fills in templates with what begins or ends in Chinese and
// with what does not.
func TestNoBlankWithinChinese(t *testing.T) {
	cent, dollar := decimal.New(1, -3), decimal.NewFromInt(1)
	note := func(amount decimal.Decimal) string {
		return Chinese.Advise(&model.FindingGroup{Verdict: model.Note, Cause: model.PlanDeduction, Item: "ImageTexts", Project: "photos", Amount: amount}, "USD")
	}
	needs := func(channel model.Kind, amount decimal.Decimal) string {
		return Chinese.Needs(&model.Needed{Channel: channel, Subject: "media", Amount: amount}, "USD", ZoneFor(true))
	}
	for got, want := range map[string]string{
		note(cent):                           "记录不足 USD 0.01：photos 项目的 ImageTexts（由资源包抵扣）。",
		note(dollar):                         "记录 USD 1.00：photos 项目的 ImageTexts（由资源包抵扣）。",
		needs(model.KindOSSLog, cent):        "下一步：补充 media 的 OSS 访问日志（1970-01-01 00:00 至 1970-01-01 00:00，UTC），可判定不足 USD 0.01。",
		needs(model.KindActionTrail, dollar): "下一步：补充 media 的操作审计事件（1970-01-01 00:00 至 1970-01-01 00:00，UTC），可判定 USD 1.00。",
		closed("a b 与 t.csv:3 及另外 2 行 所计"): "a b 与 t.csv:3 及另外 2 行所计",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
