package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"time"
)

// services are operations, the items they are charged under and the price of a
// thousand calls in ten-millionths of a dollar.
var services = []struct {
	operation, item string
	price           int64
}{
	{"image/faces", "ImageDetect", 280_000},
	{"image/resize,w_200/crop,g_face,w_80", "ImageDetect", 280_000},
	{"image/blur,r_3,g_faces", "ImageDetect", 280_000},
	{"image/labels", "ImageLabel", 1_420_000},
	{"image%2Fcodes", "ImageQRCodes", 1_132_075},
	{"video/info", "MediaMeta", 1_415_094},
}

// charge is what one line of the bill is for.
type charge struct {
	project int
	service int // the first with its item
	hour    int64
}

// charges counts the calls that are on the bill. The first project is charged
// for failed calls, too: an audit has something to find.
type charges map[charge]int64

// some picks an operation and puts its call on the bill.
func (c charges) some(r *rand.Rand, project int, at time.Time, status int) (operation string) {
	picked := services[r.IntN(len(services))]
	if status < 500 || project == 0 {
		first := 0
		for services[first].item != picked.item {
			first++
		}
		c[charge{project, first, at.Unix() / 3600}]++
	}
	return picked.operation
}

func (c charges) write(name string) (err error) {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = fmt.Fprintln(file, "LineItemDetails/LineItemId,IdentityDetails/ResourcePurchaseAccountId,BillingDetails/BillingMonth,BillingDetails/LineItemType,"+
		"BillingDetails/ServiceStartTime,BillingDetails/ServiceEndTime,ProductDetails/ProductCode,ProductDetails/BillingItemCode,"+
		"ResourceDetails/InstanceId,ResourceDetails/RegionCode,UsageDetails/Usage,UsageDetails/UsageUnit,PricingDetails/ListPrice,"+
		"PricingDetails/Currency,FeeDetails/GrossAmount")
	order := slices.SortedFunc(maps.Keys(c), func(a, b charge) int {
		return cmp.Or(cmp.Compare(a.hour, b.hour), cmp.Compare(a.project, b.project), cmp.Compare(a.service, b.service))
	})
	for n, k := range order {
		if err == nil {
			_, err = fmt.Fprintln(file, k.line(n, c[k]))
		}
	}
	return err
}

// line is the nth line of the bill. Prices are of a thousand calls, so that
// amounts have three places more.
func (k charge) line(n int, calls int64) string {
	from := time.Unix(k.hour*3600, 0).In(zone)
	service := services[k.service]
	amount := calls * service.price
	return fmt.Sprintf("202603_%d,1400000000000017,202603,PayAsYouGo,%s,%s,imm,%s,ap-southeast-1;%s,ap-southeast-1,%d.%03d,\"1,000 calls\",0.%07d,USD,%d.%010d",
		n+1, from.Format(time.DateTime), from.Add(time.Hour).Format(time.DateTime), service.item, bucketOf(k.project),
		calls/1000, calls%1000, service.price, amount/10_000_000_000, amount%10_000_000_000)
}
