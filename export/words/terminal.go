package words

import (
	"fmt"

	"immrecon/store/model"
)

// TerminalPhrases are what the statement, the findings and the months say on a terminal
// beside the sentences that stand elsewhere, too.
type TerminalPhrases struct {
	Head                                 string // month, account, run, two instants, zone
	Billed, Expected, Difference         string // rows of the figures
	Judged, Assumed                      string // a cause and its verdict; a verdict and its basis
	Unexplained, Unverifiable, Tolerated string // rows of the figures; Tolerated: within the decimals of the bill
	Payable                              string // an account
	Switched                             string // above the assumptions
	Holes                                string // a bucket, hours, the first day, a mark a day
	Note                                 string // a sentence
	NoFindings, NoMonths                 string
	Open, Closed, ToBeClosed, ToBeOpen   string // of a month
	Final, FinalFrom                     string // of a bill; a time
	NoRun                                string // of a month as a whole
}

var englishTerminal = TerminalPhrases{
	Head:   "IMM bill %[1]s, account %[2]s, run %[3]s\n%[4]s to %[5]s, %[6]s",
	Billed: "Billed, list amount", Expected: "Expected from usage", Difference: "Difference",
	Judged: "%[1]s (%[2]s)", Assumed: "%[1]s, %[2]s",
	Unexplained: "unexplained", Unverifiable: "unverifiable, evidence is missing", Tolerated: "tolerated, decimals of the bill",
	Payable:    "From list amount to what is paid, account %s",
	Switched:   "Where the provider is silent, this was assumed; switching it would change the expected amount by",
	Holes:      "Evidence of %[1]s lacks %[2]s; by day from %[3]s, ! has a hole: %[4]s",
	Note:       "Note: %s",
	NoFindings: "No findings.", NoMonths: "No months.",
	Open: "open", Closed: "closed", ToBeClosed: "to be closed", ToBeOpen: "to be reopened",
	Final: "final", FinalFrom: "final from %s", NoRun: "none of the whole month",
}

var chineseTerminal = TerminalPhrases{
	Head:   "IMM 账单 %[1]s，账号 %[2]s，核对 %[3]s\n%[4]s 至 %[5]s，%[6]s",
	Billed: "账单金额（目录价）", Expected: "按用量的应计金额", Difference: "差异",
	Judged: "%[1]s（%[2]s）", Assumed: "%[1]s，%[2]s",
	Unexplained: "无法解释", Unverifiable: "无法核实（缺少证据）", Tolerated: "容差以内（账单的小数位）",
	Payable:    "从目录价到应付金额，账号 %s",
	Switched:   "服务商未作说明之处的假设；若切换，应计金额的变化为",
	Holes:      "%[1]s 的证据缺少 %[2]s；自 %[3]s 起每日一个标记，! 表示有缺失：%[4]s",
	Note:       "注：%s",
	NoFindings: "没有发现。", NoMonths: "没有月份。",
	Open: "未关账", Closed: "已关账", ToBeClosed: "待确认关账", ToBeOpen: "待确认重开",
	Final: "已出账", FinalFrom: "%s 出账完成", NoRun: "没有全月的核对",
}

// SaysHoles says how many hours of a bucket's evidence are missing, and when: marks
// are the days from the first on.
func (w *Words) SaysHoles(bucket string, hours int64, first, marks string) string {
	return fmt.Sprintf(w.Terminal.Holes, bucket, number(hours, w.Preflight.Hour, w.Preflight.Hours), first, marks)
}

// FromTo says a span of time.
func (w *Words) FromTo(from, to string) string { return fmt.Sprintf(w.Evidence.To, from, to) }

// Judged says a cause with its verdict, and if by an assumed rule.
func (w *Words) Judged(e *model.Explained) string {
	verdict := w.Verdict(e.Verdict)
	if e.Basis == model.Assumed {
		verdict = fmt.Sprintf(w.Terminal.Assumed, verdict, w.Basis(e.Basis))
	}
	return fmt.Sprintf(w.Terminal.Judged, w.Cause(e.Cause), verdict)
}
