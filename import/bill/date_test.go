package bill

import (
	"testing"
	"time"

	"immrecon/store/model"
)

func TestMonthsAndDates(t *testing.T) {
	for text, want := range map[string]string{
		"202605": "2026-05", "2026-05": "2026-05", "2026/5": "2026-05", "2026年5月": "2026-05", "May-26": "2026-05",
		"May 2026": "2026-05", "202605.0": "2026-05", "2026-5-12": "2026-05", "5/1/2026": "2026-05", "1/5/2026": "2026-05",
		"25/5/2026": "2026-05", "46154": "2026-05", "13/13/2026": "", "2026-13": "", "0": "", "": "", "5": "",
	} {
		got := ""
		if at, ok := parseMonth(text); ok {
			got = at.Format(monthLayout)
		}
		if got != want {
			t.Errorf("month %q is read as %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"2026-05-12 10:00:00": "2026-05-12T10:00:00+08:00", "2026-05-12T02:00:00Z": "2026-05-12T10:00:00+08:00",
		"2026/5/12 10:00": "2026-05-12T10:00:00+08:00", "2026年5月12日 10时": "", "2026年5月12日": "2026-05-12T00:00:00+08:00",
		"20260512": "2026-05-12T00:00:00+08:00", "46154.5": "2026-05-12T12:00:00+08:00", "12-May-26": "2026-05-12T00:00:00+08:00",
		"2026-05-32": "", "24:00": "", "2026-5-12 24:00:00": "",
	} {
		got := ""
		if at, ok := parseTime(text); ok {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("time %q is read as %q, want %q", text, got, want)
		}
	}
}

// FuzzDate holds that a time that is read is read again from how it is printed, in
// the billing zone, and lies in the month that it is read as.
func FuzzDate(f *testing.F) {
	for _, text := range []string{"202605", "2026-5-12", "2026年5月12日", "May-26", "5/12/2026", "46154.25", "12-May-26", "2026-05-12T02:00:00Z", "20260512.0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, isTime := parseTime(text)
		if isTime {
			if again, ok := parseTime(at.Format(time.RFC3339)); at.Year() <= 9999 && (!ok || !again.Equal(at.Truncate(time.Second))) {
				t.Errorf("%q is %s, which is read again as %s, %v", text, at, again, ok)
			}
			if at.Location() != model.BillingZone {
				t.Errorf("%q is read in the zone %s", text, at.Location())
			}
		}
		month, isMonth := parseMonth(text)
		if isTime && (!isMonth || month.Format(monthLayout) != at.Format(monthLayout)) {
			t.Errorf("%q is the time %s and the month %s, %v", text, at, month, isMonth)
		}
	})
}
