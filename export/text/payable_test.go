package text_test

import (
	"strings"
	"testing"

	"immrecon/export/text"
	"immrecon/export/words"

	"immrecon/store/model"
)

// TestStatementGoesOnToWhatIsPaid shows the second part of a statement: a table
// for each account and currency, then the notes.
func TestStatementGoesOnToWhatIsPaid(t *testing.T) {
	r := &model.Report{
		Run: model.Run{Key: "2026-03/1", Month: "2026-03", From: hour, To: hour + 3600, Currency: "USD"}, Statement: model.Statement{Currency: "USD"},
		Payable: []model.PayableStep{
			{Account: "17", Currency: "USD", Step: model.StepList, Lines: 2, Amount: dec("10.0000001")},
			{Account: "17", Currency: "USD", Step: model.StepDiscount, Rate: "5%", Lines: 2, Amount: dec("-0.5")},
			{Account: "17", Currency: "USD", Step: model.StepMismatch, Lines: 1, Amount: dec("0.25")},
			{Account: "17", Currency: "USD", Step: model.StepPayable, Lines: 2, Amount: dec("9.7500001")},
			{Currency: "CNY", Step: model.StepList, Amount: dec("0")},
			{Currency: "CNY", Step: model.StepRefund, Lines: 1, Amount: dec("-3")},
			{Currency: "CNY", Step: model.StepPayable, Lines: 1, Amount: dec("-3")},
		},
		Notes: model.Sayings{model.SaysClosed.With("2026-03")},
	}
	var out strings.Builder
	if err := text.Statement(&out, words.English, r, words.Billing); err != nil {
		t.Fatal(err)
	}
	want := `
From list amount to what is paid, account 17
                      lines            USD
List amount of usage      2  10.0000001000
  Discount 5%             2  -0.5000000000
  Not explained           1  +0.2500000000
Payable                   2   9.7500001000

From list amount to what is paid, account -
                      lines            CNY
List amount of usage      0   0.0000000000
  Refunds                 1  -3.0000000000
Payable                   1  -3.0000000000

Note: 2026-03 is closed; nothing came in late.
`
	if !strings.HasSuffix(out.String(), want) {
		t.Errorf("the statement\n%s\ndoes not end with\n%s", out.String(), want)
	}
}
