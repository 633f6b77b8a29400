package words

var englishTables = Tables{
	Figures:  []string{"", "findings", "%s"},
	Dues:     []string{"findings", "list amount", "as payable"},
	Payable:  []string{"", "lines", "%s"},
	Findings: []string{"finding", "period (%s)", "project", "item", "verdict", "cause", "billed", "expected", "unit", "difference"},
	Bills:    []string{"bill", "billed", "lines", "accounts", "lines may change", "control total", "bill is"},
	Evidence: []string{"evidence", "of", "hours so far", "proven", "stated", "presumed", "in the other", "may lack", "most of these because"},
	Forecast: []string{"project", "region", "item", "tier", "unit", "so far", "%s", "whole month", "%s", "days", "that this is made from"},
	Months:   []string{"month", "state", "bill (%s)", "latest run", "verdict", "billed", "expected", "difference", ""},
	Labels:   []string{"cells", "findings", "billed", "expected", "overcharged", "undercharged", "unverifiable", ""},
}
