package words

import (
	"cmp"
	"fmt"
	"strings"

	"immrecon/store/model"
)

// MissingWords say what is missing for a verdict, and how to get it. Both are templates:
// %[1]s is the subject and %[2]s the month.
type MissingWords struct{ What, How string }

// PreflightPhrases say what missing things are worth. Decides and About are templates of an
// amount with its currency, Span of two instants and the zone, the counts of a number.
type PreflightPhrases struct {
	Head                   string                     // month, and when it was looked
	NoBill                 string                     // month, and what there is instead
	NoneImported, Others   string                     // no bill at all; what the bills of other months have
	Found                  map[model.FoundKind]string // %[1]d of %[2]s; none in English itself
	Comma, Semicolon       string                     // between what is listed; between clauses
	Place, Listed          string                     // what is missing, and why; its number, and what is said of it
	Tables                 string                     // kinds of table with their rows
	Project                string                     // the subject of evidence where it is a project's
	Decides, About         string                     // of a bill; of usage, before the bill
	Unknown, Nothing       string                     // nobody knows what it would decide; no money is known to hang on it
	Span                   string
	Hour, Hours            string
	Record, Records        string
	Instead                string // what would tell, %[1]s
	Everyone               string // the subject where there is none
	Complete, MayLack, Not string // whether something is missing, as a heading
}

var englishMissing = map[model.MissingKind]MissingWords{
	model.MissingBill: {"The bill of %[2]s",
		"Export the month's billing details by billing item, and by the hour where offered, from the console, or call DescribeInstanceBill with IsBillingItem, and import them. They are final from 12:00 (UTC+8) on the third day of the next month."},
	model.MissingFinalBill: {"The final bill of %[2]s",
		"Export it again after 12:00 (UTC+8) on the third day of the next month: until then the provider may change its lines."},
	model.MissingBillLines: {"The rest of the bill of %[2]s",
		"Its lines come to less than its control total: export the billing details of all billing items, days and accounts and import them."},
	model.MissingTotal: {"A control total of the bill of %[2]s",
		"Call QueryBillOverview for the month, or export the console's bill overview, and import it: it tells whether all lines are here."},
	model.MissingUnread: {"Lines of the bill that could not be read",
		"`immrecon sources rejected` shows each with its reason: export the file again, or save it in a form that can be read."},
	model.MissingLineTypes: {"What some lines of the bill are for",
		"They have an amount and a type that is not known (`immrecon sources --bills`): ask the provider."},
	model.MissingLog: {"Access log of bucket %[1]s",
		"Copy the objects PREFIX%[1]sYYYY-mm-DD-HH-MM-SS-* of these hours, and of one hour on either side, from the bucket that its log storage writes to, or export the same hours from the log service. Where there were no requests, a row of coverage.csv says so."},
	model.MissingTrail: {"ActionTrail events of %[1]s",
		"Copy the trail's objects AliyunLogs/*/%[1]s/YYYY/MM/DD/* of these days from the bucket that it delivers to, or call LookupEvents for that time, or bring the application's call log of the same time instead; and state in coverage.csv how many events there are."},
	model.MissingCallLog: {"The application's call log of %[1]s",
		"Write calls.csv (time,project,operation,request_id,task_id,http_status and the facts of each call, see docs/importing.md) from the application's own records, and state in coverage.csv how many rows there are."},
	model.MissingBindings: {"Which buckets feed %[1]s",
		"Write bindings.csv (bucket,prefix,project,dataset,from,to) with a row for every bucket that is used."},
	model.MissingPrices: {"Prices in %[1]s",
		"Write prices.csv (site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,source) from the agreement or the published price list."},
	model.MissingAliases: {"Which project the bill calls %[1]s",
		"Write a row of aliases.csv (bill_id,project,region,from,to) or, if that is its name, of projects.csv (project,region,created_at,workflow_template)."},
	model.MissingProjects: {"The table of projects",
		"Write projects.csv (project,region,created_at,workflow_template): how Weboffice and indexing are charged hangs on it."},
	model.MissingStatements: {"Statements that evidence is complete",
		"Write coverage.csv (channel,subject,operations,from,to,records,source), best with the number of records that the trail's console or the application's database shows."},
	model.MissingPlace: {"Where records of %[1]s belong", "What would tell:"},
}

var chineseMissing = map[model.MissingKind]MissingWords{
	model.MissingBill: {"%[2]s 的账单",
		"从控制台按计费项（可选时按小时）导出当月账单明细，或调用带 IsBillingItem 的 DescribeInstanceBill，然后导入。账单自次月 3 日 12:00（UTC+8）起不再变动。"},
	model.MissingFinalBill: {"%[2]s 的最终账单", "次月 3 日 12:00（UTC+8）之后重新导出：在此之前服务商仍可能调整明细。"},
	model.MissingBillLines: {"%[2]s 账单的其余明细", "明细合计小于总额：请导出所有计费项、日期和账号的账单明细并导入。"},
	model.MissingTotal:     {"%[2]s 账单的总额", "对当月调用 QueryBillOverview，或导出控制台的账单总览并导入：据此可知明细是否齐全。"},
	model.MissingUnread:    {"无法读取的账单行", "`immrecon sources rejected` 列出每行及原因：请重新导出，或另存为可读取的格式。"},
	model.MissingLineTypes: {"部分账单行的用途", "这些行有金额而类型未知（`immrecon sources --bills`）：请询问服务商。"},
	model.MissingLog: {"存储空间 %[1]s 的访问日志",
		"从其日志转存的存储空间复制这些小时及前后各一小时的对象 PREFIX%[1]sYYYY-mm-DD-HH-MM-SS-*，或从日志服务导出同一时段。若没有请求，请在 coverage.csv 中用一行说明。"},
	model.MissingTrail: {"%[1]s 的操作审计事件",
		"从跟踪投递到的存储空间复制这些日期的对象 AliyunLogs/*/%[1]s/YYYY/MM/DD/*，或对该时段调用 LookupEvents，或改为提供同一时段的自有调用日志；并在 coverage.csv 中写明事件数。"},
	model.MissingCallLog: {"%[1]s 的自有调用日志",
		"根据应用自己的记录写出 calls.csv（time,project,operation,request_id,task_id,http_status 及每次调用的事实，见 docs/importing.md），并在 coverage.csv 中写明行数。"},
	model.MissingBindings: {"%[1]s 使用哪些存储空间", "写出 bindings.csv（bucket,prefix,project,dataset,from,to），每个使用的存储空间一行。"},
	model.MissingPrices: {"%[1]s 的价格",
		"按合同或公开价目表写出 prices.csv（site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,source）。"},
	model.MissingAliases: {"账单中的 %[1]s 是哪个项目",
		"在 aliases.csv（bill_id,project,region,from,to）中写一行；若这就是项目名，则写入 projects.csv（project,region,created_at,workflow_template）。"},
	model.MissingProjects: {"项目表", "写出 projects.csv（project,region,created_at,workflow_template）：Weboffice 和索引如何计费取决于它。"},
	model.MissingStatements: {"证据完整性的声明",
		"写出 coverage.csv（channel,subject,operations,from,to,records,source），最好写明跟踪控制台或应用数据库显示的记录数。"},
	model.MissingPlace: {"%[1]s 的记录属于何处", "可由此得知："},
}

var englishPreflight = PreflightPhrases{
	Head: "IMM bill %[1]s, as far as it is here at %[2]s", NoBill: "No bill of %[1]s: %[2]s.",
	NoneImported: "no bill was imported", Others: "the bills that were imported have %s",
	Comma: ", ", Semicolon: "; ", Place: "%s: %s", Listed: "%3d. %s.",
	Tables: "Rows of the company's own tables: %s.", Project: "project %s",
	Decides: "would decide %s", About: "would decide about %s", Unknown: "nobody knows how much it would decide", Nothing: "no money is known to hang on it",
	Span: "%s to %s (%s)", Hour: "hour", Hours: "hours", Record: "record", Records: "records", Instead: " %s.", Everyone: "the projects",
	Complete: "Nothing is missing for a verdict.", MayLack: "Missing for a verdict, the most money first:", Not: "Missing too, and a verdict can be had without:",
}

var chinesePreflight = PreflightPhrases{
	Head: "IMM 账单 %[1]s，截至 %[2]s 的情况", NoBill: "没有 %[1]s 的账单：%[2]s。",
	NoneImported: "没有导入任何账单", Others: "已导入的账单有 %s",
	Found: map[model.FoundKind]string{
		model.FoundLines: "%[2]s 的 %[1]d 行账单", model.FoundTotals: "%[2]s 的 %[1]d 个核对总额", model.FoundAccounts: "账号 %[2]s", model.FoundMore: "另外 %[1]d 项",
	},
	Comma: "、", Semicolon: "；", Place: "%s：%s", Listed: "%3d. %s。",
	Tables: "公司自有各表的行数：%s。", Project: "项目 %s",
	Decides: "可判定 %s", About: "约可判定 %s", Unknown: "可判定的金额未知", Nothing: "已知没有金额取决于此",
	Span: "%s 至 %s（%s）", Hour: "小时", Hours: "小时", Record: "条记录", Records: "条记录", Instead: "%s。", Everyone: "各项目",
	Complete: "判定账单所需的内容已齐全。", MayLack: "判定账单还缺少以下内容，金额大者在前：", Not: "以下内容也缺少，但没有它们也可判定：",
}

// NoBill says that there is no bill of a month, and what there is instead.
func (w *Words) NoBill(month string, found []model.Found) string {
	instead := w.Preflight.NoneImported
	if len(found) > 0 {
		said := make([]string, len(found))
		for n, f := range found {
			said[n] = w.Found(f)
		}
		instead = fmt.Sprintf(w.Preflight.Others, strings.Join(said, w.Preflight.Comma))
	}
	return fmt.Sprintf(w.Preflight.NoBill, month, instead)
}

// Found says what bills have that have no line of a month.
func (w *Words) Found(f model.Found) string {
	template, known := w.Preflight.Found[f.Kind]
	if !known {
		return f.String()
	}
	of := f.Of()
	if f.Kind == model.FoundAccounts {
		of = strings.Join(f.Accounts, " ")
	}
	return fmt.Sprintf(template, f.Number, of)
}

// Lacks says in a clause what is missing, of when, and what it would decide; before says
// that there is no bill yet.
func (w *Words) Lacks(m *model.Missing, month string, before bool, zone Zone) string {
	p := &w.Preflight
	what := missing(w.Missing[m.Kind].What, cmp.Or(m.Subject, p.Everyone), month)
	if m.Kind == model.MissingPlace {
		what = fmt.Sprintf(p.Place, what, w.Reason(m.Reason).What)
	}
	parts := []string{what}
	if m.To > m.From && m.Kind != model.MissingBill {
		parts = append(parts, fmt.Sprintf(p.Span, zone.Minute(m.From), zone.Minute(m.To), zone.Name))
	}
	if m.Hours > 0 {
		parts = append(parts, number(m.Hours, p.Hour, p.Hours))
	}
	if m.Records > 0 {
		parts = append(parts, number(m.Records, p.Record, p.Records))
	}
	return strings.Join(append(parts, w.decides(m, before)), p.Semicolon)
}

func (w *Words) decides(m *model.Missing, before bool) string {
	p := &w.Preflight
	template := p.Decides
	switch {
	case !m.Amount.Valid:
		return p.Unknown
	case m.Amount.Decimal.IsZero():
		return p.Nothing
	case before:
		template = p.About
	}
	return fmt.Sprintf(template, Money(m.Currency, m.Amount.Decimal))
}

// HowToGet says in a sentence how to get what is missing.
func (w *Words) HowToGet(m *model.Missing, month string) string {
	how := missing(w.Missing[m.Kind].How, cmp.Or(m.Subject, "*"), month)
	if m.Kind == model.MissingPlace {
		how += fmt.Sprintf(w.Preflight.Instead, w.Reason(m.Reason).Tells)
	}
	return how
}

// missing fills a template of MissingWords in; a subject may hold any character.
func missing(template, subject, month string) string {
	return strings.NewReplacer("%[1]s", subject, "%[2]s", month).Replace(template)
}

// number is how many of a thing there are.
func number(n int64, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
