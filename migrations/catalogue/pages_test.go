package catalogue

import (
	"slices"
	"strings"
	"testing"
)

func TestAddressesOfASource(t *testing.T) {
	items := "https://www.alibabacloud.com/help/en/imm/product-overview/billable-items"
	for source, want := range map[string][]string{
		"IMM billing items page, 2026-02-15":                                       {items},
		"IMM billing items page, 2025-07-01, against IMM billing items page, 2026": {items},
		"IMM GenerateVideoPlaylist reference; IMM billing items page, 2026-02-15":  {items},
		"IMM Weboffice billing page, and GenerateWebofficeToken, 2025-11-20; IMM billing items page, 2026-02-15": {
			"https://www.alibabacloud.com/help/en/imm/user-guide/weboffice-billing-instructions",
			"https://www.alibabacloud.com/help/tc/imm/developer-reference/api-imm-2020-09-30-generatewebofficetoken", items},
		"not stated by the provider": nil,
		"":                           nil,
	} {
		if got := URLs(source); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", source, got, want)
		}
	}
}

// A page that no source names is a page that is named otherwise somewhere.
func TestEveryPageIsTheSourceOfSomething(t *testing.T) {
	c := catalogue(t)
	for _, p := range c.Pages {
		named := slices.ContainsFunc(c.Rules, func(r Rule) bool { return strings.Contains(r.Source, p.Name) }) ||
			slices.ContainsFunc(c.Prices, func(r Price) bool { return strings.Contains(r.Source, p.Name) })
		if !named {
			t.Errorf("no source names the %s", p.Name)
		}
		if !strings.HasPrefix(p.URL, "https://") {
			t.Errorf("%s: %s is no address", p.Name, p.URL)
		}
	}
}
