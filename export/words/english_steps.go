package words

import "immrecon/store/model"

// englishSteps says the arithmetic of a finding, step by step.
var englishSteps = map[model.SayingCode]string{
	model.SaysBilledLine:    "Billed, {1}:{2}: {3}; the line says {4}",
	model.SaysBilledNoPrice: "Billed, {1}:{2}: {3} for {4}; the line shows no list price",
	model.SaysBilledInAll:   "Billed in all: {1}, {2}",
	model.SaysOwnContradicted: "The line contradicts itself, {1}:{2}: it prints {3} {4}, and its own quantity × list price is {5}, {6}; " +
		"no rule beside the line is needed (documented: the bill)",
	model.SaysNothingBillable: "Expected: nothing is billable",
	model.SaysExpectedPart:    "Expected, {1}: {2} ({3:basis}: {4:source})",
	model.SaysExpectedNoPrice: "Expected, without a price in {1}: {2}",
	model.SaysExpectedInAll:   "Expected in all: {1}, {2}",
	model.SaysExpectedByRun:   "Expected: {1}, {2} by the run",
	model.SaysExpectedDefect: "Expected: {1}, {2} by the run; the usage saved with it does not come to that, " +
		"which is a defect of immrecon: please report it",
	model.SaysDifference: "Difference: {1} − {2} = {3}; {4} − {5} = {6}",
	model.SaysOfThis:     "Of this, {1} and {2} are this finding's",

	model.SaysQuantity:   "{1} {2:unit}[1?|s]",
	model.SaysProduct:    "{1} × {2} {3} = {4} {3}",
	model.SaysProductPer: "{1} × {2} {3} / {4} = {5} {3}",
}
