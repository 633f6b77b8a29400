package osslog

import (
	"testing"
	"time"

	"immrecon/store/model"
)

func TestPeriod(t *testing.T) {
	at := time.Date(2026, 3, 4, 10, 0, 0, 0, model.BillingZone).Unix()
	for name, want := range map[string]int64{
		"log-shop2026-03-04-10-00-00-0001":                      at,
		"logs/shop/MyLog-shop-2024-01-022026-03-04-10-00-00-A1": at,
		"logs/oss-example-2026-03-04-10-00-00-0000.gz":          at,
		"archive.zip!logs/shop2026-03-04-10-00-00-0001":         at,
		`logs\shop2026-03-04-10-00-00-0001`:                     at,
		"shop2026-13-04-10-00-00-0001":                          0,
		"shop2026-03-04-10-30-00-0001":                          0,
		"all-of-march.log":                                      0,
		"-":                                                     0,
	} {
		hour, ok := Period(name)
		if ok != (want != 0) || (ok && hour != want) {
			t.Errorf("%s: %d, %t, want %d", name, hour, ok, want)
		}
	}
}
