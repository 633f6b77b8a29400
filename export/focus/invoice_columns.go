package focus

import (
	"slices"
	"strconv"

	"immrecon/export/internal/records"
	"immrecon/export/words"
)

// invoiceColumn is a column of the dataset Invoice Detail.
type invoiceColumn = records.Column[detail]

// as is the column of Cost and Usage that a column of Invoice Detail repeats.
func as(of, name string) invoiceColumn {
	charges := columnsOf(V14)
	value := charges[slices.IndexFunc(charges, func(c column) bool { return c.Name == of })].Value
	return invoiceColumn{Name: name, Value: func(d *detail) string { return value(&d.charge) }}
}

// same is a column that both datasets have under one name.
func same(name string) invoiceColumn { return as(name, name) }

// told is a column of text of an invoice that may come from outside.
func told(name string, value func(*detail) string) invoiceColumn {
	return invoiceColumn{Name: name, Value: func(d *detail) string { return words.Harmless(value(d)) }}
}

// untold is a column of which no bill says anything.
func untold(name string) invoiceColumn {
	return invoiceColumn{Name: name, Value: func(*detail) string { return "" }}
}

// invoiceColumns are the columns of Invoice Detail in alphabetical order, then our
// own. The payment currency is that of the bill, which states what is payable in no
// other. The specification wants terms of payment too; no bill states any, and we
// make up none.
var invoiceColumns = records.Table[detail]{
	same("BilledCost"),
	same("BillingAccountId"),
	same("BillingCurrency"),
	same("BillingPeriodEnd"),
	same("BillingPeriodStart"),
	same("ChargeCategory"),
	told("InvoiceDetailCreated", func(d *detail) string { return instant(d.made) }),
	told("InvoiceDetailDescription", (*detail).says),
	told("InvoiceDetailGrain", (*detail).grain),
	same("InvoiceDetailId"),
	told("InvoiceDetailLastUpdated", func(d *detail) string { return instant(d.made) }),
	same("InvoiceId"),
	untold("InvoiceIssueDate"),
	told("InvoiceIssueStatus", (*detail).status),
	same("InvoiceIssuerName"),
	as("BillingCurrency", "PaymentCurrency"),
	as("BilledCost", "PaymentCurrencyBilledCost"),
	as("InvoiceDetailId", "PaymentCurrencyInvoiceDetailId"),
	untold("PaymentDueDate"),
	untold("PaymentTerms"),
	untold("PurchaseOrderNumber"),
	told("ReferenceInvoiceId", func(d *detail) string { return d.referenceID() }),

	as("ContractedCost", "x_ContractedCost"),
	told("x_LineCount", func(d *detail) string { return strconv.FormatInt(d.lines, 10) }),
	as("ListCost", "x_ListCost"),
	same("x_Run"),
}
