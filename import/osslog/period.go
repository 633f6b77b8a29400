package osslog

import (
	"path"
	"regexp"
	"strings"
	"time"

	"immrecon/store/model"
)

// logName is how OSS names a log file: its prefix, the source bucket, the hour in
// UTC+8 and a unique string. Prefix and bucket may hold digits and
// dashes, so the hour is looked for from the right.
var logName = regexp.MustCompile(`(\d{4}-\d{2}-\d{2}-\d{2})-00-00-[^-/]+$`)

// Period returns the hour that a file is the log of, by the name that OSS gave it,
// as the start of the hour in Unix seconds. Lines of the hours beside it in the
// same file are late or early ones. It reports false for any other name.
// Billing never goes by this: a line belongs to the hour it says itself.
func Period(name string) (hour int64, ok bool) {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	match := logName.FindStringSubmatch(base)
	if match == nil {
		return 0, false
	}
	at, err := time.ParseInLocation("2006-01-02-15", match[1], model.BillingZone)
	return at.Unix(), err == nil
}
