package bill

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

// smallHeader has the columns of smallRow, of which tests change some.
const smallHeader = "账单月份,账单日期,服务开始时间,服务结束时间,产品Code,产品名称,商品Code,计费项Code,实例ID,费用类型,用量,用量单位,官网目录价,价格单位,目录总价,优惠金额,优惠券抵扣金额,应付金额（含税）"

func smallRow(change map[string]string) string {
	cells := strings.Split("202603,20260301,2026-03-01 01:00:00,2026-03-01 02:00:00,imm,智能媒体管理,imm,ImageDetect,photos,云资源按量费用,0.5,千次,0.028,USD/千次,0.014,0,0,0.014", ",")
	for i, header := range strings.Split(smallHeader, ",") {
		if cell, changed := change[header]; changed {
			cells[i] = cell
		}
	}
	return strings.Join(cells, ",")
}

// A spreadsheet's sum of the lines is no line, and nothing that could not be read.
func TestRowsOfTotalsAreSkipped(t *testing.T) {
	for name, row := range map[string]string{
		"sums alone":            strings.Repeat(",", 14) + "99,,,99",
		"a word before":         "合计" + strings.Repeat(",", 14) + "99,,,99",
		"a word in a column of": strings.Repeat(",", 6) + "Total:" + strings.Repeat(",", 8) + "99,,,99",
	} {
		got := read(t, []byte(smallHeader+"\n"+smallRow(nil)+"\n"+row+"\n"))
		if got.Tally != (model.Tally{Read: 3, Kept: 1, Skipped: 2}) {
			t.Errorf("%s: %+v, rejected %v", name, got.Tally, got.Rejects)
		}
	}
}

func TestRejected(t *testing.T) {
	for _, test := range []struct {
		name, row, want string
	}{
		{"short row", "202603,20260301", "the row has 2 cells, the header has 18 columns: column 服务开始时间 is the first without a cell"},
		{"long row", smallRow(nil) + ",", `the row has 19 cells, the header has 18 columns: "" after column 应付金额（含税） belongs to none`},
		{"stray quote", `202603,a"b`, `not CSV: bare " in non-quoted-field (line 2, byte 9)`},
		{"nothing", "202603" + strings.Repeat(",", 17), "no product, item, instance or type, and so nothing that says what the line is for"},
		{"amount", smallRow(map[string]string{"目录总价": "12匹"}), `column 目录总价: "12匹" is not a number`},
		{"payable", smallRow(map[string]string{"应付金额（含税）": "0.1.2"}), `column 应付金额（含税）: "0.1.2" is not a number`},
		{"discount", smallRow(map[string]string{"优惠金额": "5%"}), `column 优惠金额: "5%" is not a number`},
		{"coupon", smallRow(map[string]string{"优惠券抵扣金额": "x"}), `column 优惠券抵扣金额: "x" is not a number`},
		{"price", smallRow(map[string]string{"官网目录价": "free"}), `column 官网目录价: "free" is not a number`},
		{"usage", smallRow(map[string]string{"用量": "many"}), `column 用量: "many" is not a number`},
		{"huge usage", smallRow(map[string]string{"用量": "99999999999999999"}), `column 用量: 99999999999999999 千次 is more than can be counted`},
		{"unknown unit", smallRow(map[string]string{"用量单位": "千块"}), `column 用量单位: unknown unit "千块"; the line can be compared once the catalogue's units have it`},
		{"no unit", smallRow(map[string]string{"用量单位": ""}), "column 用量单位: is empty, but the usage is 0.5"},
		{"no usage", smallRow(map[string]string{"用量": "-"}), `column 用量: is empty, but the unit is "千次"`},
		{"month", smallRow(map[string]string{"账单月份": "March"}), `column 账单月份: "March" is not a month such as 202603 or 2026-03`},
		{"no month", smallRow(map[string]string{"账单月份": "", "账单日期": ""}), "column 账单月份: is empty, so nothing says which month the line belongs to"},
		{"date", smallRow(map[string]string{"账单日期": "20260332"}), `column 账单日期: "20260332" is not a time such as 2026-03-01 01:00:00 or 20260301`},
		{"start", smallRow(map[string]string{"服务开始时间": "1 am"}), `column 服务开始时间: "1 am" is not a time such as 2026-03-01 01:00:00 or 20260301`},
		{"control code", smallRow(map[string]string{"实例ID": "ph\x01"}), `column 实例ID: "ph\x01" has a control code`},
		{"encoding", smallRow(map[string]string{"实例ID": "ph\xff"}), `column 实例ID: "ph\xff" has bytes that are no text in the file's encoding`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := read(t, []byte("\ufeff"+smallHeader+"\n"+test.row+"\n"+smallRow(nil)+"\n"))
			if len(got.Rejects) != 1 {
				t.Fatalf("rejected %+v", got.Rejects)
			}
			if want := (model.Rejected{Line: 2, Reason: test.want, Text: strings.ToValidUTF8(test.row, "\uFFFD")}); got.Rejects[0] != want {
				t.Errorf("got  %+v\nwant %+v", got.Rejects[0], want)
			}
			if want := (model.Tally{Read: 3, Kept: 1, Skipped: 1, Rejected: 1}); got.Tally != want {
				t.Errorf("tally %+v, want %+v: the other rows must not suffer", got.Tally, want)
			}
		})
	}
}

// Damage that reaches beyond its line costs that line, and each line that it makes
// unreadable, but not the rows behind them.
func TestRejectedOverLines(t *testing.T) {
	const inside = "202603,2026\n" // short, so that each such line is rejected if it is read as a row
	short := "the row has 2 cells, the header has 18 columns: column 服务开始时间 is the first without a cell"
	long := strings.Repeat("x", maxRow)
	for _, test := range []struct {
		name, damaged string
		want          []model.Rejected
	}{
		{"quote never closed", "\"202603\n", []model.Rejected{{Line: 2, Reason: "not CSV: a quoted cell is not closed (line 2, byte 8)", Text: `"202603`}}},
		{"quote closed too late", "\"202603\n" + inside + "b\",c\n", []model.Rejected{
			{Line: 2, Reason: "a quoted cell that ends on line 4 makes a row of 2 cells, the header has 18", Text: `"202603`},
			{Line: 3, Reason: short, Text: strings.TrimSpace(inside)},
			{Line: 4, Reason: `not CSV: bare " in non-quoted-field (line 4, byte 2)`, Text: `b",c`}}},
		{"line too long", long + ",b\n", []model.Rejected{
			{Line: 2, Reason: "longer than 16777216 bytes, the longest row that is read; the beginning of its text is kept", Text: long}}},
		{"cell over lines too long", "\"202603\n" + inside + long + "\"\n", []model.Rejected{
			{Line: 2, Reason: "a quoted cell makes the row longer than 16777216 bytes, the longest that is read", Text: `"202603`},
			{Line: 3, Reason: short, Text: strings.TrimSpace(inside)},
			{Line: 4, Reason: "longer than 16777216 bytes, the longest row that is read; the beginning of its text is kept", Text: long}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := read(t, []byte(smallHeader+"\n"+test.damaged+smallRow(nil)+"\n"))
			if !slices.Equal(got.Rejects, test.want) {
				t.Errorf("rejected %.900s\nwant     %.900s", fmt.Sprintf("%+v", got.Rejects), fmt.Sprintf("%+v", test.want))
			}
			rejected := int64(len(test.want))
			if want := (model.Tally{Read: 2 + rejected, Kept: 1, Skipped: 1, Rejected: rejected}); got.Tally != want {
				t.Errorf("tally %+v, want %+v", got.Tally, want)
			}
		})
	}
}

// A cell may hold line ends. The rows after it keep the numbers of their lines.
func TestCellOverLines(t *testing.T) {
	over := smallRow(map[string]string{"实例ID": "\"photos\r\nof \"\"2026\"\"\n\""})
	got := read(t, []byte(smallHeader+"\r\n"+over+"\r\nshort\r\n"+smallRow(nil)+"\r\n"))
	if want := (model.Tally{Read: 4, Kept: 2, Skipped: 1, Rejected: 1}); got.Tally != want {
		t.Fatalf("tally %+v, want %+v; %v", got.Tally, want, got.Rejects)
	}
	if got.Rejects[0].Line != 5 {
		t.Errorf("the line after the cell of three lines has number %d, want 5", got.Rejects[0].Line)
	}
	if raw := got.BillLines[0].Raw; !strings.Contains(raw, `"photos\nof \"2026\"\n"`) {
		t.Errorf("the cell is read as %s", raw)
	}
}

func TestNotRejected(t *testing.T) {
	for _, test := range []struct {
		name   string
		change map[string]string
		want   model.Tally
	}{
		{"other product with odd cells", map[string]string{"产品Code": "ecs", "产品名称": "", "商品Code": "ecs", "目录总价": "?"}, model.Tally{Read: 2, Skipped: 2}},
		{"OSS in a unit nobody knows", map[string]string{"产品Code": "oss", "产品名称": "", "商品Code": "oss", "用量单位": "?"}, model.Tally{Read: 2, Skipped: 1, Kept: 1}},
		{"OSS without unit", map[string]string{"产品Code": "oss", "产品名称": "", "商品Code": "oss", "用量单位": ""}, model.Tally{Read: 2, Skipped: 1, Kept: 1}},
		{"prepaid without usage", map[string]string{"费用类型": "订阅预付费用", "用量": "", "用量单位": ""}, model.Tally{Read: 2, Skipped: 1, Kept: 1}},
		{"rounding with usage 0", map[string]string{"费用类型": "抹零费用", "用量": "0", "用量单位": ""}, model.Tally{Read: 2, Skipped: 1, Kept: 1}},
	} {
		got := read(t, []byte(smallHeader+"\n"+smallRow(test.change)+"\n"))
		if got.Tally != test.want {
			t.Errorf("%s: %+v, want %+v; %v", test.name, got.Tally, test.want, got.Rejects)
		}
	}
}

func TestRefusedHeaders(t *testing.T) {
	for _, test := range []struct{ name, header, want string }{
		{
			"no bill", "time,project,region",
			`line 1: no known form of bill: the header has "time", "project", "region", of which the nearest form, v2-en, knows 1; export the bill again with its header row`,
		},
		{
			"lacks columns", "账单信息/账单月份,产品信息/产品Code,产品信息/计费项Code,账单信息/费用类型,用量信息/用量",
			`line 1: v2-zh bill: the header lacks 用量单位, 目录总价; it has "账单信息/账单月份", "产品信息/产品Code", "产品信息/计费项Code", "账单信息/费用类型", "用量信息/用量"; export the bill again with all columns`,
		},
		{
			"lacks one of several", "BillingCycle,ProductCode,Item,InstanceID,Region",
			`line 1: legacy-en bill: the header lacks PretaxGrossAmount; it has "BillingCycle", "ProductCode", "Item", "InstanceID", "Region"; export the bill again with all columns`,
		},
		{
			"twice the same", smallHeader + ",资源信息/实例ID（出账粒度）",
			`line 1: v2-zh bill: columns "实例ID" and "资源信息/实例ID（出账粒度）" both stand for 实例ID（出账粒度）; remove the one that is not meant`,
		},
		{
			"two list amounts", "账期,产品Code,计费项,用量,用量单位,原价,官网价",
			`line 1: legacy-zh bill: columns "原价" and "官网价" both stand for 原价; remove the one that is not meant`,
		},
		{
			"after blank lines", "\n\ntime,project",
			`line 3: no known form of bill: the header has "time", "project", of which the nearest form, v2-zh, knows 0; export the bill again with its header row`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := &readertest.Collected{}
			err := Read(strings.NewReader(test.header+"\n"+smallRow(nil)+"\n"), got)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if got.Tally != (model.Tally{}) {
				t.Errorf("lines of a refused file were counted: %+v", got.Tally)
			}
		})
	}
}

// A table of blank rows is empty; one that goes on after more of them than a header row is
// sought in is none of ours to pass over.
func TestBlankRows(t *testing.T) {
	blank := strings.Repeat(",,\n", 60)
	if got := read(t, []byte(blank)); got.Tally != (model.Tally{Read: 60, Skipped: 60}) {
		t.Errorf("%+v", got.Tally)
	}
	err := Read(strings.NewReader(blank+smallHeader+"\n"+smallRow(nil)), &readertest.Collected{})
	want := "line 61: no header row is among the first 51 rows, which are blank; take them out"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestHeaderSpelling(t *testing.T) {
	odd := strings.NewReplacer("产品Code", "\t产品 CODE ", "应付金额（含税）", "应付金额(含税)", "计费项Code", "计费项Ｃｏｄｅ").Replace(smallHeader)
	got := read(t, []byte("\ufeff"+odd+"\n"+smallRow(nil)+"\n"))
	if got.Tally.Kept != 1 || got.BillLines[0].ItemCode != "ImageDetect" || !got.BillLines[0].Taxed {
		t.Errorf("%+v", got.BillLines)
	}
}
