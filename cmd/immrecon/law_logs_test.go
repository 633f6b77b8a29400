package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"immrecon/store/model"
)

// logLosses are those of access logs, and of what the provider metered.
var logLosses = []loss{
	lostLogHours, lostLogDay, scatteredLogs, lostBucket, sideOfBucket, lostLogs, cutLog, damagedLine, lostLine, lostLine,
	lostMetering, lostMeteringHours,
}

func lostLogHours(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	first, number := random.IntN(len(files)), 1+random.IntN(12)
	for _, file := range files[first:min(first+number, len(files))] {
		noError(t, os.Remove(file))
	}
	return fmt.Sprintf("%d logs from %s", number, filepath.Base(files[first]))
}

func lostBucket(t *testing.T, random *rand.Rand, folder string) string {
	buckets, err := os.ReadDir(filepath.Join(folder, "logs"))
	noError(t, err)
	bucket := pickOne(random, buckets).Name()
	noError(t, os.RemoveAll(filepath.Join(folder, "logs", bucket)))
	noError(t, os.MkdirAll(filepath.Join(folder, "logs", bucket), 0o700))
	return "the logs of " + bucket
}

func cutLog(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	return fmt.Sprintf("what stood behind byte %d of %s", cut(t, random, file), filepath.Base(file))
}

func damagedLine(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	file := pickOne(random, files)
	lines := strings.SplitAfter(content(t, file), "\n")
	n := random.IntN(len(lines))
	lines[n] = "damaged " + lines[n]
	write(t, file, strings.Join(lines, ""))
	return fmt.Sprintf("line %d of %s, which is damaged", n+1, filepath.Base(file))
}

func lostLogDay(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	if len(files) == 0 {
		return ""
	}
	day := func(file string) string {
		return time.Unix(hourOfLog(t, file), 0).In(model.BillingZone).Format(time.DateOnly)
	}
	lost := day(pickOne(random, files))
	for _, file := range files {
		if day(file) == lost {
			noError(t, os.Remove(file))
		}
	}
	return "the logs of " + lost
}

func scatteredLogs(t *testing.T, random *rand.Rand, folder string) string {
	files := filesUnder(t, folder, "logs")
	random.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	files = files[:min(len(files), 1+random.IntN(60))]
	removeAll(t, files)
	return fmt.Sprintf("%d logs here and there", len(files))
}

func sideOfBucket(t *testing.T, random *rand.Rand, folder string) string {
	buckets, err := os.ReadDir(filepath.Join(folder, "logs"))
	noError(t, err)
	files := filesUnder(t, folder, filepath.Join("logs", pickOne(random, buckets).Name()))
	if len(files) == 0 {
		return ""
	}
	lost := side(random, files)
	removeAll(t, lost)
	return fmt.Sprintf("%d logs on one side of a bucket of %s", len(lost), filepath.Base(files[0]))
}

func lostLogs(t *testing.T, _ *rand.Rand, folder string) string {
	removeAll(t, filesUnder(t, folder, "logs"))
	return "all logs"
}

// lostLine loses a line that metering still counts.
func lostLine(t *testing.T, random *rand.Rand, folder string) string {
	files, counted := filesUnder(t, folder, "logs"), meteredUnder(t, folder)
	if len(files) == 0 || len(counted) == 0 {
		return ""
	}
	file := pickOne(random, files)
	lines := strings.SplitAfter(content(t, file), "\n")
	n := random.IntN(len(lines))
	if at, ok := hourOfLine(lines[n]); !ok || !counted[bucketHour{bucketOfLog(file), at}] {
		return ""
	}
	write(t, file, strings.Join(lines[:n], "")+strings.Join(lines[n+1:], ""))
	return fmt.Sprintf("line %d of %s", n+1, filepath.Base(file))
}

func lostMetering(t *testing.T, _ *rand.Rand, folder string) string {
	if os.Remove(meteringOf(folder)) != nil {
		return "" // lost already, or never there
	}
	return "the metering"
}

func lostMeteringHours(t *testing.T, random *rand.Rand, folder string) string {
	all := readMetering(t, folder)
	if len(all) == 0 {
		return ""
	}
	lost := side(random, all)
	writeMetering(t, folder, all[:len(all)-len(lost)])
	return fmt.Sprintf("%d hours of metering", len(lost))
}

// bucketHour is an hour of a bucket.
type bucketHour struct {
	bucket string
	hour   int64
}

// omsHour is a row of QueryUserOmsData.
type omsHour struct {
	Bucket, StartTime, EndTime, GetRequest, PutRequest string
}

func meteringOf(folder string) string { return filepath.Join(folder, "metering.json") }

// meterLogs writes what the provider would have counted of the logs of a folder.
func meterLogs(t *testing.T, folder string) {
	t.Helper()
	gets, puts := map[bucketHour]int{}, map[bucketHour]int{}
	for _, file := range filesUnder(t, folder, "logs") {
		for line := range strings.Lines(content(t, file)) {
			at, ok := hourOfLine(line)
			if !ok {
				t.Fatalf("%s: %s is not understood", file, line)
			}
			key := bucketHour{bucketOfLog(file), at}
			gets[key] += 0 // so that the hour is there
			if strings.Contains(line, `"PUT `) || strings.Contains(line, `"POST `) {
				puts[key]++
			} else {
				gets[key]++
			}
		}
	}
	var all []omsHour
	for key, n := range gets {
		at := func(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.RFC3339) }
		all = append(all, omsHour{key.bucket, at(key.hour), at(key.hour + model.Hour), fmt.Sprint(n), fmt.Sprint(puts[key])})
	}
	writeMetering(t, folder, all)
}

// omsAnswer is an answer of QueryUserOmsData.
type omsAnswer struct {
	Code string
	Data struct{ OmsData []omsHour }
}

func writeMetering(t *testing.T, folder string, all []omsHour) {
	t.Helper()
	answer := omsAnswer{Code: "Success"}
	answer.Data.OmsData = all
	text, err := json.Marshal(answer)
	noError(t, err)
	write(t, meteringOf(folder), string(text))
}

func readMetering(t *testing.T, folder string) []omsHour {
	t.Helper()
	text, err := os.ReadFile(meteringOf(folder))
	if os.IsNotExist(err) {
		return nil
	}
	noError(t, err)
	var answer omsAnswer
	noError(t, json.Unmarshal(text, &answer))
	return answer.Data.OmsData
}

// meteredUnder are the hours that metering counts.
func meteredUnder(t *testing.T, folder string) map[bucketHour]bool {
	t.Helper()
	all := map[bucketHour]bool{}
	for _, o := range readMetering(t, folder) {
		at, err := time.Parse(time.RFC3339, o.StartTime)
		noError(t, err)
		all[bucketHour{o.Bucket, at.Unix()}] = true
	}
	return all
}

// hourOfLine is the hour that a line of a log was received in.
func hourOfLine(line string) (int64, bool) {
	_, rest, _ := strings.Cut(line, "[")
	text, _, _ := strings.Cut(rest, "]")
	at, err := time.Parse("02/Jan/2006:15:04:05 -0700", text)
	return at.Truncate(time.Hour).Unix(), err == nil
}

// bucketOfLog is the bucket whose folder a log stands in.
func bucketOfLog(file string) string { return filepath.Base(filepath.Dir(file)) }
