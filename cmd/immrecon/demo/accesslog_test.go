package demo

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestTheLogHasTheOdditiesOfRealLogs looks for each thing that a reader could
// stumble over.
func TestTheLogHasTheOdditiesOfRealLogs(t *testing.T) {
	lines := writeMonth(t, Default()).lines(t)
	has := func(form string) func([]seen) bool {
		re := regexp.MustCompile(form)
		return func(lines []seen) bool {
			for _, line := range lines {
				if re.MatchString(line.text) {
					return true
				}
			}
			return false
		}
	}
	const sync = `" (-|\d+) "-"`
	oddities := map[string]func([]seen) bool{
		"24 fields":                     has(sync + `$`),
		"25 fields":                     has(sync + ` "standard"$`),
		"28 fields":                     has(sync + ` "standard" "-" "-" "LTAI[^"]*"$`),
		"29 fields":                     has(sync + ` "standard" "-" "-" "LTAI[^"]*" "acs:oss:[^"]*"$`),
		"a leading blank":               has(`^ \d`),
		"an IPv6 address":               has(`^ ?2001:db8:`),
		"quotes in a user agent":        has(`"ExampleShop/4.2 \("night" build; Android 15\)"`),
		"a process word in a referer":   has(`"https://[^"]*x-oss-process=image/faces" "`),
		"raw parameters":                has(`\?x-oss-process=image/resize,`),
		"encoded parameters":            has(`\?x-oss-process=image%2Fresize%2C`),
		"a signature before":            has(`\?OSSAccessKeyId=\S*&x-oss-process=`),
		"a signature behind":            has(`\?x-oss-process=\S*&OSSAccessKeyId=`),
		"a style":                       has(`x-oss-process=style(/|%2F)portrait`),
		"a segment with braces":         has(`if_status_eq_404\{hls/ts,from_`),
		"a segment with encoded braces": has(`if_status_eq_404%7Bhls%2Fts%2Cfrom_`),
		"a select":                      has(`"POST \S+\?x-oss-process=csv%2Fselect`),
		"a job without parameters":      has(`"POST \S+\?x-oss-async-process HTTP`),
		"an upload that is indexed":     has(`"PUT /index/`),
		"an upload that is not":         has(`"PUT /inbox/`),
		"an encoded key":                has(`"GET /album/%E6%98%A5/`),
		"a not modified answer":         has(`x-oss-process=image/faces\S* HTTP/1.1" 304 `),
		"a line that came late":         cameLate,
		"a line in two files":           cameTwice,
		"an answer in the next hour":    crossesHour,
	}
	for name, found := range oddities {
		if !found(lines) {
			t.Errorf("the log has no %s", strings.TrimPrefix(name, "a "))
		}
	}
}

func cameLate(lines []seen) bool {
	for _, line := range lines {
		if !strings.Contains(line.file, line.received.Format("2006-01-02-15-00-00-")) {
			return true
		}
	}
	return false
}

func cameTwice(lines []seen) bool {
	files := map[string]string{}
	for _, line := range lines {
		if other := files[line.id]; other != "" && other != line.file {
			return true
		}
		files[line.id] = line.file
	}
	return false
}

func crossesHour(lines []seen) bool {
	for _, line := range lines {
		if line.received.Hour() != line.completed.Hour() {
			return true
		}
	}
	return false
}

func TestNoHourOfTheLogIsMissing(t *testing.T) {
	o := Options{Days: 2}
	m := writeMonth(t, o)
	type hour struct{ project, at string }
	hours := map[hour]bool{}
	for _, line := range m.lines(t) {
		hours[hour{line.project, line.received.Format("2006-01-02 15")}] = true
	}
	first := time.Date(2026, time.March, 1, 0, 0, 0, 0, zone)
	for h := range 48 {
		for _, p := range projects {
			at := first.Add(time.Duration(h) * time.Hour).Format("2006-01-02 15")
			if !hours[hour{p.name, at}] {
				t.Errorf("no line of %s received in the hour %s", p.name, at)
			}
		}
	}
}
