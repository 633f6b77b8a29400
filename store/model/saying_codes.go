package model

// SayingCode is what a saying says. Codes are stored with runs, but for those of the
// arithmetic, which is made anew each time: new ones may be added, and none may change
// its meaning or its facts. Beside those listed here there are some for each class of
// usage, and one for each reason why records could not be placed.
type SayingCode string

// UsageCode is the clause that says how much usage of a class there is: its facts are
// the number and, of completed calls, the operation.
func UsageCode(class string) SayingCode { return SayingCode("usage_" + class) }

// WayCode is the clause that says, as a condition, the way of counting that a class
// stands for. It has no facts.
func WayCode(class string) SayingCode { return SayingCode("way_" + class) }

// UnplacedCode is the clause that says of records that could not be placed, for a
// reason, what they may be: its facts are their number, the bucket or region, and the
// operation.
func UnplacedCode(reason string) SayingCode { return SayingCode("unplaced_" + reason) }

// Why a quantity differs from what was billed. The facts of each begin with the billed
// quantity and with what the evidence shows of it.
const (
	SaysDuplicateLine    SayingCode = "duplicate_line" // lines too many
	SaysCountedTwice     SayingCode = "counted_twice"
	SaysOnTop            SayingCode = "on_top"             // clauses of what is not charged and why, its quantity, the surplus
	SaysNoLocation       SayingCode = "no_location"        // media
	SaysOneItemOnly      SayingCode = "one_item_only"      // calls, operation, the item of the cell, the other item
	SaysTwoItems         SayingCode = "two_items"          // calls, operation, the item that they are charged under
	SaysCallsForOpenings SayingCode = "calls_for_openings" // calls
	SaysOpeningsForCalls SayingCode = "openings_for_calls" // openings
	SaysReplayedAll      SayingCode = "replayed_all"
	SaysReplayedOne      SayingCode = "replayed_one"
	SaysRounded          SayingCode = "rounded"           // the way
	SaysPreviewAsEdit    SayingCode = "preview_as_edit"   // the other cell, previews
	SaysCachedAsPreview  SayingCode = "cached_as_preview" // the other cell, previews
	SaysOtherCodec       SayingCode = "other_codec"       // the other cell, seconds
	SaysOtherTier        SayingCode = "other_tier"        // the other cell, seconds
	SaysOtherPeriod      SayingCode = "other_period"      // the other cell, quantity
	SaysOtherProject     SayingCode = "other_project"     // the other cell, quantity
	SaysNothingFits      SayingCode = "nothing_fits"      // the surplus
	SaysUndecided        SayingCode = "undecided"         // clauses of what is open
	SaysNotYetBilled     SayingCode = "not_yet_billed"
	SaysMayBeNameless    SayingCode = "may_be_nameless" // quantity under names that nobody knows
	SaysMayBeBeside      SayingCode = "may_be_beside"
)

// More about a quantity that differs.
const (
	SaysUnbilled       SayingCode = "unbilled"        // quantity
	SaysNoUsage        SayingCode = "no_usage"        // billed quantity
	SaysOnlyUncharged  SayingCode = "only_uncharged"  // billed quantity, records
	SaysUnknownItem    SayingCode = "unknown_item"    // billed quantity, item
	SaysUnknownProject SayingCode = "unknown_project" // billed quantity, project
	SaysPlanDeducted   SayingCode = "plan_deducted"   // metered, deducted and charged quantity
	SaysQuotaDeducted  SayingCode = "quota_deducted"  // metered, deducted and charged quantity
	SaysUnknownHours   SayingCode = "unknown_hours"   // hours, the undecided quantity, that of the busiest hour
	SaysAlsoFits       SayingCode = "also_fits"       // clauses of the other causes
	SaysBesideUnequal  SayingCode = "beside_unequal"  // clauses of usage
	SaysBesideMore     SayingCode = "beside_more"     // clauses of usage
	SaysBesideCounted  SayingCode = "beside_counted"  // clauses of what it would come to
	SaysBesideOpen     SayingCode = "beside_open"     // clauses of usage
	SaysNothingBeside  SayingCode = "nothing_beside"
)

// Why an amount differs.
const (
	SaysNoAmountFits      SayingCode = "no_amount_fits"     // billed amount and quantity, the amount at the price in force
	SaysNoPrice           SayingCode = "no_price"           // currency, item
	SaysSeveralCurrencies SayingCode = "several_currencies" // billed amount, currency
	SaysAmountAlone       SayingCode = "amount_alone"       // billed and expected amount
	SaysFreeItem          SayingCode = "free_item"          // billed amount and quantity
	SaysTimesRight        SayingCode = "times_right"        // billed amount, how many times the right one it is, the right one, units that the price is for
	SaysPartOfRight       SayingCode = "part_of_right"      // billed amount, which part of the right one it is, the right one, units that the price is for
	SaysOldPrice          SayingCode = "old_price"          // price, units that it is for, the clause of when it is in force, the price in force
	SaysRepriced          SayingCode = "repriced"           // billed amount, an instant, expected amount
	SaysLineArithmetic    SayingCode = "line_arithmetic"    // quantity × list price, billed amount
	SaysOwnPrice          SayingCode = "own_price"          // list price of the bill, price in force, units that it is for
	SaysPayableOff        SayingCode = "payable_off"        // payable amount, currency, the clause of how far off, list amount, discount, coupon, lines, the clause of how far off all are
	SaysNotUsage          SayingCode = "not_usage"          // lines, their kind as the bill says it or its LineType, clauses of amounts
)

// Clauses that stand in the sentences above.
const (
	SaysNotCharged     SayingCode = "not_charged"      // clauses of usage, its quantity
	SaysSwitchedOff    SayingCode = "switched_off"     // clauses of usage, its quantity, the assumption that would charge it
	SaysFreeByProvider SayingCode = "free_by_provider" // clauses of usage, its quantity, the rule
	SaysTheUsage       SayingCode = "the_usage"        // clauses of usage
	SaysIfCounted      SayingCode = "if_counted"       // quantity, the way
	SaysWayRoundedOnce SayingCode = "way_rounded_once"
	SaysWayNotRounded  SayingCode = "way_not_rounded"
	SaysOrLineTwice    SayingCode = "or_line_twice"
	SaysOrCountedTwice SayingCode = "or_counted_twice"
	SaysOrOneItem      SayingCode = "or_one_item"  // operation
	SaysOrTwoItems     SayingCode = "or_two_items" // operation
	SaysOrReplayed     SayingCode = "or_replayed"
	SaysOrRounded      SayingCode = "or_rounded"
	SaysOrInstead      SayingCode = "or_instead"  // the clause of usage
	SaysOrOnTop        SayingCode = "or_on_top"   // the clause of usage
	SaysTheProject     SayingCode = "the_project" // project
	SaysThePeriod      SayingCode = "the_period"  // from, to
	SaysPriceUntil     SayingCode = "price_until" // an instant
	SaysPriceFrom      SayingCode = "price_from"  // an instant
	SaysPriceElse      SayingCode = "price_else"
	SaysMore           SayingCode = "more"  // amount
	SaysLess           SayingCode = "less"  // amount
	SaysMoney          SayingCode = "money" // amount, currency
)

// What leaves a quantity open, as clauses.
const (
	SaysOpenUsage      SayingCode = "open_usage"   // the clause of usage
	SaysMoreReasons    SayingCode = "more_reasons" // how many
	SaysLogLacks       SayingCode = "log_lacks"    // bucket, hours, lines, who says so
	SaysCallsLack      SayingCode = "calls_lack"   // project or region, hours, calls, who says so
	SaysNoBinding      SayingCode = "no_binding"
	SaysLogMissing     SayingCode = "log_missing"      // bucket, hours
	SaysCallLogUnknown SayingCode = "call_log_unknown" // operations, hours
	SaysTrailUnknown   SayingCode = "trail_unknown"    // region, operations, hours
	SaysOutside        SayingCode = "outside"          // records, the period's beginning
	SaysHour           SayingCode = "hour"             // an instant
	SaysHours          SayingCode = "hours"            // the first, how many more
	SaysOperations     SayingCode = "operations"       // the first, how many more
	SaysMetering       SayingCode = "metering"
)

// What a reader should know of a bill, the company's tables or a run.
const (
	SaysRegionTogether    SayingCode = "region_together" // project, region, file and line of the table, the region that it has
	SaysRegionApart       SayingCode = "region_apart"    // project, region, file and line of the table, the region that it has
	SaysRegionBothUsed    SayingCode = "region_both_used"
	SaysFocusAside        SayingCode = "focus_aside" // lines
	SaysFocusAlone        SayingCode = "focus_alone"
	SaysVersionUnused     SayingCode = "version_unused"      // file and source, lines, list amount, file and source that counts
	SaysTotalAbove        SayingCode = "total_above"         // file, control total, currency, what the lines come to, by how much they are short
	SaysTotalBelow        SayingCode = "total_below"         // file, control total, currency, what the lines come to
	SaysOSSRequestsBilled SayingCode = "oss_requests_billed" // requests made, requests billed
	SaysOSSRequestsShort  SayingCode = "oss_requests_short"  // requests made, requests billed
	SaysClosed            SayingCode = "closed"              // month
	SaysClosedLate        SayingCode = "closed_late"         // month, run, files
	SaysUsageNotSaved     SayingCode = "usage_not_saved"     // run, month
	SaysUsageGone         SayingCode = "usage_gone"          // records, records that are still stored
)

// The arithmetic of a finding, a step each.
const (
	SaysBilledLine      SayingCode = "billed_line"      // file and line, the clause of the multiplication, the amount of the line
	SaysBilledNoPrice   SayingCode = "billed_no_price"  // file and line, clauses of quantity and money
	SaysBilledInAll     SayingCode = "billed_in_all"    // clauses of quantity and money
	SaysOwnContradicted SayingCode = "own_contradicted" // file and line, its amount, currency, its own multiplication, the clause of how far off that is
	SaysNothingBillable SayingCode = "nothing_billable"
	SaysExpectedPart    SayingCode = "expected_part"     // operation, the clause of the multiplication, basis and source of the price
	SaysExpectedNoPrice SayingCode = "expected_no_price" // currency, the clause of the quantity
	SaysExpectedInAll   SayingCode = "expected_in_all"   // clauses of quantity and money
	SaysExpectedByRun   SayingCode = "expected_by_run"   // clauses of quantity and money
	SaysExpectedDefect  SayingCode = "expected_defect"   // clauses of quantity and money
	SaysDifference      SayingCode = "difference"        // billed and expected quantity, the clause of what is between; billed and expected amount, the clause of what is between
	SaysOfThis          SayingCode = "of_this"           // clauses of quantity and money
)

// Clauses that stand in the arithmetic.
const (
	SaysQuantity   SayingCode = "quantity"    // quantity, base unit
	SaysProduct    SayingCode = "product"     // the clause of the quantity, price, currency, amount
	SaysProductPer SayingCode = "product_per" // the clause of the quantity, price, currency, units that it is for, amount
)
