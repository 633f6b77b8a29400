package words

import (
	"fmt"

	"immrecon/store/model"
)

// InFullPhrases are what the explanation of a finding in full says beside the
// sentences that stand elsewhere, too: headings, heads of columns, and templates of fmt.
type InFullPhrases struct {
	Head                                string // id, cause, verdict, basis, run
	Project, Region, Item, Period       string // names of facts
	Billed, Expected, This              string
	Measured                            string // a quantity with its unit, money
	Bounds                              string // a heading, and the head of its column
	BoundsColumn                        string
	Proven, AnyNumber, Possible         string // rows
	Unbounded, BilledRow                string
	NothingMissing                      string // how sure that is
	HowSure                             map[model.Completeness]string
	Lines, NoLine                       string
	LineColumns                         []string
	Alternatives, Alternative, NoneElse string
	Counts, NoUsage, Records, NoRecord  string
	NotSaved                            string
	CountColumns, RecordColumns         []string // %s is the unit
	Cut                                 string   // how many of how many are shown
	Charged, NotCharged                 string
	Rules, NoRule                       string
	Rule                                string // id, basis, how it is switched, statement, source
	Arithmetic                          string
}

var englishInFull = InFullPhrases{
	Head:    "%s: %s\n%s, %s, run %s",
	Project: "Project", Region: "Region", Item: "Item", Period: "Period", Billed: "Billed", Expected: "Expected", This: "This finding",
	Measured: "%s, %s",
	Bounds:   "Proven and possible", BoundsColumn: "proven and possible", Proven: "proven by the evidence", AnyNumber: "any number",
	Possible: "possible", Unbounded: "not bounded", BilledRow: "billed",
	NothingMissing: "That nothing else is missing is %s.",
	HowSure: map[model.Completeness]string{
		model.Proven: "proven", model.Stated: "stated", model.Presumed: "presumed", model.Short: "short", model.NotKnown: "unknown",
	},
	Lines: "Bill lines", NoLine: "No bill line.",
	LineColumns:  []string{"where", "id", "from", "usage", "unit", "list price", "per", "list amount", "currency"},
	Alternatives: "Alternatives", Alternative: "what else there was", NoneElse: "Nothing else could have been billed.",
	Counts: "Usage by hour", NoUsage: "No usage.", Records: "Records", NoRecord: "No record.", NotSaved: "Unknown: it was not saved with this run.",
	CountColumns:  []string{"hour", "operation", "ended", "charged", "%s", "records"},
	RecordColumns: []string{"completed", "request", "project", "operation", "status", "ended", "charged", "%s", "what", "where"},
	Cut:           ", the first %d of %d (--all shows them)",
	Charged:       "yes", NotCharged: "no",
	Rules: "Rules", NoRule: "None was needed beyond quantity × price.", Rule: "%s (%s, %s)\n  %s\n  Source: %s",
	Arithmetic: "Arithmetic",
}

var chineseInFull = InFullPhrases{
	Head:    "%s：%s\n%s，%s，核对 %s",
	Project: "项目", Region: "地域", Item: "计费项", Period: "周期", Billed: "账单", Expected: "应计", This: "本项发现",
	Measured: "%s，%s",
	Bounds:   "已证明与可能的用量", BoundsColumn: "已证明与可能的用量", Proven: "证据已证明", AnyNumber: "任意数量",
	Possible: "至多可能", Unbounded: "无上限", BilledRow: "账单",
	NothingMissing: "没有其他缺失：%s。",
	HowSure: map[model.Completeness]string{
		model.Proven: "已证明", model.Stated: "有声明", model.Presumed: "推定", model.Short: "缺少记录", model.NotKnown: "未知",
	},
	Lines: "账单行", NoLine: "没有账单行。",
	LineColumns:  []string{"位置", "行标识", "开始", "用量", "单位", "官网目录价", "计价单位", "官网目录总价", "币种"},
	Alternatives: "其他可能", Alternative: "另外还有", NoneElse: "没有其他可能计费的用量。",
	Counts: "每小时用量", NoUsage: "没有用量。", Records: "用量记录", NoRecord: "没有记录。", NotSaved: "未知：该次核对没有保存用量。",
	CountColumns:  []string{"小时", "操作", "结果", "计费", "%s", "记录数"},
	RecordColumns: []string{"完成时间", "请求 ID", "项目", "操作", "状态", "结果", "计费", "%s", "内容", "位置"},
	Cut:           "，前 %d 条，共 %d 条（--all 显示全部）",
	Charged:       "是", NotCharged: "否",
	Rules: "规则", NoRule: "除用量 × 单价外，不需要任何规则。", Rule: "%s（%s，%s）\n  %s\n  出处：%s",
	Arithmetic: "计算过程",
}

// chineseClasses says the classes of usage: how a call ended, or why usage is not charged.
var chineseClasses = map[string]string{
	"completed":                  "完成",
	"server_error":               "服务端失败（5xx）",
	"refused":                    "被拒绝（4xx）",
	"failed_task":                "任务失败",
	"not_modified":               "未修改（304）",
	"no_location":                "没有位置信息",
	"free_template":              "免费模板",
	"index_operator_video_faces": "视频的人脸索引",
	"openings":                   "打开次数",
	"calls":                      "API 调用次数",
	"rounded_down":               "秒数向下取整",
	"rounded_nearest":            "秒数四舍五入",
	"rounded_to_minutes":         "向上取整到整分钟",
	"replayed_as_played":         "每次播放都计费",
	"replayed_beside_initial":    "每次播放另计",
	"replayed_again":             "重复播放另计",
	"unknown":                    "结果不明",
	"undecided":                  "缺少事实",
	"weboffice_rule_unknown":     "项目创建时间不明",
	"may_be_opening":             "可能是打开",
	"unfinished":                 "只看到提交",
	"region_unknown":             "地域不明",
	"may_be_logged":              "可能已在调用日志中",
	"may_be_deleted":             "可能曾被删除",
	"after_gap":                  "前一小时的日志可能缺失",
	"duration":                   "微秒",
}

// Class says a class of usage in words.
func (w *Words) Class(class string) string { return say(w.Classes, class) }

// ClassInTable names a class of usage in a column: by its code, where that is of the
// language.
func (w *Words) ClassInTable(class string) string {
	if said, known := w.Classes[class]; known {
		return said
	}
	return class
}

// Quantity says a quantity with its base unit, "-" where it has none.
func (w *Words) Quantity(n int64, unit string) string {
	if unit == "" {
		return fmt.Sprintf("%d -", n)
	}
	return w.Say(model.SaysQuantity.With(n, unit))
}
