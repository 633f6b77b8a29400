package bill

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/payable"
	"immrecon/reconcile/versions"
	"immrecon/store/model"
)

// share is what one payer's lines come to, and how far they are to be trusted.
type share struct {
	listed, due decimal.Decimal // of usage
	lines       int64           // of media management that count
	usage       int64           // of those, the ones that are compared
	aside       int64           // with an amount, of which nobody knows what they are for
	preliminary bool            // a line is only of files that the provider may still change
	rejected    int64           // lines of its files that could not be read
	short       decimal.Decimal // of its control total
	checked     bool            // it has a control total, which its lines come to
}

// incomplete reports whether lines may be missing.
func (s *share) incomplete() bool { return s.preliminary || s.rejected > 0 || s.short.IsPositive() }

// weigh sums the lines that count by who pays them, and lays the control totals
// beside them.
func (r *reader) weigh(lines []printedLine, superseded versions.Superseded) error {
	files, err := readFiles(r.tx.Reader, r.scope.Month)
	if err != nil {
		return err
	}
	totals, err := r.readTotals()
	if err != nil {
		return err
	}
	r.nameAccounts(totals)
	b := r.bill
	b.shares = map[payer]*share{}
	used := map[payer]map[int64]bool{}
	for n := range lines {
		l := &lines[n]
		if !l.IsIMM() || l.Form == formFOCUS || superseded[l.ID] != 0 {
			continue
		}
		if l.Type == model.LineUsage {
			b.Decimals.see(&l.Line)
		}
		p := b.payerOf(&l.Line)
		s := b.share(p)
		s.add(l)
		if used[p] == nil {
			used[p] = map[int64]bool{}
		}
		final := false
		for _, source := range append([]int64{l.source}, r.again[l.ID]...) {
			used[p][source] = true
			final = final || files[source].final
		}
		s.preliminary = s.preliminary || !final
	}
	for p, sources := range used {
		for source := range sources {
			b.shares[p].rejected += files[source].rejected
		}
	}
	r.compareTotals(totals, files)
	return nil
}

// share is the share of a payer, made where there is none yet.
func (b *Bill) share(p payer) *share {
	if b.shares[p] == nil {
		b.shares[p] = &share{}
	}
	return b.shares[p]
}

func (s *share) add(l *printedLine) {
	s.lines++
	switch l.Type {
	case model.LineUsage, model.LineFreeQuota:
		s.usage++
		s.listed, s.due = s.listed.Add(l.Gross.Decimal), s.due.Add(payable.Due(&l.BillLine))
	case model.LineOther:
		if !amountOf(&l.BillLine).IsZero() {
			s.aside++
		}
	}
}

// nameAccounts gives lines and totals that name no account the one that there is.
func (r *reader) nameAccounts(totals map[payer]total) {
	named := map[string]bool{}
	for _, account := range r.bill.Accounts {
		named[account] = true
	}
	for p := range totals {
		named[p.account] = named[p.account] || p.account != ""
	}
	delete(named, "")
	if r.bill.Accounts = slices.Sorted(maps.Keys(named)); len(r.bill.Accounts) == 1 {
		r.bill.onlyAccount = r.bill.Accounts[0]
	}
}

// compareTotals says of each payer whether its lines come to its control total. A
// total that names no account is of all in its currency.
func (r *reader) compareTotals(totals map[payer]total, files map[int64]file) {
	for _, p := range slices.SortedFunc(maps.Keys(totals), comparePayers) {
		t := totals[p]
		p.account = cmp.Or(p.account, r.bill.onlyAccount)
		listed, lines := decimal.Zero, int64(0)
		for other, s := range r.bill.shares {
			if other.currency == p.currency && (p.account == "" || p.account == other.account) {
				amount := s.listed
				if t.payable {
					amount = s.due
				}
				listed, lines = listed.Add(amount), lines+s.usage
			}
		}
		s := r.bill.share(p)
		short, open := t.amount.Sub(listed), t.open.Add(r.bill.Decimals.Amount(int(lines)))
		switch {
		case short.Abs().LessThanOrEqual(open):
			s.checked = true
		case short.IsPositive():
			s.short = short
			r.bill.note(model.SaysTotalAbove.With(files[t.source].name, t.amount, p.currency, listed, short))
		default:
			r.bill.note(model.SaysTotalBelow.With(files[t.source].name, t.amount, p.currency, listed))
		}
	}
}

func comparePayers(a, b payer) int {
	return cmp.Or(cmp.Compare(a.currency, b.currency), cmp.Compare(a.account, b.account))
}

// matching is the shares of a currency and account, "" for all.
func (b *Bill) matching(currency, account string) map[payer]*share {
	found := map[payer]*share{}
	for p, s := range b.shares {
		if (currency == "" || p.currency == currency) && (account == "" || p.account == account || p.account == "") {
			found[p] = s
		}
	}
	return found
}

// State is what is known of the bill in a currency, of one account or, for "",
// of all.
func (b *Bill) State(currency, account string) model.BillState {
	state := model.BillState{Final: true, Whole: model.BillWhole}
	for p, s := range b.matching(currency, account) {
		state.Lines += s.lines
		state.Aside += s.aside
		state.Rejected += s.rejected
		state.Final = state.Final && !s.preliminary
		state.ShortBy = state.ShortBy.Add(s.short)
		if !s.checked && s.lines > 0 && !b.checkedTogether(p.currency) {
			state.Whole = model.BillUnknown
		}
		if p.account != "" {
			state.Accounts = append(state.Accounts, p.account)
		}
	}
	slices.Sort(state.Accounts)
	if state.ShortBy.IsPositive() {
		state.Whole = model.BillShort
	}
	return state
}

// checkedTogether reports whether a total of all accounts agrees with their
// lines.
func (b *Bill) checkedTogether(currency string) bool {
	s := b.shares[payer{"", currency}]
	return s != nil && s.checked
}

// MayLackLines reports whether lines of a cell's account may be missing from the
// bill.
func (b *Bill) MayLackLines(c *model.Cell) bool {
	for _, s := range b.matching("", c.Account) {
		if s.incomplete() {
			return true
		}
	}
	return false
}
