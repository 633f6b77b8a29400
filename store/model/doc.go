// Package model holds the plain types that two packages or more share: what
// readers tell, what a reconciliation finds, what people decide about it. It
// imports nothing but decimal, and knows neither SQL nor file formats nor rules.
//
// Money is decimal.Decimal, quantities are integers in base units, and every
// instant is Unix seconds in UTC. The words of the trade, as the whole program
// uses them:
//
//   - source: one imported file, known by its content
//   - record: what one line of a source tells: a request, a call, a bill line, a row of the company's tables
//   - usage: what the provider may charge for, as the records show it
//   - item, tier: what a price is for
//   - cell: where bill and usage meet: a project, region, item, tier and period of the bill's own grain
//   - measure: a quantity in base units with its list amount
//   - finding: one difference in one cell with one cause
//   - run: one reconciliation of a month; it never changes
//   - saying: what a run says of a finding, as a code with facts; package words makes the sentence
//   - statement: a run in one page
//   - group of findings: those of one cause, item and project, as one matter
//   - claim: findings of one cause and item whose money the provider is asked to pay back; a dispute on the command line
//   - basis: how firmly a rule stands, documented or assumed
//   - coverage: how far the evidence reaches
package model
