package words

import (
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func TestAnswer(t *testing.T) {
	amount := decimal.RequireFromString
	right := model.Statement{Currency: "USD", Billed: amount("5"), Expected: amount("5"), Verdict: model.BillRight}
	wrong := model.Statement{Currency: "USD", Billed: amount("5"), Expected: amount("4"), Difference: amount("1"), Verdict: model.BillWrong}
	open := model.Statement{Currency: "CNY", Billed: amount("5"), Difference: amount("5"), Unverifiable: amount("5"), Verdict: model.BillUndecided}
	account := wrong
	account.Account = "1200000000000042"
	mismatch := []model.PayableStep{{Step: model.StepMismatch, Amount: amount("0.01")}}
	for name, test := range map[string]struct {
		report  model.Report
		english string
		chinese string
		pay     bool
	}{
		"right": {model.Report{Statement: right}, "Yes. The bill is what the evidence supports: USD 5.00.", "是。账单与证据相符：USD 5.00。", true},
		"wrong": {model.Report{Statement: wrong}, "No. The bill is USD 1.00 higher than the evidence supports.",
			"否。账单比证据支持的金额高 USD 1.00。", false},
		"not decided": {model.Report{Statement: open}, "Not decided. The bill is CNY 5.00 higher than what is proven; nothing shows that this is wrong.",
			"未能判定。账单比已证明的金额高 CNY 5.00；没有证据表明这是错误。", false},
		"right in one currency": {model.Report{Statement: right, Others: []model.Statement{open}},
			"USD: Yes. CNY: Not decided.", "USD：是。CNY：未能判定。", false},
		"of several accounts": {model.Report{Statement: wrong, Others: []model.Statement{account}},
			"No. The bill is USD 1.00 higher than the evidence supports.", "否。账单比证据支持的金额高 USD 1.00。", false},
		"right, and more is payable than it comes to": {model.Report{Statement: right, Payable: mismatch},
			"The bill is what the evidence supports: USD 5.00.", "账单与证据相符：USD 5.00。", false},
		"of a run that did not say": {model.Report{Statement: model.Statement{Currency: "USD", Billed: amount("5")}},
			"The bill is what the evidence supports: USD 5.00.", "账单与证据相符：USD 5.00。", false},
	} {
		if got := English.Answer(&test.report); got != test.english {
			t.Errorf("%s: %q, want %q", name, got, test.english)
		}
		if got := Chinese.Answer(&test.report); got != test.chinese {
			t.Errorf("%s: %q, want %q", name, got, test.chinese)
		}
		if got := MayPay(&test.report); got != test.pay {
			t.Errorf("%s: may be paid %v, want %v", name, got, test.pay)
		}
	}
}
