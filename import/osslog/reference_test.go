package osslog

import (
	"regexp"
	"strings"
	"testing"
)

// What follows is the careful splitter once more, slow and obvious: one expression a
// field, joined by blanks.
const (
	rWord  = `([^ "]+)`
	rTime  = `(-|\[(?:[^\]\\]|\\.)*\])`
	rText  = `(-|"(?:[^"\\]|\\.)*")`
	rName  = `(-|"(?:[!#-\[\]-~]|\\[!-~])+")`
	rState = `(-|[0-9]{3})`
	rCount = `(-|[0-9]{1,18})`
	rDelta = `(-|-?[0-9]{1,18})`
	rID    = `(-|"-"|"[0-9A-Fa-f]{24}")`
	rFlag  = `(-|"-"|"true"|"false")`
	rRest  = `(?: (.*))?$`
)

var (
	rFront = []string{rWord, rWord, rWord, rTime}
	rSizes = []string{rState, rCount, rCount}
	rTail  = []string{
		rName, rID, rFlag, rText, rName, rName, rText, rCount, rCount, rName, rCount, rText, rDelta, rText,
	}

	strictLine = joined(rFront, []string{rText}, rSizes, []string{rText, rText}, rTail)
	frontLine  = joined(rFront, []string{`"(.*?)"`}, rSizes)
	tailLine   = joined(rTail)

	requestIDHere = regexp.MustCompile(`^"[0-9A-Fa-f]{24}" "(?:true|false)" "`)
	aroundHost    = regexp.MustCompile(`(?s)^".*" ".*" ("[^"]*" "[0-9A-Fa-f]{24}" "(?:true|false)" ".*)$`)
)

func joined(parts ...[]string) *regexp.Regexp {
	var all []string
	for _, part := range parts {
		all = append(all, part...)
	}
	return regexp.MustCompile(`(?s)^` + strings.Join(all, " ") + rRest)
}

func requestIDs(line string) (n int) {
	for i := range len(line) {
		if requestIDHere.MatchString(line[i:]) {
			n++
		}
	}
	return n
}

// referenceSplit is what fields.splitCarefully does, or false where that has a reason.
func referenceSplit(line string) (values [fieldCount]string, ok bool) {
	if m := strictLine.FindStringSubmatch(line); m != nil {
		for i := range values {
			values[i] = bare(m[i+1])
		}
		return values, requestIDs(m[fieldCount+1]) == 0
	}
	front := frontLine.FindStringSubmatch(line)
	if front == nil || requestIDs(front[fieldReferer+1]) != 1 {
		return values, false
	}
	around := aroundHost.FindStringSubmatch(front[fieldReferer+1])
	if around == nil {
		return values, false
	}
	tail := tailLine.FindStringSubmatch(around[1])
	if tail == nil {
		return values, false
	}
	for i := range fieldReferer {
		values[i] = bare(front[i+1])
	}
	values[fieldRequest] = front[fieldRequest+1] // quotes inside are its own
	for i := fieldHost; i < fieldCount; i++ {
		values[i] = bare(tail[i-fieldHost+1])
	}
	return values, true
}

func bare(token string) string {
	if len(token) >= 2 && (token[0] == '"' || token[0] == '[' && token[len(token)-1] == ']') {
		return token[1 : len(token)-1]
	}
	return token
}

func FuzzSplitCarefully(f *testing.F) {
	for _, line := range goldenLines(f) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		var got fields
		reason := got.splitCarefully([]byte(line))
		want, ok := referenceSplit(line)
		if ok != (reason == "") {
			t.Fatalf("reference splits %q: %t, but the reason is %q", line, ok, reason)
		}
		for i := range got {
			if ok && string(got[i]) != want[i] {
				t.Fatalf("field %d of %q is %q, reference says %q", i+1, line, got[i], want[i])
			}
		}
	})
}
