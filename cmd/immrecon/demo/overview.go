package demo

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

// writeOverview writes what the provider's overview says of the month: a control
// total of the bill.
func (b *bill) writeOverview(f *folder, o Options) {
	var gross, discount decimal.Decimal
	for number, line := range b.inOrder() {
		p := b.print(line, number, o)
		gross, discount = gross.Add(p.gross), discount.Add(p.discount)
	}
	type object = map[string]any
	content, err := json.MarshalIndent(object{"Code": "Success", "Success": true, "Data": object{
		"BillingCycle": o.Month, "AccountID": account, "Items": object{"Item": []object{{
			"Item": "PayAsYouGoBill", "SubscriptionType": "PayAsYouGo", "ProductCode": "imm", "ProductName": "Intelligent Media Management",
			"CommodityCode": "imm_intl", "BillAccountID": account, "OwnerID": account, "Currency": "USD",
			"PretaxGrossAmount": json.Number(gross.String()), "InvoiceDiscount": json.Number(discount.String()),
			"PretaxAmount": json.Number(gross.Sub(discount).String()),
		}}},
	}}, "", " ")
	f.add(fmt.Sprintf("bill/QueryBillOverview_%s.json", compact(o.Month)), content, err)
}
