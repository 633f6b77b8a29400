package bill

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding/simplifiedchinese"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func read(t testing.TB, text []byte) *readertest.Collected {
	t.Helper()
	got := &readertest.Collected{}
	if err := Read(bytes.NewReader(text), got); err != nil {
		t.Fatal(err)
	}
	return got
}

// samples are the same synthetic month in every form.
var samples = []string{
	"v2-zh.csv", "v2-en.csv", "api.json", "legacy-zh.csv", "legacy-zh-2025.csv",
	"legacy-en.csv", "partner.csv", "focus.csv",
}

func TestGolden(t *testing.T) {
	for _, name := range samples {
		t.Run(name, func(t *testing.T) {
			text := sample(t, name)
			if !Detect(text) {
				t.Error("does not look like a bill")
			}
			got := read(t, text)
			golden := filepath.Join("testdata", name+".golden")
			if *readertest.Update {
				if err := os.WriteFile(golden, printed(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := sample(t, name+".golden"); !bytes.Equal(printed(got), want) {
				t.Errorf("got\n%s\nwant\n%s", printed(got), want)
			}
		})
	}
}

// printed shows what was read, one value a line.
func printed(got *readertest.Collected) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%+v\n", got.Tally)
	for _, r := range got.Rejects {
		fmt.Fprintf(&out, "rejected %d: %s\n", r.Line, r.Reason)
	}
	for _, line := range got.BillLines {
		line.Raw = ""
		text, _ := json.MarshalIndent(line, "", " ")
		out.Write(append(text, '\n'))
	}
	return out.Bytes()
}

// facts is a bill line without what a form words in its own way or lacks.
func facts(line model.BillLine) string {
	line.Form, line.Raw, line.TypeText, line.UsageUnit, line.PriceUnit = "", "", "", "", ""
	line.Taxed = false
	return fmt.Sprintf("%+v", line)
}

// coarse also drops what the API and the legacy forms cannot say: the
// line's id, the region's code, the price unit of a line without unit.
func coarse(line model.BillLine) string {
	line.LineID, line.Region, line.Currency, line.ItemCode = "", "", "", ""
	if line.Type != model.LineUsage {
		line.From, line.To, line.Grain = 0, 0, ""
	}
	return facts(line)
}

func TestFormsAgree(t *testing.T) {
	want := read(t, sample(t, "v2-zh.csv")).BillLines
	for _, other := range []struct {
		name string
		view func(model.BillLine) string
	}{
		{"v2-en.csv", facts},
		{"legacy-zh.csv", coarse},
		{"legacy-zh-2025.csv", coarse},
		{"legacy-en.csv", coarse},
	} {
		got := read(t, sample(t, other.name)).BillLines
		if len(got) != len(want) {
			t.Errorf("%s: %d lines, want %d", other.name, len(got), len(want))
			continue
		}
		for i := range got {
			if got, want := other.view(got[i]), other.view(want[i]); got != want {
				t.Errorf("%s, line %d:\n got %s\nwant %s", other.name, i+1, got, want)
			}
		}
	}
}

// TestEveryFormHasTheSameMoney holds the forms that lack usage or hours to the
// sums they do have.
func TestEveryFormHasTheSameMoney(t *testing.T) {
	for _, name := range samples {
		gross, payable := decimal.Zero, decimal.Zero
		for _, line := range read(t, sample(t, name)).BillLines {
			gross = gross.Add(line.Gross.Decimal)
			payable = payable.Add(line.Payable.Decimal)
		}
		if gross.String() != "173.811839775" || payable.String() != "173.805922975" {
			t.Errorf("%s: gross %s, payable %s", name, gross, payable)
		}
	}
}

func TestEncodings(t *testing.T) {
	plain := bytes.TrimPrefix(sample(t, "v2-zh.csv"), byteOrderMark)
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(plain)
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, sample(t, "v2-zh.csv")).BillLines
	for name, text := range map[string][]byte{"UTF-8": plain, "GB18030": gb} {
		if !Detect(text) {
			t.Errorf("%s does not look like a bill", name)
		}
		got := &readertest.Collected{}
		if err := Read(iotest.OneByteReader(bytes.NewReader(text)), got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if fmt.Sprintf("%+v", got.BillLines) != fmt.Sprintf("%+v", want) {
			t.Errorf("%s is read otherwise than UTF-8 with a byte order mark", name)
		}
	}
}

// TestLateEncoding has its first byte beyond ASCII far behind the head.
func TestLateEncoding(t *testing.T) {
	header := "BillingCycle,ProductCode,BillingItemCode,InstanceID,PretaxGrossAmount,Tag\n"
	row := "2026-03,imm,ImageDetect,photos,1,plain\n"
	last, err := simplifiedchinese.GB18030.NewEncoder().String("2026-03,imm,ImageDetect,照片,1,标签\n")
	if err != nil {
		t.Fatal(err)
	}
	text := header + strings.Repeat(row, 4*headSize/len(row)) + last
	lines := read(t, []byte(text)).BillLines
	if got := lines[len(lines)-1].Instance; got != "照片" {
		t.Errorf("instance %q, want 照片", got)
	}
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]bool{
		"":       false,
		"\ufeff": false,
		"time,project,operation,request_id,task_id,http_status":                            false,
		"site,currency,item,operation,tier,price,per,unit,effective_from":                  false,
		"project,region,created_at,workflow_template":                                      false,
		`{"eventName":"DetectImageFaces","requestParameters":{"ProjectName":"photos"}}`:    false,
		`{"time":"2026-03-01T00:00:00Z","operation":"DetectImageFaces"}`:                   false,
		`192.0.2.1 - - [01/Mar/2026:00:00:00 +0800] "GET /a.jpg HTTP/1.1" 200 1 0 "-" "-"`: false,
		`{"Code":"Success","Data":{"BillingCycle":"2026-03","Items":[`:                     true,
		`[{"PretaxAmount":1}]`: true,
		"PK\x03\x04" + strings.Repeat("\x00", 26) + "[Content_Types].xml": true,
		"PK\x03\x04" + strings.Repeat("\x00", 26) + "2026/bill.csv":       false,
	} {
		if got := Detect([]byte(text)); got != want {
			t.Errorf("Detect(%q) = %v", text, got)
		}
	}
}

func TestNoLines(t *testing.T) {
	for _, text := range []string{"", "\ufeff", "\n\n"} {
		if got := read(t, []byte(text)).Tally; got != (model.Tally{}) {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestBrokenInput(t *testing.T) {
	for name, text := range map[string][]byte{"CSV": sample(t, "v2-en.csv"), "JSON": sample(t, "api.json")} {
		cut := iotest.TimeoutReader(iotest.HalfReader(bytes.NewReader(text)))
		if err := Read(cut, &readertest.Collected{}); err == nil || !strings.Contains(err.Error(), "timeout") {
			t.Errorf("%s: error %v, want the reader's own", name, err)
		}
	}
}

// TestLongCells has cells of megabytes, with quotes and line ends, and shows
// that rows are numbered by physical lines.
func TestLongCells(t *testing.T) {
	long := strings.Repeat(`{""name"":""x""}`+"\n", 200_000)
	text := "账单月份,产品Code,计费项Code,费用类型,用量,用量单位,目录总价,用量详情\n" +
		"202603,imm,ImageDetect,云资源按量费用,1,千次,0.028,\"" + long + "\"\n" +
		"202603,imm,ImageDetect,云资源按量费用,1,千次,0.02x,\n"
	got := read(t, []byte(text))
	if got.Tally.Kept != 1 || len(got.BillLines[0].Raw) < len(long) {
		t.Errorf("tally %+v", got.Tally)
	}
	want := model.Rejected{
		Line:   200_003,
		Reason: `column 目录总价: "0.02x" is not a number`,
		Text:   "202603,imm,ImageDetect,云资源按量费用,1,千次,0.02x,",
	}
	if len(got.Rejects) != 1 || got.Rejects[0] != want {
		t.Errorf("rejects %+v", got.Rejects)
	}
}

func TestRawKeepsTheRow(t *testing.T) {
	text := "账单月份,产品Code,计费项Code,费用类型,用量,用量单位,目录总价,备注,备注,\n" +
		"202603,imm,ImageDetect,云资源按量费用,1,千次,0.028,<a>,\"b \"\"c\"\"\",d\n"
	want := `{"账单月份":"202603","产品Code":"imm","计费项Code":"ImageDetect","费用类型":"云资源按量费用",` +
		`"用量":"1","用量单位":"千次","目录总价":"0.028","备注":"<a>","备注 #9":"b \"c\"","#10":"d"}`
	if got := read(t, []byte(text)).BillLines[0].Raw; got != want {
		t.Errorf("raw\n%s\nwant\n%s", got, want)
	}
}
