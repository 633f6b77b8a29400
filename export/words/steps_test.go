package words

import (
	"testing"

	"immrecon/store/model"
)

// The arithmetic of a finding, in either language.
func TestStepsOfAFinding(t *testing.T) {
	quantity := func(n int64, unit string) model.Saying { return model.SaysQuantity.With(n, unit) }
	money := func(amount string) model.Saying { return model.SaysMoney.With(amount, "USD") }
	for _, test := range []struct {
		said    model.Saying
		english string
		chinese string
	}{
		{model.SaysBilledLine.With("bill.csv", 12, model.SaysProductPer.With(quantity(9, "call"), "0.028", "USD", 1000, "0.000252"), "0.000252"),
			"Billed, bill.csv:12: 9 calls × 0.028 USD / 1000 = 0.000252 USD; the line says 0.000252",
			"账单，bill.csv:12：9 次 × 0.028 USD / 1000 = 0.000252 USD；该行金额为 0.000252"},
		{model.SaysBilledNoPrice.With("bill.csv", 12, quantity(1, "call"), money("0.25")),
			"Billed, bill.csv:12: 1 call for 0.25 USD; the line shows no list price",
			"账单，bill.csv:12：1 次，金额 0.25 USD；该行没有官网目录价"},
		{model.SaysBilledInAll.With(quantity(9, "call"), money("0.000252")),
			"Billed in all: 9 calls, 0.000252 USD", "账单合计：9 次，0.000252 USD"},
		{model.SaysOwnContradicted.With("bill.csv", 4, "0.503", "USD", "0.003", model.SaysLess.With("0.5")),
			"The line contradicts itself, bill.csv:4: it prints 0.503 USD, and its own quantity × list price is 0.003, 0.5 less; no rule beside the line is needed (documented: the bill)",
			"该行自相矛盾，bill.csv:4：所印金额为 0.503 USD，而其自身的用量 × 官网目录价为 0.003，少 0.5；无需该行以外的任何规则（有文档：账单）"},
		{model.SaysExpectedPart.With("video/convert", model.SaysProduct.With(quantity(1, "second"), "0.0000509434", "USD", "0.0000509434"), "documented", "IMM billing items page, 2026-02-15"),
			"Expected, video/convert: 1 second × 0.0000509434 USD = 0.0000509434 USD (documented: IMM billing items page, 2026-02-15)",
			"应计，video/convert：1 秒 × 0.0000509434 USD = 0.0000509434 USD（有文档：IMM 计费项页面，2026-02-15）"},
		{model.SaysExpectedPart.With("image/faces", model.SaysProduct.With(quantity(2, "image"), "0.1", "CNY", "0.2"), "assumed", "agreement of 2025"),
			"Expected, image/faces: 2 images × 0.1 CNY = 0.2 CNY (assumed: agreement of 2025)",
			"应计，image/faces：2 张 × 0.1 CNY = 0.2 CNY（假定：agreement of 2025）"},
		{model.SaysDifference.With(9, 7, quantity(2, "frame"), "0.3", "0.1", money("0.2")),
			"Difference: 9 − 7 = 2 frames; 0.3 − 0.1 = 0.2 USD", "差异：9 − 7 = 2 帧；0.3 − 0.1 = 0.2 USD"},
		{model.SaysOfThis.With(quantity(1, "countunit"), money("0.1")),
			"Of this, 1 countunit and 0.1 USD are this finding's", "其中 1 计量单位、0.1 USD 属于本项发现"},
		{model.SaysUsageGone.With(8, 5),
			"Of 8 usage records behind the findings 5 are still stored: the sources of the others were forgotten since the run.",
			"各项发现所依据的 8 条用量记录中，仍保存 5 条：其余记录的来源在核对之后被删除。"},
	} {
		if got := English.Say(test.said); got != test.english {
			t.Errorf("got  %s\nwant %s", got, test.english)
		}
		if got := Chinese.Say(test.said); got != test.chinese {
			t.Errorf("got  %s\nwant %s", got, test.chinese)
		}
	}
}
