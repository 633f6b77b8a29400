package bill

import (
	"fmt"
	"strings"
	"testing"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

const apiItem = `{"BillingDate":"2026-03-01","Item":"PayAsYouGoBill","ProductCode":"imm","BillingItemCode":"ImageDetect",` +
	`"ListPrice":"0.028","ListPriceUnit":"USD/1,000 calls","Usage":"0.5","UsageUnit":"1,000 calls",` +
	`"PretaxGrossAmount":0.0140000000000000000001,"InvoiceDiscount":null,"PretaxAmount":1.4e-2,"Currency":"USD","Tag":{"a":[1]}}`

// TestEnvelopes finds the items wherever an answer or a tool has put them.
func TestEnvelopes(t *testing.T) {
	const about = `"BillingCycle":"2026-03","AccountID":1000000000000001`
	for _, text := range []string{
		`{"Success":true,"Data":{` + about + `,"Items":[` + apiItem + `]}}`,
		`{"Data":{"Items":[` + apiItem + `],` + about + `}}`,
		`{"Data":{` + about + `,"Items":{"Item":[` + apiItem + `]}}}`,
		`{` + about + `,"Items":[` + apiItem + `]}`,
		`[{"Data":{"Items":[]}},{"Data":{` + about + `,"Items":[` + apiItem + `]}}]`,
		`{"headers":{"date":"-"},"statusCode":200,"body":{"Code":"Success","Data":{` + about + `,"Items":[` + apiItem + `]}}}`,
		`{"RequestId":"-","Code":200,"Data":{` + about + `,"Items":[` + apiItem + `]}}`,
	} {
		got := read(t, []byte("\ufeff"+text))
		if len(got.BillLines) != 1 || got.Tally.Read != 1 {
			t.Errorf("%s: %+v", text, got.Tally)
			continue
		}
		line := got.BillLines[0]
		if line.Month != "2026-03" || line.Account != "1000000000000001" || line.Quantity != 500 || line.Grain != model.GrainDay {
			t.Errorf("%s: %+v", text, line)
		}
		if line.Gross.Decimal.String() != "0.0140000000000000000001" || line.Payable.Decimal.String() != "0.014" || line.Discount.Valid {
			t.Errorf("amounts %s, %s, %v", line.Gross.Decimal, line.Payable.Decimal, line.Discount)
		}
		if line.Raw != apiItem {
			t.Errorf("raw %s", line.Raw)
		}
	}
}

// TestItemsAreNumberedThroughPages has three pages of two items each, the
// second item of which is bad.
func TestItemsAreNumberedThroughPages(t *testing.T) {
	bad := strings.Replace(apiItem, `1.4e-2`, `"1.4 cent"`, 1)
	page := fmt.Sprintf(`{"Data":{"Items":[%s,%s]}}`, apiItem, bad)
	got := read(t, []byte(page+"\n"+page+page))
	if got.Tally != (model.Tally{Read: 6, Kept: 3, Rejected: 3}) {
		t.Fatalf("%+v", got.Tally)
	}
	for i, r := range got.Rejects {
		want := model.Rejected{Line: int64(2 * (i + 1)), Reason: `column PretaxAmount: "1.4 cent" is not a number`, Text: bad}
		if r != want {
			t.Errorf("got %+v, want %+v", r, want)
		}
	}
}

func TestBadItems(t *testing.T) {
	for item, want := range map[string]string{
		`7`: "not a JSON object, so no item of a bill",
		`{` + strings.Repeat(`"a":1,`, maxMembers) + `"b":1}`: "it has more than 1000 members, so it is no item of a bill",
		`{}`:                                    "no product, item, instance or type, and so nothing that says what the line is for",
		`{"InstanceID":"a","InstanceId":"b"}`:   `names "InstanceID" and "InstanceId" both stand for InstanceID`,
		`{"ProductCode":"imm","Usage":{"a":1}}`: "column BillingCycle: is empty, so nothing says which month the line belongs to",
		`{"ProductCode":"imm","BillingCycle":"2026-03","Usage":{"a":1}}`: `column Usage: "{\"a\":1}" is not a number`,
	} {
		got := read(t, []byte(`{"Data":{"Items":[`+item+`]}}`))
		if len(got.Rejects) != 1 || got.Rejects[0] != (model.Rejected{Line: 1, Reason: want, Text: item}) {
			t.Errorf("%s: %+v", item, got.Rejects)
		}
	}
}

// record is a record of the log service's table instance_bill.
var record = strings.Replace(apiItem, "{", `{"BillingCycle":"2026-03","AccountID":"1000000000000001",`, 1)

// TestAnswersOfTheLogService finds the records wherever a client has put them, and takes
// none of an answer that is not all that was asked for.
func TestAnswersOfTheLogService(t *testing.T) {
	for text, mark := range map[string]string{
		`{"meta":{"progress":"Complete","count":1},"data":[RECORD]}`:         "",
		`{"headers":{"x-log-progress":"Complete"},"body":[RECORD]}`:          "",
		`{"headers":{"x-log-progress":"Complete"},"body":{"data":[RECORD]}}`: "",
		`{"progress":"Complete","count":1,"logs":[RECORD]}`:                  "",
		"RECORD\nRECORD": "",
		`{"meta":{"progress":"Incomplete","count":1},"data":[RECORD]}`:              `meta.progress is "Incomplete"`,
		`{"data":[RECORD],"meta":{"progress":"Complete","isAccurate":false}}`:       `meta.isAccurate is "false"`,
		`{"data":[RECORD],"meta":{"phraseQueryInfo":{"scanAll":false}}}`:            `meta.phraseQueryInfo.scanAll is "false"`,
		`{"progress":"Incomplete","count":1,"logs":[RECORD]}`:                       `progress is "Incomplete"`,
		`{"progress":"Incomplete","Items":[RECORD]}`:                                `progress is "Incomplete"`,
		`{"headers":{"X-Log-Progress":"Incomplete"},"body":[RECORD]}`:               `x-log-progress is "Incomplete"`,
		`{"header":{"X-Log-Progress":["Incomplete"]},"logs":[RECORD]}`:              `x-log-progress is "Incomplete"`,
		`{"body":{"meta":{"progress":"Incomplete"},"data":[RECORD]}}`:               `meta.progress is "Incomplete"`,
		`{"data":[RECORD]}` + "\n" + `{"meta":{"progress":"Incomplete"},"data":[]}`: `meta.progress is "Incomplete"`,
		`[{"progress":"Incomplete","logs":[RECORD]}]`:                               `progress is "Incomplete"`,
		`{"Data":{"progress":"Incomplete","Items":[RECORD]}}`:                       `progress is "Incomplete"`,
	} {
		text = strings.ReplaceAll(text, "RECORD", record)
		got := &readertest.Collected{}
		err := Read(strings.NewReader(text), got)
		switch {
		case mark == "" && (err != nil || len(got.BillLines) == 0 || len(got.Rejects) > 0):
			t.Errorf("%s: %v, %+v, %v", text, err, got.Tally, got.Rejects)
		case mark != "" && (err == nil || !strings.Contains(err.Error(), "incomplete: "+mark)):
			t.Errorf("%s: %v, want %s", text, err, mark)
		}
		if !Detect([]byte(text)) {
			t.Errorf("%s does not look like a bill", text)
		}
	}
}

func TestBadPages(t *testing.T) {
	for text, want := range map[string]string{
		`{"Success":false,"Code":"NotAuthorized","Message":"no right"}`:                                            "page 1 of the API's answers, before byte 61: the API answered NotAuthorized: no right; fetch the page again",
		`{"Data":{"Items":[]}}{"Data":`:                                                                            "page 2 of the API's answers, before byte 21: unexpected EOF; fetch the page again",
		`{"Data":{"Items":[]}}{"RequestId":"1","HostId":"h","Code":"Throttling.User","Message":"denied"}`:          "page 2 of the API's answers, before byte 95: the API answered Throttling.User: denied; fetch the page again",
		`{"data":[]}{"httpCode":401,"errorCode":"Unauthorized","errorMessage":"no right","requestID":"1"}`:         "page 2 of the API's answers, before byte 96: the API answered Unauthorized: no right; fetch the page again",
		`{"Data":{"Items":[]}}{"statusCode":403,"body":{"RequestId":"1","Code":"Forbidden","Message":"no right"}}`: "page 2 of the API's answers, before byte 104: the API answered Forbidden: no right; fetch the page again",
	} {
		err := Read(strings.NewReader(text), &readertest.Collected{})
		if err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", text, err, want)
		}
	}
}
