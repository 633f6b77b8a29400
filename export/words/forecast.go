package words

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// ForecastPhrases are the sentences of a forecast.
type ForecastPhrases struct {
	By  map[model.ForecastMethod]string // the assumption that it is made by, in a sentence
	Why map[model.NoForecast]string     // usage has no figure for the whole month though one was asked for; %[1]d rows of %[2]d

	Head         string // month, currency, two instants, zone
	All, NoPrice string // in a column: the sum; instead of an amount

	SoFar, SoFarAtLeast string // an amount, and two instants
	Whole, WholeAtLeast string // an amount
	Lacking             string // a channel, its subject, two instants, and a number of hours
	NoBinding           string // of the buckets of projects
	Unpriced            string // a number of rows, and the currency
	Unplaced, Unbounded string // a number of records, and an amount
}

var englishForecast = ForecastPhrases{
	By: map[model.ForecastMethod]string{
		model.ByDays:     "Assumed (--by days): any other day is like the mean of those whose evidence is whole.",
		model.ByWeekdays: "Assumed (--by weekdays): any other day is like the mean of the same weekdays whose evidence is whole.",
		model.ByRecorded: "Assumed (--by recorded): any other day is like the mean of those from the first record to the last, though records of them may be missing.",
		model.ByNothing:  "Nothing is assumed of other days (--by none).",
	},
	Why: map[model.NoForecast]string{
		model.NoDay:     "%[1]d of %[2]d rows have no figure for the whole month: there is no day of them whose evidence is whole. `immrecon preflight` lists what is missing; --by recorded takes the days as they are.",
		model.NoWeekday: "%[1]d of %[2]d rows have no figure for the whole month: of one weekday or more there is no day whose evidence is whole. --by days takes the mean of all days.",
	},
	Head: "IMM usage %[1]s before the bill, list amounts in %[2]s\n%[3]s to %[4]s, %[5]s", All: "all", NoPrice: "no price",
	SoFar: "So far: %[1]s, from %[2]s to %[3]s.", SoFarAtLeast: "So far: at least %[1]s, from %[2]s to %[3]s.",
	Whole: "Whole month: %s.", WholeAtLeast: "Whole month: %s, if nothing is missing of what was so far.",
	Lacking: "Records may be missing: %[1]s of %[2]s, %[3]s to %[4]s, %[5]d hours.", NoBinding: "No binding says which buckets feed %[1]s.",
	Unpriced: "%[1]d rows have usage without a price in %[2]s: their amounts are of what has one.",
	Unplaced: "%[1]s are in no row, as they could not be placed: at most %[2]s.", Unbounded: "%[1]s are in no row, as they could not be placed; nothing says what they come to at most.",
}

var chineseForecast = ForecastPhrases{
	By: map[model.ForecastMethod]string{
		model.ByDays:     "假定（--by days）：其他各日与证据完整之日的平均值相同。",
		model.ByWeekdays: "假定（--by weekdays）：其他各日与证据完整的同一星期几的平均值相同。",
		model.ByRecorded: "假定（--by recorded）：其他各日与首条记录至末条记录之间各日的平均值相同，尽管其中可能缺少记录。",
		model.ByNothing:  "对其他各日不作假定（--by none）。",
	},
	Why: map[model.NoForecast]string{
		model.NoDay:     "%[2]d 行中有 %[1]d 行没有全月数字：没有证据完整的日子。`immrecon preflight` 列出所缺内容；--by recorded 按现有各日计算。",
		model.NoWeekday: "%[2]d 行中有 %[1]d 行没有全月数字：至少有一个星期几没有证据完整的日子。--by days 取各日平均值。",
	},
	Head: "IMM 用量 %[1]s（出账前），目录价金额，币种 %[2]s\n%[3]s 至 %[4]s，%[5]s", All: "合计", NoPrice: "没有价格",
	SoFar: "至今：%[1]s，自 %[2]s 至 %[3]s。", SoFarAtLeast: "至今：至少 %[1]s，自 %[2]s 至 %[3]s。",
	Whole: "全月：%s。", WholeAtLeast: "全月：%s，前提是至今的记录没有缺失。",
	Lacking: "可能缺少记录：%[2]s 的 %[1]s，%[3]s 至 %[4]s，%[5]d 小时。", NoBinding: "没有绑定说明 %[1]s 使用哪些存储空间。",
	Unpriced: "%[1]d 行有用量没有 %[2]s 价格：其金额只含有价格的部分。",
	Unplaced: "%[1]s无法归属，不在任何一行中：至多 %[2]s。", Unbounded: "%[1]s无法归属，不在任何一行中，金额上限未知。",
}

// SaysForecast says a forecast in sentences: what usage comes to, what is assumed, and
// what the figures lack.
func (w *Words) SaysForecast(f *model.Forecast, zone Zone) []string {
	p := &w.Forecast
	soFar, whole := p.SoFar, p.Whole
	if f.AtLeast {
		soFar, whole = p.SoFarAtLeast, p.WholeAtLeast
	}
	all := []string{fmt.Sprintf(soFar, Money(f.Currency, f.SoFar), zone.Instant(f.From), zone.Instant(max(f.From, f.Reached.To)))}
	if f.Whole.Valid {
		all = append(all, fmt.Sprintf(whole, Money(f.Currency, f.Whole.Decimal)))
	}
	all = append(all, p.By[f.Method])
	lacks := map[model.NoForecast]int{}
	unpriced := 0
	for n := range f.Rows {
		lacks[f.Rows[n].Why]++
		if !f.Rows[n].Priced {
			unpriced++
		}
	}
	for _, why := range []model.NoForecast{model.NoDay, model.NoWeekday} {
		if lacks[why] > 0 {
			all = append(all, fmt.Sprintf(p.Why[why], lacks[why], len(f.Rows)))
		}
	}
	if unpriced > 0 {
		all = append(all, fmt.Sprintf(p.Unpriced, unpriced, f.Currency))
	}
	return append(all, w.forecastLacks(f, zone)...)
}

// forecastLacks says which records a forecast may lack.
func (w *Words) forecastLacks(f *model.Forecast, zone Zone) (all []string) {
	p := &w.Forecast
	for _, l := range f.Lacking {
		if l.Why == model.NoBinding {
			all = append(all, fmt.Sprintf(p.NoBinding, l.Subject))
			continue
		}
		all = append(all, closed(fmt.Sprintf(p.Lacking, w.Channel(l.Channel), l.Subject, zone.Minute(l.From), zone.Minute(l.To), l.Hours)))
	}
	if len(f.Unplaced) == 0 {
		return all
	}
	most, records, bounded := decimal.Zero, int64(0), true
	for _, u := range f.Unplaced {
		records += u.Records
		most = most.Add(u.Amount.Decimal)
		bounded = bounded && u.Amount.Valid
	}
	counted := number(records, w.Phrases.Record, w.Phrases.Records)
	if !bounded {
		return append(all, fmt.Sprintf(p.Unbounded, counted))
	}
	return append(all, fmt.Sprintf(p.Unplaced, counted, Money(f.Currency, most)))
}
