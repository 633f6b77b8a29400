package xlsx

import (
	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// accounts is a row a statement, where there is more than one: of each currency,
// then of each account.
func (b *book) accounts() table[model.Statement] {
	type row = model.Statement
	var all []model.Statement
	if len(b.report.Others) > 0 {
		all = append([]model.Statement{b.report.Statement}, b.report.Others...)
	}
	return table[row]{sheet: sheetAccounts, rows: listed(all),
		about: "A row a currency, then a row an account where several pay, each judged for itself. Money of different currencies is never added.",
		columns: []column[row]{
			{header: "Account", width: wide, cell: func(s *row) cell { return text(lookText, b.payer(s)) }},
			{header: headerCurrency, width: narrow, cell: func(s *row) cell { return text(lookText, s.Currency) }},
			{header: "The bill is", width: medium, cell: func(s *row) cell { return text(lookText, b.words.BillVerdict(s.Verdict)) }},
			moneyColumn(headerBilled, func(s *row) decimal.Decimal { return s.Billed }),
			moneyColumn(headerExpected, func(s *row) decimal.Decimal { return s.Expected }),
			{header: "Possible at most", width: medium, cell: func(s *row) cell { return b.atMost(s.Possible) }},
			{header: headerDifference, width: medium, cell: func(s *row) cell { return change(s.Difference) },
				live: func(at inRow) string { return "ROUND(" + at(headerBilled) + "-" + at(headerExpected) + ",10)" }},
			{header: "Unverifiable", width: medium, cell: func(s *row) cell { return change(s.Unverifiable) }},
			{header: "Unexplained", width: medium, cell: func(s *row) cell { return change(s.Unexplained) }},
			moneyColumn("To claim", func(s *row) decimal.Decimal { return s.Claim.Amount }),
			moneyColumn("To claim, payable", func(s *row) decimal.Decimal { return s.Claim.Payable }),
			moneyColumn("To ask about", func(s *row) decimal.Decimal { return s.Ask.Amount }),
			moneyColumn("To ask about, payable", func(s *row) decimal.Decimal { return s.Ask.Payable }),
			moneyColumn("Charged too little", func(s *row) decimal.Decimal { return s.Owed.Amount }),
			moneyColumn("Charged too little, payable", func(s *row) decimal.Decimal { return s.Owed.Payable }),
			{header: "Bill lines", width: narrow, cell: func(s *row) cell { return count(s.Bill.Lines) }},
			{header: "State of the bill", width: wide, cell: func(s *row) cell { return text(lookText, b.words.Final(&s.Bill)) }},
			{header: "Control total", width: wide, cell: func(s *row) cell { return text(lookText, b.words.Whole(s)) }},
		}}
}

// payer is the account that a statement is of, or all of them.
func (b *book) payer(s *model.Statement) string {
	if s.Account != "" {
		return s.Account
	}
	if len(s.Bill.Accounts) == 1 {
		return s.Bill.Accounts[0]
	}
	return b.say("all accounts")
}
