package bill

import (
	"regexp"
	"time"

	"immrecon/store/model"
)

// exportedName is a file as the console names it: account, time of the export, billing
// month and kind of bill, such as
// 1234567890123456-20260403093000_202603_consumedetailbillv2.csv.
var exportedName = regexp.MustCompile(`(?:^|[^0-9])\d+-(\d{14})_\d{6}_[A-Za-z]`)

// ExportedAt returns when a bill was exported, in Unix seconds, as its name says; 0
// where it does not. The member of an archive may be named for it, or the archive.
func ExportedAt(name string) int64 {
	found := exportedName.FindAllStringSubmatch(name, -1)
	if len(found) == 0 {
		return 0
	}
	at, err := time.ParseInLocation("20060102150405", found[len(found)-1][1], model.BillingZone)
	if err != nil {
		return 0
	}
	return at.Unix()
}
