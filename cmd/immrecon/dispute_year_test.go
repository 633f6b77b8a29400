package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/cmd/immrecon/demo"

	"immrecon/store/model"
)

// The year that is played through: how many months, and which of them, counted
// from 0, lacks a log until it has been closed.
const (
	yearMonths = 12
	lateMonth  = 4
)

// TestYear plays a year through, month by month, by the program's own commands:
// each bill comes with faults, which are claimed; the provider accepts, accepts
// in part, rejects or says nothing, and pays back two months later by lines of
// its bill; a log comes late, after its month was closed. In the end every cent
// is where this test's own account has it.
func TestYear(t *testing.T) {
	if !inOwnProcess(t) { // the environment has the clock
		return
	}
	y := &year{t: t, dir: t.TempDir(), claims: map[string]*claimed{}, findings: map[string]string{}}
	t.Setenv("IMMRECON_DB", filepath.Join(y.dir, "year.db"))
	for n := range yearMonths + 1 {
		y.write(n)
	}
	for n := range yearMonths {
		y.play(n)
	}
	y.wantAccounts()
	y.must(exitDone, "check")
	y.wantPacketsTwice()
	for n := range yearMonths {
		y.wantSameFindings(y.month(n))
	}
	y.must(exitDone, "check")
}

// year is the year being played, with an account of it that owes nothing to the
// program's.
type year struct {
	t        *testing.T
	dir      string
	claims   map[string]*claimed
	findings map[string]string // of each month, as first found
	late     string            // a log that was held back
}

// claimed is what this test knows of a claim.
type claimed struct {
	id, month, item                     string
	amount, accepted, recovered, refund decimal.Decimal
	status                              model.ClaimStatus
}

func (c *claimed) open() decimal.Decimal {
	switch c.status {
	case model.ClaimRejected:
		return decimal.Zero
	case model.ClaimSubmitted:
		return c.amount
	}
	return c.accepted.Sub(c.recovered)
}

// month names the n-th month of the year, which begins in August 2025.
func (y *year) month(n int) string {
	return time.Date(2025, time.Month(8+n), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// play is what is done in a month: its bill is final on day 4 of the next.
func (y *year) play(n int) {
	month := y.month(n)
	y.t.Setenv(clockVariable, time.Date(2025, time.Month(9+n), 5, 13, 0, 0, 0, billingZone).Format(time.RFC3339))
	if n > 1 {
		y.refund(y.folder(n), y.month(n-2))
	}
	// By then there are logs of the next month. Without them the end of this one
	// would be judged by other evidence when it is reconciled again.
	y.must(exitDone, "--quiet", "import", y.folder(n), filepath.Join(y.folder(n+1), "logs"))
	y.must(exitDiscrepancies, "reconcile", "--month", month)
	y.findings[month] = y.foundIn(month)
	y.claim(month)
	if n > 0 {
		y.answer(y.month(n - 1))
	}
	y.takeCredits()
	if n == lateMonth {
		y.must(exitDone, "month", "close", month)
	}
	if n == lateMonth+1 {
		y.importLate()
	}
}

func (y *year) folder(n int) string { return filepath.Join(y.dir, y.month(n)) }

// write writes a month's files. Of one month a log is held back.
func (y *year) write(n int) {
	if _, err := demo.Write(y.folder(n), demo.Options{Month: y.month(n), Days: 1, Seed: int64(n + 1), Faults: true}); err != nil {
		y.t.Fatal(err)
	}
	if n != lateMonth {
		return
	}
	y.late = filepath.Join(y.dir, "late.log")
	if err := os.Rename(largestFile(y.t, filepath.Join(y.folder(n), "logs")), y.late); err != nil {
		y.t.Fatal(err)
	}
}

// largestFile is the largest file of a folder: a log that is worth missing.
func largestFile(t *testing.T, folder string) string {
	t.Helper()
	size := func(path string) int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	return slices.MaxFunc(evidenceOf(t, folder), func(a, b string) int { return cmp.Compare(size(a), size(b)) })
}

// refund puts a line on the bill for each claim of a month that was accepted.
func (y *year) refund(folder, month string) {
	bill := billIn(y.t, folder)
	content, err := os.ReadFile(bill)
	if err != nil {
		y.t.Fatal(err)
	}
	header, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).Read()
	if err != nil {
		y.t.Fatal(err)
	}
	var lines bytes.Buffer
	out := csv.NewWriter(&lines)
	for _, c := range y.inOrder() {
		if c.month != month || !c.accepted.IsPositive() {
			continue
		}
		c.refund = c.accepted
		row := make([]string, len(header))
		for column, cell := range map[string]string{
			"LineItemDetails/LineItemId": "R-" + c.id, "IdentityDetails/ResourcePurchaseAccountId": "1400000000000017",
			"BillingDetails/BillingMonth": strings.ReplaceAll(filepath.Base(folder), "-", ""), "BillingDetails/LineItemType": "Refund",
			"ProductDetails/ProductCode": "imm", "ProductDetails/CommodityCode": "imm_intl", "ProductDetails/BillingItemCode": c.item,
			"PricingDetails/Currency": "USD", "FeeDetails/GrossAmount": c.refund.Neg().String(), "PayableDetails/TaxExclusivePayableAmount": c.refund.Neg().String(),
		} {
			at := slices.Index(header, column)
			if at < 0 {
				y.t.Fatalf("the demo's bill has no column %s", column)
			}
			row[at] = cell
		}
		if err := out.Write(row); err != nil {
			y.t.Fatal(err)
		}
	}
	out.Flush()
	if err := os.WriteFile(bill, append(content, lines.Bytes()...), 0o644); err != nil {
		y.t.Fatal(err)
	}
}

func billIn(t *testing.T, folder string) string {
	t.Helper()
	var bill string
	err := filepath.WalkDir(filepath.Join(folder, "bill"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".csv" {
			bill = path
		}
		return err
	})
	if err != nil || bill == "" {
		t.Fatalf("no bill in %s: %v", folder, err)
	}
	return bill
}

// finding is what the JSON says of one.
type foundFinding struct {
	ID, Item, Verdict, Cause string
	Difference               struct{ Amount decimal.Decimal }
}

// foundIn is the findings of a month's latest run, without the run's name.
func (y *year) foundIn(month string) string {
	text := y.must(exitDone, "findings", "--month", month, "--format", "json")
	_, findings, _ := strings.Cut(text, `"findings":`)
	return findings
}

// claim claims every third cause that was overcharged, and submits each claim.
// A claim must be for just what the findings come to.
func (y *year) claim(month string) {
	var list struct{ Findings []foundFinding }
	y.read(&list, "findings", "--month", month, "--verdict", "overcharged", "--format", "json")
	want := map[string]decimal.Decimal{}
	var causes []string
	for _, f := range list.Findings {
		key := f.Cause + " " + f.Item
		want[key] = want[key].Add(f.Difference.Amount)
		if !slices.Contains(causes, f.Cause) {
			causes = append(causes, f.Cause)
		}
	}
	slices.Sort(causes)
	for n, cause := range causes {
		if n%3 != len(y.findings)%3 { // each has its turn
			maps.DeleteFunc(want, func(key string, _ decimal.Decimal) bool { return strings.HasPrefix(key, cause+" ") })
			continue
		}
		y.must(exitDone, "--user", "anna", "dispute", "new", "--month", month, "--cause", cause, "--min", "0")
		y.must(exitTrouble, "--user", "anna", "dispute", "new", "--month", month, "--cause", cause, "--min", "0")
	}
	for _, d := range y.list().Disputes {
		if d.Month != month {
			continue
		}
		key := d.Cause + " " + d.Item
		if !want[key].Equal(d.Claimed) {
			y.t.Errorf("%s claims %s of %s, and the findings come to %s", d.ID, d.Claimed, key, want[key])
		}
		delete(want, key)
		y.must(exitTrouble, "--user", "anna", "dispute", "set", d.ID, "submitted", "--four-eyes")
		y.must(exitDone, "--user", "bert", "dispute", "set", d.ID, "submitted", "--four-eyes")
		y.claims[d.ID] = &claimed{id: d.ID, month: month, item: d.Item, amount: d.Claimed, status: model.ClaimSubmitted}
	}
	if len(want) > 0 {
		y.t.Errorf("%s: not claimed: %v", month, want)
	}
}

// answer is how the provider takes the claims of a month: in turn it accepts
// one, half of the next, rejects one, and says nothing.
func (y *year) answer(month string) {
	turn := 0
	for _, c := range y.inOrder() {
		if c.month != month {
			continue
		}
		switch turn++; turn % 4 {
		case 1:
			c.status, c.accepted = model.ClaimAccepted, c.amount
			y.must(exitDone, "dispute", "set", c.id, "accepted")
		case 2:
			c.status, c.accepted = model.ClaimPartlyAccepted, c.amount.Div(decimal.NewFromInt(2)).Round(12)
			y.must(exitDone, "dispute", "set", c.id, "partly_accepted", "--amount", c.accepted.String())
		case 3:
			c.status = model.ClaimRejected
			y.must(exitDone, "dispute", "set", c.id, "rejected", "--note", "not convinced")
		}
	}
}

// takeCredits records what the bills pay back: what is sure by itself, the rest
// as a person would, line by line.
func (y *year) takeCredits() {
	y.must(exitDone, "dispute", "match", "--take")
	credited := map[string]bool{}
	for _, d := range y.list().Disputes {
		credited[d.ID] = d.Recovered.IsPositive()
	}
	for _, c := range y.inOrder() {
		if !c.refund.IsPositive() || c.recovered.IsPositive() {
			continue
		}
		if !credited[c.id] {
			y.must(exitDone, "dispute", "set", c.id, "credited", "--line", "R-"+c.id)
		}
		c.recovered, c.status = c.refund, model.ClaimCredited
	}
}

// importLate brings the log that was held back, after its month was closed.
func (y *year) importLate() {
	y.must(exitTrouble, "--quiet", "import", y.late)
	y.must(exitDone, "--quiet", "import", y.late, "--late", "keep")
}

// wantAccounts holds the program's account of every claim, month and the whole
// year to this test's.
func (y *year) wantAccounts() {
	list := y.list()
	sums, months := map[string]sum{}, map[string]sum{}
	for _, d := range list.Disputes {
		c := y.claims[d.ID]
		if !d.Recovered.Equal(c.recovered) || !d.Open.Equal(c.open()) || !d.GivenUp.Equal(c.amount.Sub(c.recovered).Sub(c.open())) {
			y.t.Errorf("%s (%s): recovered %s, open %s, given up %s; it is %+v", d.ID, d.Status, d.Recovered, d.Open, d.GivenUp, c)
		}
	}
	for _, c := range y.claims {
		for _, s := range []struct {
			of  map[string]sum
			key string
		}{{months, c.month}, {sums, ""}} {
			s.of[s.key] = s.of[s.key].plus(c)
		}
	}
	if len(list.Disputes) != len(y.claims) || len(list.Months) != yearMonths || len(list.Totals) != 1 {
		y.t.Fatalf("%d claims of %d in %d months", len(list.Disputes), len(y.claims), len(list.Months))
	}
	for _, got := range append(list.Months, list.Totals...) {
		want := months[got.Month]
		if got.Month == "" {
			want = sums[""]
		}
		if text := fmt.Sprint(got.Claimed, got.Recovered, got.Open, got.GivenUp); text != want.String() {
			y.t.Errorf("%s: got %s, want %s", got.Month, text, want)
		}
		if !got.Claimed.Equal(decimal.Sum(got.Recovered, got.Open, got.GivenUp)) || !got.Recovered.IsPositive() && got.Month == "" {
			y.t.Errorf("%s: %+v does not add up", got.Month, got)
		}
	}
}

// sum is what claims come to.
type sum struct{ claimed, recovered, open decimal.Decimal }

func (s sum) plus(c *claimed) sum {
	return sum{s.claimed.Add(c.amount), s.recovered.Add(c.recovered), s.open.Add(c.open())}
}

func (s sum) String() string {
	return fmt.Sprint(s.claimed, s.recovered, s.open, s.claimed.Sub(s.recovered).Sub(s.open))
}

// wantPacketsTwice writes the packet of a claim of every status twice.
func (y *year) wantPacketsTwice() {
	seen := map[model.ClaimStatus]bool{}
	for _, c := range y.inOrder() {
		if seen[c.status] {
			continue
		}
		seen[c.status] = true
		var packets [2]map[string]string
		for n := range packets {
			folder := filepath.Join(y.dir, fmt.Sprint("packet ", c.id, n))
			y.must(exitDone, "dispute", "export", c.id, "--out", folder, "--zip", "--claimant", "Example Ltd")
			packets[n] = filesOf(y.t, folder)
		}
		for name, text := range packets[0] {
			if packets[1][name] != text {
				y.t.Errorf("%s: %s is not the same twice", c.id, name)
			}
		}
		if days := claimedIn(y.t, packets[0]["days.csv"]); !days.Equal(c.amount) {
			y.t.Errorf("%s: its days claim %s, and it is about %s", c.id, days, c.amount)
		}
	}
}

// claimedIn sums what a table of a packet claims.
func claimedIn(t *testing.T, table string) (sum decimal.Decimal) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "claimed_amount")
	for _, row := range rows[1:] {
		sum = sum.Add(decimal.RequireFromString(row[column]))
	}
	return sum
}

func filesOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, path := range evidenceOf(t, folder) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(content)
	}
	return files
}

// wantSameFindings reconciles a month again: it must find the same. Only the
// month whose log came late has other evidence now.
func (y *year) wantSameFindings(month string) {
	y.must(exitDiscrepancies, "reconcile", "--month", month)
	if same := y.foundIn(month) == y.findings[month]; same == (month == y.month(lateMonth)) {
		y.t.Errorf("%s: the findings are the same: %t", month, same)
	}
}

// inOrder lists the claims by id, which is by month.
func (y *year) inOrder() []*claimed {
	var all []*claimed
	for _, c := range y.claims {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *claimed) int { return strings.Compare(a.id, b.id) })
	return all
}

// listed is what `dispute list` says.
type listed struct {
	Disputes []struct {
		ID, Month, Cause, Item, Status    string
		Claimed, Recovered, Open, GivenUp decimal.Decimal
	}
	Months, Totals []struct {
		Month                             string
		Claimed, Recovered, Open, GivenUp decimal.Decimal
	}
}

func (y *year) list() (l listed) {
	y.t.Helper()
	text := y.must(exitDone, "dispute", "list", "--format", "json")
	if err := json.Unmarshal([]byte(strings.ReplaceAll(text, `"given_up"`, `"givenup"`)), &l); err != nil {
		y.t.Fatal(err)
	}
	return l
}

// read reads what a command prints as JSON.
func (y *year) read(into any, args ...string) {
	y.t.Helper()
	if err := json.Unmarshal([]byte(y.must(exitDone, args...)), into); err != nil {
		y.t.Fatal(err)
	}
}

// must runs a command, which must exit as told, and returns what it prints.
func (y *year) must(code int, args ...string) string {
	y.t.Helper()
	var out, errs bytes.Buffer
	if got := run(y.t.Context(), args, strings.NewReader(""), &out, &errs); got != code {
		y.t.Fatalf("immrecon %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out.String(), errs.String())
	}
	return out.String()
}
