package words

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"immrecon/store/model"
)

// EvidencePhrases say what is known of the completeness of evidence. Why has a
// template for each reason: %[1]s is the row of coverage that says so, %[2]s its
// source and %[3]d how many records are missing.
type EvidencePhrases struct {
	Why                   map[model.EvidenceReason]string
	Brief                 map[model.EvidenceReason]string // in a few words, for a column; none in English, whose codes are words
	AndRows               string                          // more of a file: %[1]s the first, %[2]d how many more
	AllOperations, Others string
	To                    string // between two instants
	MoreTimes, MoreOps    string // %d of them
	Sentence              string // a channel, subjects, and why
	LogLimit              string // what no access log shows
}

var englishEvidence = EvidencePhrases{
	Why: map[model.EvidenceReason]string{
		model.MeteringAgrees:     "proven by metering: the provider counted as many requests as the log has",
		model.TotalAgrees:        "proven by a control total: as many records arrived as %[1]s counts (source: %[2]s)",
		model.LogWhole:           "the log of the hour and of its neighbours is there",
		model.SaidByTable:        "stated by %[1]s (source: %[2]s)",
		model.RecordsAround:      "presumed: there are records in the hour, before it and after it, and none was rejected",
		model.MeteringCountsMore: "the provider's metering counts %[3]d requests more than the log has",
		model.TotalCountsMore:    "%[1]s counts %[3]d records more than arrived (source: %[2]s)",
		model.NothingImported:    "nothing was imported of it",
		model.NoBinding:          "no row of bindings says which buckets feed this project",
		model.LogMissing:         "the log of the hour is not there",
		model.LogNotWhole:        "lines of the log of the hour could not be read, or it breaks off",
		model.NeighbourMissing:   "the log of the hour is there; the one before or after it, where its late lines would stand, is not, or not whole",
		model.OutsideRecords:     "the hour is the first or the last that has records, or lies before or after them",
		model.NoRecord:           "there are records before and after the hour, and none in it",
		model.LinesRejected:      "lines could not be read where the records of the hour stand",
		model.NotRecorded:        "the records of the month have none of these operations",
		model.NotPresumed:        "records stand around the hour, and the rule that would presume from them is switched off",
		model.OtherChannelWhole:  "nothing is missing: of trail and call log, the other is known to have all of these calls",
		model.TableContradicted:  "what arrived contradicts %[1]s, which proves nothing (source: %[2]s)",
	},
	AndRows:       "%[1]s and %[2]d more rows",
	AllOperations: "all", Others: "all others", To: "%s to %s", MoreTimes: "… and %d more times", MoreOps: "and %d more", Sentence: "%s, %s: %s.",
	LogLimit: "Access logs do not show processing that a request names in the header x-oss-process, nor what a CDN answers from its cache: " +
		"the first is assumed not to be used, the second is no use of media management.",
}

var chineseEvidence = EvidencePhrases{
	Why: map[model.EvidenceReason]string{
		model.MeteringAgrees:     "由计量证明：服务商计量的请求数与日志行数相同",
		model.TotalAgrees:        "由控制总数证明：到达的记录数与 %[1]s 所计相同（出处：%[2]s）",
		model.LogWhole:           "该小时及其前后小时的日志都在",
		model.SaidByTable:        "由 %[1]s 声明（出处：%[2]s）",
		model.RecordsAround:      "推定：该小时及其前后都有记录，且无拒收",
		model.MeteringCountsMore: "服务商的计量比日志多 %[3]d 个请求",
		model.TotalCountsMore:    "%[1]s 所计比到达的多 %[3]d 条记录（出处：%[2]s）",
		model.NothingImported:    "没有导入任何相关记录",
		model.NoBinding:          "没有绑定说明哪些 Bucket 属于该项目",
		model.LogMissing:         "该小时的日志不在",
		model.LogNotWhole:        "该小时的日志有无法读取的行，或中途截断",
		model.NeighbourMissing:   "该小时的日志在，但可能含其迟到行的前一或后一小时的日志不在或不完整",
		model.OutsideRecords:     "该小时是有记录的最初或最后一小时，或在此之外",
		model.NoRecord:           "该小时之前和之后有记录，其间没有",
		model.LinesRejected:      "该小时记录所在之处有无法读取的行",
		model.NotRecorded:        "当月记录中没有这些操作",
		model.NotPresumed:        "该小时前后有记录，但据此推定的规则已关闭",
		model.OtherChannelWhole:  "没有缺失：操作审计与自有调用日志中，另一方已知包含全部此类调用",
		model.TableContradicted:  "到达的记录与 %[1]s 矛盾，该行不作证明（出处：%[2]s）",
	},
	Brief: map[model.EvidenceReason]string{
		model.MeteringAgrees:     "计量相符",
		model.TotalAgrees:        "控制总数相符",
		model.LogWhole:           "日志完整",
		model.SaidByTable:        "表中声明",
		model.RecordsAround:      "前后都有记录",
		model.MeteringCountsMore: "计量的请求更多",
		model.TotalCountsMore:    "控制总数更多",
		model.NothingImported:    "没有导入",
		model.NoBinding:          "没有绑定",
		model.LogMissing:         "日志缺失",
		model.LogNotWhole:        "日志不完整",
		model.NeighbourMissing:   "前后小时的日志缺失",
		model.OutsideRecords:     "在有记录的时段之外",
		model.NoRecord:           "其间没有记录",
		model.LinesRejected:      "有无法读取的行",
		model.NotRecorded:        "没有这些操作的记录",
		model.NotPresumed:        "推定的规则已关闭",
		model.OtherChannelWhole:  "另一渠道完整",
		model.TableContradicted:  "与声明矛盾",
	},
	AndRows:       "%[1]s 及另外 %[2]d 行",
	AllOperations: "全部", Others: "其余全部", To: "%s 至 %s", MoreTimes: "……另有 %d 段时间", MoreOps: "等，另有 %d 种", Sentence: "%s，%s：%s。",
	LogLimit: "访问日志不显示以请求头 x-oss-process 指定的处理，也不显示 CDN 以缓存应答的请求：前者假定未使用，后者不产生智能媒体管理用量。",
}

// WhyEvidence says in a clause why evidence is as complete as it is.
func (w *Words) WhyEvidence(s *model.EvidenceState) string {
	template := say(w.Evidence.Why, s.Reason)
	if !strings.Contains(template, "%[") {
		return template
	}
	row := fmt.Sprintf("%s:%d", path.Base(s.File), s.Line)
	if s.Rows > 1 {
		row = fmt.Sprintf(w.Evidence.AndRows, row, s.Rows-1)
	}
	return closed(fmt.Sprintf(template, row, s.Source, s.Missing))
}

// WhyBriefly says in a few words why evidence is as complete as it is.
func (w *Words) WhyBriefly(r model.EvidenceReason) string { return say(w.Evidence.Brief, r) }

// OperationsOf names the first operations that a state is about, as many as most,
// given all states of its channel and subject; "" for logs, which are of every
// operation.
func (w *Words) OperationsOf(s *model.EvidenceState, all []model.EvidenceState, most int) string {
	named := func(o model.EvidenceState) bool {
		return o.Channel == s.Channel && o.Subject == s.Subject && len(o.Operations) > 0
	}
	switch {
	case len(s.Operations) > most:
		return strings.Join(s.Operations[:most], ", ") + " " + fmt.Sprintf(w.Evidence.MoreOps, len(s.Operations)-most)
	case len(s.Operations) > 0:
		return strings.Join(s.Operations, ", ")
	case s.Channel == model.KindOSSLog:
		return ""
	case slices.ContainsFunc(all, named):
		return w.Evidence.Others
	}
	return w.Evidence.AllOperations
}

// Hours names hours for people: the days and hours of the first spans, as many as
// most, a day once; and how many more there are.
func (w *Words) Hours(spans []model.Span, most int, zone Zone) string {
	var said []string
	day := ""
	for _, s := range spans[:min(len(spans), most)] {
		first, last := zone.Day(s.From), zone.Day(s.To-1)
		from, until := zone.Time(s.From).Format("15:04"), zone.Time(s.To).Format("15:04")
		if until == "00:00" {
			until = "24:00"
		}
		whole := from == "00:00" && until == "24:00"
		switch {
		case first != last && whole:
			said = append(said, fmt.Sprintf(w.Evidence.To, first, last))
		case first != last:
			said = append(said, fmt.Sprintf(w.Evidence.To, first+" "+from, last+" "+until))
		case whole:
			said = append(said, first)
		case first == day:
			said[len(said)-1] += ", " + from + "–" + until
		default:
			said = append(said, first+" "+from+"–"+until)
		}
		day = ""
		if first == last && !whole {
			day = first
		}
	}
	if more := len(spans) - most; more > 0 {
		said = append(said, fmt.Sprintf(w.Evidence.MoreTimes, more))
	}
	return strings.Join(said, "; ")
}
