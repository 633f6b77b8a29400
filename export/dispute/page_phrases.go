package dispute

import "fmt"

// pagePhrases are what the pages of a packet say beside its records, in one language:
// headings, names, and templates of fmt.
type pagePhrases struct {
	Lang string // as HTML names the language

	Title    string // claim
	Subject  string // month
	TooMuch  string // money, cause
	AtList   string // money as it was paid, and at list prices
	Response string // what was charged too much, item, period

	Claimant, Contact, Ticket, AnswerBy, Account, BillOf          string
	Item, Projects, Regions, Period, Behind, Basis, Run, RunEvent string
	Pieces                                                        string // findings, lines and records, with their nouns
	Catalogue                                                     string // run, hash of its catalogue
	Findings, Lines, Records                                      noun

	Figures, Billed, Expected, Difference, Claimed, Payable string
	In                                                      string // a figure, its currency

	Days, Day, Project, Unit         string
	BilledQuantity, ExpectedQuantity string
	MoreDays                         string // how many

	Proof, Whole, Rules string
	Cited               string // of a rule: id, basis, the clause of its beginning, source
	Since               string // day
	Arithmetic          string // finding
	Notes               string
	Times               string // zone
	Rounding            string
	Assumed             string
	SetOff              string // money, and what is left

	ArithmeticOf string // claim, findings with their noun
	Finding      string // id, project, item, period
	OtherSide    string // such a finding
	ClaimedOf    string // amount, currency, the clause of what was paid
	ClaimedInAll string // the sum written out, amount, currency, the clause of what was paid
	Paid         string // amount
	Uncharged    string // amount, currency
	ProofBelow   string
}

// noun names things that are counted: one of them, and %d of them.
type noun struct{ one, many string }

func (n noun) of(count int) string {
	if count == 1 {
		return n.one
	}
	return fmt.Sprintf(n.many, count)
}

var englishPage = pagePhrases{
	Lang:  "en",
	Title: "Claim %s: billing error", Subject: "IMM bill of %s",
	TooMuch: "%s was charged too much: %s.", AtList: "%s (%s at list prices)", Response: "%s %s, %s.",

	Claimant: "Claimant", Contact: "Contact", Ticket: "Ticket", AnswerBy: "Answer by", Account: "Account (UID)", BillOf: "Bill of",
	Item: "Billing item", Projects: "Projects", Regions: "Regions", Period: "Period", Behind: "Behind it", Basis: "Basis", Run: "Run", RunEvent: "Recorded by event",
	Pieces: "%s, %s, %s", Catalogue: "%s, catalogue %s",
	Findings: noun{"1 finding", "%d findings"}, Lines: noun{"1 bill line", "%d bill lines"}, Records: noun{"1 usage record", "%d usage records"},

	Figures: "Figures", Billed: "Billed", Expected: "Expected", Difference: "Difference", Claimed: "Claimed", Payable: "As payable", In: "%s (%s)",

	Days: "Days that differ", Day: "Day", Project: "Project", Unit: "Unit", BilledQuantity: "Billed", ExpectedQuantity: "Expected",
	MoreDays: "%d more in days.csv; the hours are in hours.csv.",

	Proof: "What proves it", Whole: "Why the evidence is complete", Rules: "Rules", Cited: "(%s, %s%s; %s)", Since: ", since %s",
	Arithmetic: "Arithmetic of %s, the largest finding",
	Notes:      "Notes", Times: "Times are %s.",
	Rounding: "Amounts are list amounts, before discounts and tax, in exact decimals: nothing is rounded but where a rule in rules.csv says so.",
	Assumed:  "The provider's documentation does not state every rule used here; what is assumed is marked so in rules.csv.",
	SetOff:   "For the same cause %s was not charged under another item or project in these periods; set off against the claim, %s is left.",

	ArithmeticOf: "%s: arithmetic of %s", Finding: "%s: %s, %s, %s", OtherSide: "The other side, %s",
	ClaimedOf: "Claimed: %s %s%s", ClaimedInAll: "Claimed in all: %s = %s %s%s", Paid: "; %s of it as payable",
	Uncharged: "Not charged on the other side: %s %s", ProofBelow: "Proof",
}

var chinesePage = pagePhrases{
	Lang:  "zh-CN",
	Title: "账单计费错误：%s", Subject: "%s 的 IMM 账单",
	TooMuch: "多收 %s：%s。", AtList: "%s（官网目录价 %s）", Response: "%s%s，%s。",

	Claimant: "申请方", Contact: "联系方式", Ticket: "工单号", AnswerBy: "答复期限", Account: "账号（UID）", BillOf: "账单月份",
	Item: "计费项", Projects: "项目", Regions: "地域", Period: "时间范围", Behind: "所依据的内容", Basis: "规则依据", Run: "核对编号", RunEvent: "核对的记录事件",
	Pieces: "%s，%s，%s", Catalogue: "%s，价目版本 %s",
	Findings: noun{"1 项发现", "%d 项发现"}, Lines: noun{"1 条账单行", "%d 条账单行"}, Records: noun{"1 条用量记录", "%d 条用量记录"},

	Figures: "金额", Billed: "账单金额", Expected: "应计金额", Difference: "差额", Claimed: "多收金额", Payable: "折合应付金额", In: "%s（%s）",

	Days: "有差异的日期", Day: "日期", Project: "项目", Unit: "单位", BilledQuantity: "账单用量", ExpectedQuantity: "应计用量",
	MoreDays: "另有 %d 天，见 days.csv；各小时见 hours.csv。",

	Proof: "证明", Whole: "证据完整的依据", Rules: "规则", Cited: "（%s，%s%s；%s）", Since: "，自 %s 起",
	Arithmetic: "%s 的计算过程（金额最大的一项发现）",
	Notes:      "说明", Times: "时间为 %s。",
	Rounding: "金额均为官网目录价，优惠和税前，按精确的小数计算：除 rules.csv 中的规则写明之处外，不作任何舍入。",
	Assumed:  "服务商的文档没有写明此处所用的每条规则；属于假定的，在 rules.csv 中标明。",
	SetOff:   "同一原因在相同时段使 %s 未在其他计费项或项目下收取；抵扣后余 %s。",

	ArithmeticOf: "%s：%s的计算过程", Finding: "%s：%s，%s，%s", OtherSide: "另一面，%s",
	ClaimedOf: "多收：%s %s%s", ClaimedInAll: "多收合计：%s = %s %s%s", Paid: "；其中折合应付金额 %s",
	Uncharged: "另一面未收取：%s %s", ProofBelow: "证明",
}
