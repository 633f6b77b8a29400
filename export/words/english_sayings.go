package words

import "immrecon/store/model"

// billedButShown begins the explanations of differences in quantity.
const billedButShown = "Billed {1}, the evidence shows {2}"

// What several of the English explanations say.
const (
	noSuchUsage    = "Billed {1}, and the evidence, of which nothing else is missing for the period, shows no such usage: "
	shownElsewhere = billedButShown + "; {3} shows the opposite difference, so that {4} "
	regionConflict = "Bill or records have project {1} in {2}, and {3}:{4} has it in {5}: "
	ossRequests    = "Indexing made {1} [1?request|requests] to OSS that OSS charges (GetRequest); the bill's OSS lines have {2}, "
	replayedAnew   = " anew gives exactly what was billed. A segment is transcoded and charged once."
)

var englishSayings = map[model.SayingCode]string{
	model.SaysDuplicateLine: billedButShown + "; the bill has {3} [3?line|lines] of the same content too many, which [3?makes|make] up the difference.",
	model.SaysCountedTwice:  billedButShown + ": exactly twice as much, as if the lines summed here had been there twice.",
	model.SaysOnTop:         billedButShown + ". There [4?was|were] also {3:join; and }: [4?it accounts|they account] for {4} of the difference of {5}.",
	model.SaysNoLocation: billedButShown + "; {3} more [3?medium was|media were] read that [3?has|have] no location, " +
		"for which reverse geocoding is not charged.",
	model.SaysOneItemOnly: billedButShown + "; {3} {4} [3?is|are] charged under both {5} and {6}, and only {6} was billed for [3?it|them].",
	model.SaysTwoItems:    billedButShown + "; the surplus equals the {3} {4} of the period, which [3?is|are] charged under {5} only.",
	model.SaysCallsForOpenings: billedButShown + " [2?opening|openings], and {3} [3?call was|calls were] made: " +
		"the project was created before 1 December 2023 and pays by the opening.",
	model.SaysOpeningsForCalls: billedButShown + " [2?call|calls], and [3?a document was opened once|documents were opened {3} times]: " +
		"the project was created on or after 1 December 2023 and pays by the call.",
	model.SaysReplayedAll:     billedButShown + "; charging every playing of the segments of the playlists of the period" + replayedAnew,
	model.SaysReplayedOne:     billedButShown + "; charging every playing of the segments of one playlist" + replayedAnew,
	model.SaysRounded:         billedButShown + "; that is what comes out if {3}. Each job is rounded up to whole seconds on its own.",
	model.SaysPreviewAsEdit:   shownElsewhere + "[4?preview was billed as an edit|previews were billed as edits].",
	model.SaysCachedAsPreview: shownElsewhere + "[4?cached preview was billed as a preview|cached previews were billed as previews].",
	model.SaysOtherCodec:      shownElsewhere + "[4?second was|seconds were] billed under the other codec.",
	model.SaysOtherTier:       shownElsewhere + "[4?second was|seconds were] billed under another resolution tier.",
	model.SaysOtherPeriod:     shownElsewhere + "[4?was|were] booked in the neighbouring period; both together are right.",
	model.SaysOtherProject:    shownElsewhere + "[4?was|were] billed to another project.",
	model.SaysNothingFits:     billedButShown + ", and no known cause equals the difference of {3}.",
	model.SaysUndecided:       billedButShown + ", but {3:join; }.",
	model.SaysNotYetBilled: billedButShown + "; the bill is not final, is short of its control total or has lines that could not be read, " +
		"so this may be on a line that is not here.",
	model.SaysMayBeNameless: billedButShown + "; the bill has {3} of the item in that period under names that no table knows, which may be this usage.",
	model.SaysMayBeBeside: billedButShown + "; a neighbouring period is billed more than is proven of it and its evidence is not complete, " +
		"so this may have been booked there.",

	model.SaysUnbilled:       "The evidence shows {1}, and the bill has no line for it.",
	model.SaysNoUsage:        noSuchUsage + "not even usage that is not charged.",
	model.SaysOnlyUncharged:  noSuchUsage + "only {2} [2?record|records] of usage that is not charged and does not equal it either.",
	model.SaysUnknownItem:    "The bill has {1} of {2}, an item that the price book does not have: what it is charged for is not known.",
	model.SaysUnknownProject: "The bill has {1} under the name {2:quoted}, which no table, event or call names. Whose it is, aliases.csv can say.",
	model.SaysPlanDeducted:   "Of {1} metered, a resource plan took {2}, and {3} [3?was|were] charged.",
	model.SaysQuotaDeducted:  "Of {1} metered, a free quota took {2}, and {3} [3?was|were] charged.",
	model.SaysUnknownHours: "The [1?hour that is|{1} hours that are] not known would have had to hold {2}; " +
		"the busiest that is known holds {3}.",
	model.SaysAlsoFits:      "The difference would also equal {1:join, and }; the simpler cause was chosen.",
	model.SaysBesideUnequal: "Seen beside, and equal to it neither alone nor together: {1:join, }.",
	model.SaysBesideMore:    "Seen beside, and only a reason to bill more: {1:join, }.",
	model.SaysBesideCounted: "Counted otherwise, the usage would come to {1:join, }; the bill shows none of these.",
	model.SaysBesideOpen:    "Whether these are charged cannot be told: {1:join, }.",
	model.SaysNothingBeside: "Nothing else was seen that could have been billed.",

	model.SaysNoAmountFits: "Billed {1} for {2}, which at the price in force comes to {3}; no known cause gives that amount.",
	model.SaysNoPrice: "The price book has no price in {1} for {2} in that period, so nothing can be said about the amount. " +
		"Prices of your own can be imported (prices.csv).",
	model.SaysSeveralCurrencies: "The bill charges this item, project and period in several currencies, as where two accounts have a project of one name: " +
		"{1} {2} here. Which of the usage is for which the evidence does not tell.",
	model.SaysAmountAlone: "The bill shows the amount {1} without the usage it is for; the usage of the period comes to {2}. " +
		"What makes the difference only a bill by item can tell.",
	model.SaysFreeItem:       "Billed {1} for {2}; the item is free in that period.",
	model.SaysTimesRight:     "Billed {1}, which is {2} times the right amount, {3}: the price is per {4}.",
	model.SaysPartOfRight:    "Billed {1}, which is 1/{2} of the right amount, {3}: the price is per {4}.",
	model.SaysOldPrice:       "Billed at {1} per {2}, a price of the item {3}; in force in that period is {4}.",
	model.SaysRepriced:       "Billed {1}, what the usage comes to at the prices of {2:instant}; at those of its own time it comes to {3}.",
	model.SaysLineArithmetic: "The bill's own quantity × list price is {1}, and it charges {2}.",
	model.SaysOwnPrice:       "Billed at the list price {1}, which no version of the price list has; in force is {2} per {3}.",
	model.SaysPayableOff: "Payable is {1} {2}, {3} than list amount {4} less discount {5} and coupon {6}; " +
		"{7} bill [7?line|lines], {8} in all.",
	model.SaysNotUsage: "{1} bill [1?line|lines] of the kind {2:term}, {3:join and } payable. " +
		"It is no usage, so it is compared with nothing; it counts in what is paid.",

	model.SaysNotCharged:     "{1:join and }, which [2?is|are] not charged",
	model.SaysSwitchedOff:    "{1:join and }, which this run does not charge, as it has the assumption {3} switched off",
	model.SaysFreeByProvider: "{1:join and }, which the provider does not charge (rule {3})",
	model.SaysTheUsage:       "the {1:join and }",
	model.SaysIfCounted:      "{1} if {2}",
	model.SaysWayRoundedOnce: "the jobs were summed first and rounded once",
	model.SaysWayNotRounded:  "parts of a second were charged as they are",
	model.SaysOrLineTwice:    "a line that stands on the bill twice",
	model.SaysOrCountedTwice: "everything counted twice",
	model.SaysOrOneItem:      "{1} charged under one item only",
	model.SaysOrTwoItems:     "{1} charged under two items",
	model.SaysOrReplayed:     "segments charged again on replay",
	model.SaysOrRounded:      "another rounding of seconds",
	model.SaysOrInstead:      "the {1} counted instead",
	model.SaysOrOnTop:        "the {1} counted on top",
	model.SaysTheProject:     "project {1}",
	model.SaysThePeriod:      "{1:hour} to {2:hour}",
	model.SaysPriceUntil:     "until {1:instant}",
	model.SaysPriceFrom:      "from {1:instant}",
	model.SaysPriceElse:      "for another tier or operation",
	model.SaysMore:           "{1} more",
	model.SaysLess:           "{1} less",
	model.SaysMoney:          "{1} {2}",

	model.SaysOpenUsage:      "whether this is charged cannot be told: {1}",
	model.SaysMoreReasons:    "and {1} more [1?reason|reasons]",
	model.SaysLogLacks:       "the log of bucket {1}, {2}, lacks {3} [3?line|lines], by {4}",
	model.SaysCallsLack:      "the calls of {1}, {2}, are {3} too few, by {4}",
	model.SaysNoBinding:      "no binding says which buckets feed the project",
	model.SaysLogMissing:     "the log of bucket {1}, {2}, is missing or not whole",
	model.SaysCallLogUnknown: "nothing says that the application's call log has every {1} of {2}",
	model.SaysTrailUnknown:   "nothing says that ActionTrail of {1} or the application's call log has every {2} of {3}",
	model.SaysOutside:        "{1} [1?record|records] of the period from {2:hour}, which is not compared here, may have been booked in this one",
	model.SaysHour:           "{1:hour}",
	model.SaysHours:          "{1:hour} and {2} more [2?hour|hours]",
	model.SaysOperations:     "{1} and {2} more [2?operation|operations]",
	model.SaysMetering:       "the provider's metering of the bucket",

	model.SaysRegionTogether: regionConflict + "both are compared as one. Look at that row.",
	model.SaysRegionApart:    regionConflict + "bill and evidence have it in several regions, and each is compared on its own. Look at that row.",
	model.SaysRegionBothUsed: "It is used in both: a row may be missing, so what the table says of the one is not taken for the other.",
	model.SaysFocusAside: "{1} bill [1?line|lines] of the FOCUS form: kept for reference and not compared, " +
		"since the provider calls that form not valid for reconciliation.",
	model.SaysFocusAlone: "The month has no other bill: all usage counts as unbilled. Import the billing details.",
	model.SaysVersionUnused: "{1} (source {2}): {3} bill [3?line|lines], list amount {4}, [3?is|are] not used, since {5} (source {6}) shows the same. " +
		"Take one of the two out with `immrecon sources forget` to use the other.",
	model.SaysTotalAbove: "{1} says {2} {3} for the month, and the lines come to {4}: the bill is short of it by {5}. " +
		"Nothing is called unbilled until the rest is imported.",
	model.SaysTotalBelow: "{1} says {2} {3} for the month, which is less than the {4} of the lines. " +
		"A later overview would tell whether they are all the provider's.",
	model.SaysOSSRequestsBilled: ossRequests + "which covers that.",
	model.SaysOSSRequestsShort:  ossRequests + "which is less: some of them are on no OSS line of this bill.",
	model.SaysClosed:            "{1} is closed; nothing came in late.",
	model.SaysClosedLate: "{1} is closed with run {2}. What came in late is counted in here: {3:join, }. " +
		"`immrecon diff {2} RUN`, with the name of this run, shows what it changes.",
	model.SaysUsageNotSaved: "Run {1} was made by a version of immrecon that did not save usage, prices and Weboffice use with runs; " +
		"`immrecon reconcile --month {2}` makes a run that shows them.",
	model.SaysUsageGone: "Of {1} usage records behind the findings {2} [2?is|are] still stored: " +
		"the sources of the others were forgotten since the run.",
}
