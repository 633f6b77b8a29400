package model

import (
	"fmt"
	"slices"
	"strings"
)

// OfAccount narrows a report to the statements and findings of one account.
func (r *Report) OfAccount(account string) error {
	if len(r.Run.Accounts) == 1 && r.Run.Accounts[0] == account {
		return nil
	}
	others := slices.DeleteFunc(r.Others, func(s Statement) bool { return s.Account != account })
	if len(others) == 0 {
		return fmt.Errorf("run %s has no account %s; it has %s", r.Run.Key, account, strings.Join(r.Run.Accounts, ", "))
	}
	for n := range others {
		others[n].Account = "" // the report is of no other
	}
	r.Statement, r.Others = others[0], others[1:]
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Account != account })
	r.Payable = slices.DeleteFunc(r.Payable, func(s PayableStep) bool { return s.Account != account })
	r.Run.Accounts = []string{account}
	return nil
}
