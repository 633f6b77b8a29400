package demo

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// request is one request to OSS, as the application made it.
type request struct {
	bucket    string
	received  time.Time // to the second, as logs show it
	took      int       // milliseconds
	method    string
	key       string // percent-encoded, without leading slash
	query     string // as sent, without question mark
	operation string
	status    int
	errorCode string // "" for none
	written   int    // bytes stored, 0 for none
	punctual  bool   // its line is never late nor doubled
}

// completed is the instant a synchronous request is charged at.
func (r request) completed() time.Time {
	return r.received.Add(time.Duration(r.took) * time.Millisecond)
}

// accessLogs are the hourly log files of all buckets.
type accessLogs struct {
	first time.Time
	hours int
	lines map[string][][]logLine // bucket → hour → lines
}

type logLine struct {
	received time.Time
	text     string
}

func newAccessLogs(first time.Time, hours int) *accessLogs {
	logs := &accessLogs{first: first, hours: hours, lines: map[string][][]logLine{}}
	for _, p := range projects {
		logs.lines[p.bucket] = make([][]logLine, hours)
	}
	return logs
}

// request logs r. A few lines come late, in the next hour's file, and a few
// stand in both: the provider promises neither punctual nor single delivery.
func (w *world) request(r request) {
	line := logLine{r.received, w.logText(r)}
	files := w.logs.lines[r.bucket]
	hour := int(r.received.Sub(w.logs.first) / time.Hour)
	next := min(hour+1, len(files)-1)
	switch {
	case w.oneIn(60) && !r.punctual:
		files[next] = append(files[next], line)
	case w.oneIn(150) && next != hour && !r.punctual:
		files[next] = append(files[next], line)
		files[hour] = append(files[hour], line)
	default:
		files[hour] = append(files[hour], line)
	}
}

var (
	addresses = []string{"203.0.113.24", "198.51.100.7", "10.31.4.18", "2001:db8:4:11::9", "2001:db8::1"}
	referers  = []string{"-", "-", "https://www.example-shop.example/cart", "https://www.example-shop.example/look?next=x-oss-process=image/faces"}
	agents    = []string{
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
		"Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15",
		"aliyun-sdk-go/2.3.0 (linux/amd64;go1.25)",
		"curl/8.10.1",
		`ExampleShop/4.2 ("night" build; Android 15)`,
		"-",
	}
	// lengths are the numbers of fields that lines of the different ages of
	// the format have; most lines are of today's.
	lengths = []int{29, 29, 29, 29, 29, 28, 28, 25, 24}
)

// logText writes a request as a line of the access log.
func (w *world) logText(r request) string {
	target := "/" + r.key
	if r.query != "" {
		target += "?" + r.query
	}
	size := "-"
	if r.status < 300 {
		size = fmt.Sprint(w.between(900, 900_000))
	}
	stored := "-"
	if r.written > 0 {
		stored = fmt.Sprint(r.written)
	}
	fields := []string{
		pick(w.chance, addresses), "-", "-",
		r.received.Format("[02/Jan/2006:15:04:05 -0700]"),
		quoted(r.method + " " + target + " HTTP/1.1"),
		fmt.Sprint(r.status), fmt.Sprint(w.between(200, 60_000)), fmt.Sprint(r.took),
		quoted(pick(w.chance, referers)), quoted(pick(w.chance, agents)),
		quoted(r.bucket + ".oss-" + region + ".aliyuncs.com"),
		quoted(w.requestID()), `"true"`, quoted(appUser),
		quoted(r.operation), quoted(r.bucket), quoted(r.key),
		size, fmt.Sprint(w.between(1, max(r.took, 1))),
		quoted(orDefault(r.errorCode, "-")), fmt.Sprint(w.between(300, 2500)),
		quoted(account), stored, `"-"`,
		`"standard"`, `"-"`, `"-"`, `"LTAI5tExampleShop"`, quoted("acs:oss:" + region + ":" + account + ":" + r.bucket),
	}
	text := strings.Join(fields[:pick(w.chance, lengths)], " ")
	if w.oneIn(40) {
		text = " " + text
	}
	return text
}

// quoted puts quotes around a field and escapes nothing, as the log does.
func quoted(field string) string { return `"` + field + `"` }

// write writes the files under the provider's names and returns the number of
// lines and of files. Every hour has a file: its probe is never late.
func (l *accessLogs) write(f *folder, c chance) (lines, files int) {
	for _, p := range projects {
		for hour, entries := range l.lines[p.bucket] {
			if len(entries) == 0 {
				continue
			}
			slices.SortStableFunc(entries, func(a, b logLine) int { return a.received.Compare(b.received) })
			var text bytes.Buffer
			for _, e := range entries {
				text.WriteString(e.text)
				text.WriteByte('\n')
			}
			stamp := l.first.Add(time.Duration(hour) * time.Hour).Format("2006-01-02-15-04-05")
			unique := strings.ToUpper(c.token(8))
			f.add(fmt.Sprintf("logs/%s/log-%s%s-%s", p.bucket, p.bucket, stamp, unique), text.Bytes(), nil)
			lines += len(entries)
			files++
		}
	}
	return lines, files
}
