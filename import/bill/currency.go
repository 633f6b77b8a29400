package bill

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// currencyNames are the names for a currency other than its code.
var currencyNames = map[string]string{
	"元": "CNY", "人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "CN¥": "CNY",
	"美元": "USD", "US$": "USD", "港元": "HKD", "港币": "HKD", "HK$": "HKD", "日元": "JPY", "JP¥": "JPY", "円": "JPY",
	"欧元": "EUR", "€": "EUR", "英镑": "GBP", "£": "GBP", "新加坡元": "SGD", "S$": "SGD", "A$": "AUD", "RM": "MYR", "Rp": "IDR", "₩": "KRW", "฿": "THB", "₱": "PHP",
}

// sharedSigns are signs of several currencies, and the codes of those in which the
// provider bills.
var sharedSigns = map[string][]string{
	"$": {"USD", "HKD", "SGD", "AUD", "CAD", "TWD", "MXN", "NZD"},
	"¥": {"CNY", "JPY"},
}

// moneySign is the currency that stands beside an amount.
type moneySign struct {
	col  column
	sign string
}

// money reads an amount in a column, which may have a currency beside it: "$1.20",
// "USD 1.20", "1.20元", "(¥1.20)". Not given where the form lacks it.
func (e *entry) money(col column) (decimal.NullDecimal, error) {
	cell := e.cells[col]
	if plain, ok := parsePlain(cell); ok {
		return decimal.NewNullDecimal(plain), nil
	}
	text, sign := cutCurrency(foldNumber(cell))
	if sign == "" {
		return e.amount(col)
	}
	amount, err := parseFolded(cell, text)
	if err != nil {
		return amount, e.columnError(col, "%w", err)
	}
	e.signs = append(e.signs, moneySign{col, sign})
	return amount, nil
}

// cutCurrency parts an amount from the currency before or behind it, within the
// brackets and behind the minus sign of a negative one.
func cutCurrency(text string) (amount, sign string) {
	first := strings.IndexAny(text, ".0123456789")
	last := strings.LastIndexAny(text, ".0123456789")
	if first < 0 {
		return text, ""
	}
	before, behind := text[:first], text[last+1:]
	sign = strings.Trim(before+behind, "+-() \u00a0")
	if !isCurrency(sign) {
		return text, ""
	}
	cut := func(part string) string { return strings.ReplaceAll(strings.Replace(part, sign, "", 1), " ", "") }
	return cut(before) + text[first:last+1] + cut(behind), sign
}

// currencyCodes are the codes that may stand beside an amount.
const currencyCodes = "AED AUD BRL CAD CHF CNY EUR GBP HKD IDR INR JPY KRW MXN MYR NZD PHP SAR SGD THB TRY TWD USD VND ZAR"

func isCurrency(sign string) bool {
	return sharedSigns[sign] != nil || currencyNames[sign] != "" || len(sign) == 3 && strings.Contains(currencyCodes, sign)
}

// currencyCode returns the first text that names a currency, as its code.
func currencyCode(texts ...string) string {
	for _, text := range texts {
		text = strings.TrimSpace(text)
		if code, known := currencyNames[text]; known {
			return code
		}
		code := strings.ToUpper(text)
		if known := currencyNames[code]; known != "" {
			return known
		}
		if len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			return code
		}
	}
	return ""
}

// checkCurrency refuses a line with an amount in another currency than the line's own,
// which the signs tell where no column does.
func checkCurrency(e *entry, line *model.BillLine) error {
	for _, s := range e.signs {
		code := currencyCode(s.sign)
		switch {
		case line.Currency == "":
			line.Currency = code
		case code != "" && code != line.Currency, code == "" && !slices.Contains(sharedSigns[s.sign], line.Currency):
			return e.columnError(s.col, "%.60q is not in the currency of the line, %s", e.cells[s.col], line.Currency)
		}
	}
	return nil
}
