package focus

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/records"
	"immrecon/export/words"
)

// column is a column of the dataset Cost and Usage.
type column = records.Column[charge]

// columnsOf are the columns of a version: those of the specification by name,
// then our own by name, as 1.4 asks for. Names sort so by themselves, for ours
// begin with a small x.
func columnsOf(v Version) records.Table[charge] {
	all := slices.Concat(shared, only[v])
	slices.SortFunc(all, func(a, b column) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// null is a column that does not apply to what IMM charges.
func null(name string) column { return column{Name: name, Value: func(*charge) string { return "" }} }

// said is a column of text that may come from outside.
func said(name string, value func(*charge) string) column {
	return column{Name: name, Value: func(c *charge) string { return words.Harmless(value(c)) }}
}

// always is a column that says the same of every charge.
func always(name, value string) column {
	return column{Name: name, Value: func(*charge) string { return value }}
}

func cost(name string, value func(*charge) decimal.Decimal) column {
	return column{Name: name, Value: func(c *charge) string { return value(c).String() }}
}

func figure(name string, value func(*charge) decimal.NullDecimal) column {
	return column{Name: name, Value: func(c *charge) string {
		if d := value(c); d.Valid {
			return d.Decimal.String()
		}
		return ""
	}}
}

func moment(name string, value func(*charge) int64) column {
	return column{Name: name, Value: func(c *charge) string { return instant(value(c)) }}
}

// where gives a value where a condition holds, else NULL.
func where(holds bool, value string) string {
	if holds {
		return value
	}
	return ""
}

// shared are the columns that mean the same in every version, and our own.
var shared = records.Table[charge]{
	null("AvailabilityZone"),
	cost("BilledCost", func(c *charge) decimal.Decimal { return c.billed }),
	said("BillingAccountId", func(c *charge) string { return c.account }),
	null("BillingAccountName"),
	always("BillingAccountType", "Alibaba Cloud account"),
	said("BillingCurrency", func(c *charge) string { return c.currency }),
	moment("BillingPeriodEnd", func(c *charge) int64 { return c.billingEnd }),
	moment("BillingPeriodStart", func(c *charge) int64 { return c.billingStart }),
	null("CapacityReservationId"),
	null("CapacityReservationStatus"),
	said("ChargeCategory", func(c *charge) string { return c.category }),
	said("ChargeClass", func(c *charge) string { return where(c.corrects(), "Correction") }),
	said("ChargeDescription", func(c *charge) string { return c.description }),
	said("ChargeFrequency", (*charge).frequency),
	moment("ChargePeriodEnd", func(c *charge) int64 { return c.to }),
	moment("ChargePeriodStart", func(c *charge) int64 { return c.from }),
	null("CommitmentDiscountCategory"),
	null("CommitmentDiscountId"),
	null("CommitmentDiscountName"),
	null("CommitmentDiscountQuantity"),
	null("CommitmentDiscountStatus"),
	null("CommitmentDiscountType"),
	null("CommitmentDiscountUnit"),
	figure("ConsumedQuantity", consumed),
	said("ConsumedUnit", func(c *charge) string { return where(c.category == usage, c.unit) }),
	cost("ContractedCost", func(c *charge) decimal.Decimal { return c.contracted }),
	figure("ContractedUnitPrice", (*charge).contractedUnitPrice),
	cost("EffectiveCost", func(c *charge) decimal.Decimal { return c.billed }),
	always("InvoiceIssuerName", provider),
	cost("ListCost", func(c *charge) decimal.Decimal { return c.list }),
	figure("ListUnitPrice", (*charge).listUnitPrice),
	said("PricingCategory", func(c *charge) string { return where(c.priced(), "Standard") }),
	said("PricingCurrency", func(c *charge) string { return c.currency }),
	figure("PricingCurrencyContractedUnitPrice", (*charge).contractedUnitPrice),
	cost("PricingCurrencyEffectiveCost", func(c *charge) decimal.Decimal { return c.billed }),
	figure("PricingCurrencyListUnitPrice", (*charge).listUnitPrice),
	figure("PricingQuantity", (*charge).pricingQuantity),
	said("PricingUnit", (*charge).pricingUnit),
	said("RegionId", func(c *charge) string { return c.region }),
	said("RegionName", func(c *charge) string { return c.region }),
	said("ResourceId", func(c *charge) string { return c.project }),
	said("ResourceName", func(c *charge) string { return c.project }),
	said("ResourceType", func(c *charge) string { return where(c.project != "", "IMM project") }),
	said("ServiceCategory", func(c *charge) string { return c.service().category }),
	said("ServiceName", func(c *charge) string { return c.service().name }),
	said("ServiceSubcategory", func(c *charge) string { return c.service().subcategory }),
	said("SkuId", (*charge).sku),
	said("SkuMeter", (*charge).sku),
	said("SkuPriceDetails", priceDetails),
	said("SkuPriceId", func(c *charge) string { return where(c.priced() && c.item != "", priceID(c)) }),
	said("SubAccountId", func(c *charge) string { return c.owner }),
	said("SubAccountName", func(c *charge) string { return c.owner }),
	said("SubAccountType", func(c *charge) string { return where(c.owner != "", "Alibaba Cloud account") }),
	null("Tags"),

	said("x_BillFile", func(c *charge) string { return c.file }),
	said("x_BillLine", func(c *charge) string { return c.line }),
	said("x_BillLineId", func(c *charge) string { return c.lineID }),
	said("x_Cause", func(c *charge) string { return c.cause }),
	said("x_Finding", func(c *charge) string { return c.finding }),
	said("x_Run", func(c *charge) string { return c.run }),
	said("x_Verdict", func(c *charge) string { return c.verdict }),
}

// only are the columns by which the versions differ. An invoice id of our own
// making leads to a row of Invoice Detail, which 1.2 does not have: there it
// would lead nowhere.
var only = map[Version]records.Table[charge]{
	V12: {
		null("InvoiceId"),
		always("ProviderName", provider),
		always("PublisherName", provider),
	},
	V14: {
		null("AllocatedMethodDetails"),
		null("AllocatedMethodId"),
		null("AllocatedResourceId"),
		null("AllocatedResourceName"),
		null("AllocatedTags"),
		null("CommitmentProgramEligibilityDetails"),
		null("ContractApplied"),
		always("HostProviderName", provider),
		said("InvoiceDetailId", (*charge).detailID),
		said("InvoiceId", (*charge).invoiceID),
		always("ServiceProviderName", provider),
	},
}

// consumed is the quantity of usage; of any other charge it is NULL.
func consumed(c *charge) decimal.NullDecimal {
	if c.category != usage || c.unit == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.NewFromInt(c.quantity))
}

// priceID names a price of an item: one a tier.
func priceID(c *charge) string { return strings.TrimSuffix(c.item+"/"+c.tier, "/") }

// priceDetails is the tier as the JSON object that the specification wants.
func priceDetails(c *charge) string {
	if !c.priced() || c.tier == "" {
		return ""
	}
	return object(map[string]string{"x_Tier": c.tier})
}

// object is a JSON object of texts.
func object(properties map[string]string) string {
	text, err := json.Marshal(properties)
	if err != nil {
		panic(err) // a map of strings can always be written
	}
	return string(text)
}
