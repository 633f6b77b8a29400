package coverage

import (
	"cmp"
	"maps"
	"slices"

	"immrecon/store/model"
)

// Reach says how far the evidence of each bucket with logs, each region with a
// trail and each project with calls reaches, and the same by day of the billing
// zone. An hour has evidence if its own log is there or it has a record, or if it is
// known that there was none. Of buckets it also says how many hours have none.
func (t *Table) Reach() (all []model.Coverage, days []model.CalendarDay) {
	for _, s := range t.reaching() {
		evident := t.evident(s)
		if len(evident) == 0 {
			continue
		}
		one := model.Coverage{Channel: s.channel, Subject: s.name, Hours: int64(len(evident)), From: evident[0], To: evident[len(evident)-1] + model.Hour}
		if s.channel == model.KindOSSLog {
			one.Missing = (one.To-one.From)/model.Hour - one.Hours
		}
		all, days = append(all, one), append(days, byDay(&one, evident)...)
	}
	return all, days
}

// Recorded is from the first hour of the time that has a log or a call to the last,
// of all channels together; empty where none has.
func (t *Table) Recorded() (reached model.Span) {
	see := func(hours map[int64]bool) {
		for hour := range hours {
			if !t.span.Contains(hour) {
				continue
			}
			if reached.To == 0 || hour < reached.From {
				reached.From = hour
			}
			reached.To = max(reached.To, hour+model.Hour)
		}
	}
	for _, b := range t.logs.buckets {
		see(b.hours)
	}
	for _, of := range t.api.active {
		see(of.hours)
	}
	return reached
}

// reaching are the buckets, regions and projects that have records at all.
func (t *Table) reaching() []subject {
	all := slices.Collect(maps.Keys(t.api.active))
	for bucket := range t.logs.buckets {
		all = append(all, subject{model.KindOSSLog, bucket})
	}
	all = slices.DeleteFunc(all, func(s subject) bool { return s.name == "" })
	slices.SortFunc(all, func(a, b subject) int { return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.name, b.name)) })
	return all
}

// evident are the hours of a subject that have evidence.
func (t *Table) evident(s subject) (hours []int64) {
	l := *t.logs
	l.stated = l.stated.of(s.name)
	for hour := range t.hours {
		var there bool
		if s.channel == model.KindOSSLog {
			_, there = l.buckets[s.name].hours[hour]
			there = there || l.level(s.name, hour).certain()
		} else {
			_, there = t.api.active[s].hours[hour]
			there = there || l.stated.about(s.channel, s.name, "", hour).certain()
		}
		if there {
			hours = append(hours, hour)
		}
	}
	return hours
}

// byDay counts the hours with evidence, and those without inside its reach, of each
// day that has some.
func byDay(c *model.Coverage, evident []int64) (days []model.CalendarDay) {
	for _, hour := range evident {
		start := model.DayOf(hour)
		if last := len(days) - 1; last >= 0 && days[last].Day == start {
			days[last].Hours++
			continue
		}
		days = append(days, model.CalendarDay{Channel: c.Channel, Subject: c.Subject, Day: start, Hours: 1})
	}
	if c.Channel != model.KindOSSLog {
		return days
	}
	for n := range days {
		d := &days[n]
		d.Missing = (min(d.Day+model.Day, c.To)-max(d.Day, c.From))/model.Hour - d.Hours
	}
	return days
}
