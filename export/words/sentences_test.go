package words

import (
	"testing"

	"immrecon/store/model"
)

// usage is a clause of usage of a class, in a list.
func usage(class string, facts ...any) model.Sayings {
	return model.Sayings{model.UsageCode(class).With(facts...)}
}

const noon = 1772596800 // 2026-03-04T12:00:00+08:00

// What is said of one is not what is said of several.
func TestSentences(t *testing.T) {
	refused := func(n int64) model.Sayings { return model.Sayings{model.SaysNotCharged.With(usage("refused", n), n)} }
	for _, test := range []struct {
		said    model.Saying
		english string
		chinese string
	}{
		{model.SaysOnTop.With(5, 4, refused(1), 1, 1),
			"Billed 5, the evidence shows 4. There was also 1 call that was refused (4xx), which is not charged: it accounts for 1 of the difference of 1.",
			"账单计 5，证据显示 4。另有 1 次被拒绝（4xx）的调用，不计费：它们占差异 1 中的 1。"},
		{model.SaysOnTop.With(6, 4, refused(2), 2, 2),
			"Billed 6, the evidence shows 4. There were also 2 calls that were refused (4xx), which are not charged: they account for 2 of the difference of 2.",
			"账单计 6，证据显示 4。另有 2 次被拒绝（4xx）的调用，不计费：它们占差异 2 中的 2。"},
		{model.SaysOnTop.With(3, 0, model.Sayings{model.SaysFreeByProvider.With(usage("free_template", 1), 1, "a"), model.SaysSwitchedOff.With(usage("completed", 2, "doc/edit"), 2, "b")}, 3, 3),
			"Billed 3, the evidence shows 0. There were also 1 file indexed under a template that costs nothing, which the provider does not charge (rule a); " +
				"and 2 completed calls of doc/edit, which this run does not charge, as it has the assumption b switched off: they account for 3 of the difference of 3.",
			"账单计 3，证据显示 0。另有 1 个按免费模板索引的文件，服务商不收费（规则 a）；2 次完成的 doc/edit 调用，本次核对关闭了假定 b，故不计费：它们占差异 3 中的 3。"},
		{model.SaysDuplicateLine.With(2, 1, 1),
			"Billed 2, the evidence shows 1; the bill has 1 line of the same content too many, which makes up the difference.",
			"账单计 2，证据显示 1；账单多出 1 行内容相同的行，正好构成差异。"},
		{model.SaysDuplicateLine.With(3, 1, 2),
			"Billed 3, the evidence shows 1; the bill has 2 lines of the same content too many, which make up the difference.",
			"账单计 3，证据显示 1；账单多出 2 行内容相同的行，正好构成差异。"},
		{model.SaysCallsForOpenings.With(3, 1, 3),
			"Billed 3, the evidence shows 1 opening, and 3 calls were made: the project was created before 1 December 2023 and pays by the opening.",
			"账单计 3，证据显示 1 次打开，而 API 调用有 3 次：项目创建于 2023 年 12 月 1 日之前，按打开次数计费。"},
		{model.SaysNoLocation.With(2, 1, 1),
			"Billed 2, the evidence shows 1; 1 more medium was read that has no location, for which reverse geocoding is not charged.",
			"账单计 2，证据显示 1；另读取了 1 个没有位置信息的媒体，对其不收取地理编码费。"},
		{model.SaysOtherPeriod.With(2, 1, model.SaysThePeriod.With(noon, noon+3600), 1),
			"Billed 2, the evidence shows 1; 2026-03-04 12:00 to 2026-03-04 13:00 shows the opposite difference, so that 1 was booked in the neighbouring period; both together are right.",
			"账单计 2，证据显示 1；2026-03-04 12:00 至 2026-03-04 13:00 有相反的差异，因此有 1 记入了相邻的计费周期；两个周期合起来是对的。"},
		{model.SaysPreviewAsEdit.With(2, 0, "DocumentWebofficePreview", 2),
			"Billed 2, the evidence shows 0; DocumentWebofficePreview shows the opposite difference, so that 2 previews were billed as edits.",
			"账单计 2，证据显示 0；DocumentWebofficePreview 有相反的差异，因此有 2 次预览按编辑计费。"},
		{model.SaysUndecided.With(9, 7, model.Sayings{
			model.SaysLogLacks.With("b", model.SaysHour.With(noon), 1, model.SaysMetering.With()),
			model.SaysTrailUnknown.With("cn-hangzhou", model.SaysOperations.With("CreateStory", 1), model.SaysHours.With(noon, 2)),
			model.SaysOpenUsage.With(model.UsageCode("unknown").With(1)), model.SaysMoreReasons.With(1)}),
			"Billed 9, the evidence shows 7, but the log of bucket b, 2026-03-04 12:00, lacks 1 line, by the provider's metering of the bucket; " +
				"nothing says that ActionTrail of cn-hangzhou or the application's call log has every CreateStory and 1 more operation of 2026-03-04 12:00 and 2 more hours; " +
				"whether this is charged cannot be told: 1 call whose record does not say how it ended; and 1 more reason.",
			"账单计 9，证据显示 7；未能判定，因为：Bucket b 的日志缺少 1 行（2026-03-04 12:00；出处：服务商对该 Bucket 的计量）；" +
				"没有证据表明 cn-hangzhou 的操作审计或自有调用日志包含全部 CreateStory 及另外 1 种操作（2026-03-04 12:00 及另外 2 小时）；" +
				"无法判断是否计费：1 次记录没有说明如何结束的调用；另有 1 个理由。"},
		{model.SaysUnknownHours.With(1, 5, 7), "The hour that is not known would have had to hold 5; the busiest that is known holds 7.",
			"未知的 1 小时须含 5 才能相符；已知最忙的一小时为 7。"},
		{model.SaysUnknownHours.With(3, 5, 7), "The 3 hours that are not known would have had to hold 5; the busiest that is known holds 7.",
			"未知的 3 小时须含 5 才能相符；已知最忙的一小时为 7。"},
		{model.SaysAlsoFits.With(model.Sayings{model.SaysTheUsage.With(usage("no_location", 1)), model.SaysOrReplayed.With()}),
			"The difference would also equal the 1 medium without a location, and segments charged again on replay; the simpler cause was chosen.",
			"差异也等于下列情形：1 个没有位置信息的媒体；以及重复播放时再次计费的分片。已选取较简单的原因。"},
		{model.SaysBesideCounted.With(model.Sayings{model.SaysTheUsage.With(usage("openings", 3)), model.SaysIfCounted.With(8, model.WayCode("rounded_down").With())}),
			"Counted otherwise, the usage would come to the 3 openings, 8 if each job's seconds were rounded down; the bill shows none of these.",
			"若换一种计法，用量为：3 次打开、8（若每个作业的秒数向下取整）；账单与这些都不符。"},
		{model.SaysOldPrice.With("0.028", 1000, model.SaysPriceUntil.With(noon), "0"),
			"Billed at 0.028 per 1000, a price of the item until 2026-03-04T12:00:00+08:00; in force in that period is 0.",
			"账单按每 1000 收 0.028 计费，这是该计费项在 2026-03-04T12:00:00+08:00 之前的价格；该周期有效的是 0。"},
		{model.SaysNotUsage.With(1, "refund", model.Sayings{model.SaysMoney.With("-0.25", "USD"), model.SaysMoney.With("3", "CNY")}),
			"1 bill line of the kind refund, -0.25 USD and 3 CNY payable. It is no usage, so it is compared with nothing; it counts in what is paid.",
			"1 行类型为“退款”的账单，应付金额 -0.25 USD 和 3 CNY。它不是用量，不参与比较，但计入应付金额。"},
		{model.SaysPayableOff.With("9", "USD", model.SaysLess.With("1"), "10", "0", "0", 2, model.SaysMore.With("3")),
			"Payable is 9 USD, 1 less than list amount 10 less discount 0 and coupon 0; 2 bill lines, 3 more in all.",
			"应付金额为 9 USD，比官网目录总价 10 减优惠 0 和优惠券 0 少 1；共 2 行账单，合计多 3。"},
		{model.SaysPlanDeducted.With(12, 11, 1), "Of 12 metered, a resource plan took 11, and 1 was charged.", "共计量 12，资源包抵扣 11，计费 1。"},
		{model.SaysClosedLate.With("2026-03", "2026-03/1", []string{"a.log", "b.log"}),
			"2026-03 is closed with run 2026-03/1. What came in late is counted in here: a.log, b.log. `immrecon diff 2026-03/1 RUN`, with the name of this run, shows what it changes.",
			"2026-03 已按核对 2026-03/1 关账。此处计入了迟到的文件：a.log、b.log。`immrecon diff 2026-03/1 RUN`（RUN 为本次核对的编号）显示其影响。"},
	} {
		if got := English.Say(test.said); got != test.english {
			t.Errorf("got  %s\nwant %s", got, test.english)
		}
		if got := Chinese.Say(test.said); got != test.chinese {
			t.Errorf("got  %s\nwant %s", got, test.chinese)
		}
	}
}

func TestAnExplanationIsAParagraph(t *testing.T) {
	all := model.Sayings{model.SaysNothingFits.With(3, 2, 1), model.SaysNothingBeside.With()}
	if got, want := English.Explain(all), "Billed 3, the evidence shows 2, and no known cause equals the difference of 1. Nothing else was seen that could have been billed."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := Chinese.Explain(all), "账单计 3，证据显示 2，没有已知原因等于 1 的差异。没有看到其他可能计费的用量。"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := English.Explain(nil); got != "" {
		t.Errorf("nothing reads %q", got)
	}
}
