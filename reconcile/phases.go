package reconcile

import (
	"errors"

	"immrecon/reconcile/bill"
	"immrecon/reconcile/cells"
	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/price"
	"immrecon/reconcile/rulebook"
	"immrecon/reconcile/sql"
	"immrecon/reconcile/usage"
	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// month is one reconciliation under way: what its phases have found so far.
type month struct {
	tx      *db.Tx
	options Options
	span    model.Span

	unbilled   string // the currency to rate usage in where no bill is to be read; "" to read it
	rules      *rulebook.Book
	prices     []model.RunPrice
	cards      price.Cards
	coverage   *coverage.Table
	bill       *bill.Bill
	usage      *usage.Charger
	comparison *cells.Comparison
	cases      []diagnose.Case
	differing  []*diagnose.Case // those that have findings
	unplaced   []usage.Unplaced
	linesOf    map[int64][]*diagnose.Line // by cell, of those that have findings
	result     *runs.Result
}

// phase is one step of a reconciliation, with the tables that it reads and those
// that it leaves filled, by name.
type phase struct {
	name          string
	reads, leaves string
	do            func(*month) error
}

// phases are in the order they are taken.
var phases = []phase{
	{
		name:  "rules",
		reads: "rule",
		do:    (*month).readRules,
	},
	{
		name:  "prices",
		reads: "own_price price",
		do:    (*month).readPrices,
	},
	{
		name:   "work tables",
		reads:  "api_call item operation_item oss_usage task_operation",
		leaves: "call_key metered_operation object_write processing_operation same_call span task_operation weboffice_request",
		do:     (*month).openTables,
	},
	{
		name:  "completeness",
		reads: "api_call binding bucket bucket_prefix coverage_operation coverage_statement item log_hour metering_hour operation_item operator_item oss_hour project same_call source symbol task_operation",
		do:    (*month).readCompleteness,
	},
	{
		name:   "bill",
		reads:  "alias api_call bill_file bill_line bill_total binding dataset duplicate_line project source",
		leaves: "billed billed_together",
		do:     (*month).readBill,
	},
	{
		name:   "projects",
		reads:  "api_call billed binding bucket dataset home known_dataset known_project namesake project project_fact project_region project_seen region_conflict span template_operator",
		leaves: "billed home indexes_somewhere indexing known_dataset known_project namesake project_fact project_region project_seen region_conflict weboffice_rule",
		do:     (*month).knowProjects,
	},
	{
		name: "attribution",
		reads: "binding bucket bucket_prefix home oss_hour prefix_owner request span style style_at_times style_meaning style_operation " +
			"symbol validity",
		leaves: "attributed prefix_owner request style_at_times style_meaning validity",
		do:     func(m *month) error { return m.usage.Attribute() },
	},
	{
		name:   "outcomes",
		reads:  "api_call request",
		leaves: "outcome",
		do:     func(m *month) error { return m.usage.ClassOutcomes() },
	},
	{
		name:   "requests",
		reads:  "attributed item object_write operation_item outcome weboffice_request weboffice_rule",
		leaves: "request_charge written",
		do:     func(m *month) error { return m.usage.ChargeRequests() },
	},
	{
		name:   "calls",
		reads:  "api_call api_call_object call_charge call_seen home metered_operation namesake operation_item outcome same_call task_operation",
		leaves: "call_charge call_seen charge named",
		do:     func(m *month) error { return m.usage.ChargeCalls() },
	},
	{
		name:   "indexing",
		reads:  "index_charge indexing media_type named operator_item operator_run template_operator written",
		leaves: "charge index_charge operator_run request_charge",
		do:     func(m *month) error { return m.usage.ChargeIndexing() },
	},
	{
		name:   "metered calls",
		reads:  "api_call call_key item metered_operation operation_item oss_usage processing_operation same_call symbol task_operation",
		leaves: "call_key charge",
		do:     func(m *month) error { return m.usage.MeterCalls() },
	},
	{
		name:   "live transcoding",
		reads:  "api_call bucket bucket_prefix home oss_usage prefix_owner same_call symbol task_operation validity",
		leaves: "charge segment",
		do:     func(m *month) error { return m.usage.MeterLive() },
	},
	{
		name: "series",
		reads: "account_level api_call api_call_object attributed billed billed_together bucket bucket_prefix call_seen charge indexes_somewhere item kind object_write operation_item operator_item oss_hour " +
			"outcome request request_charge same_call segment series task_operation unitemised used validity",
		leaves: "account_level call_use kind request_use series unitemised used",
		do:     (*month).formSeries,
	},
	{
		name:  "cells",
		reads: "billed billed_together call_use item kind oss_hour request_use series validity",
		do:    (*month).layCells,
	},
	{
		name:  "findings",
		reads: "project region_conflict source",
		do:    (*month).judge,
	},
	{
		name:  "notes",
		reads: "event late_source named operator_run oss_hour request validity written",
		do:    (*month).writeNotes,
	},
	{
		name: "evidence",
		reads: "bucket bucket_prefix call_charge cell_call charge differing index_charge kind operation_item request " +
			"request_use run run_request segment series used validity",
		leaves: "cell_call cell_segment cell_series differing run_prefix run_request",
		do:     (*month).saveEvidence,
	},
	{
		name: "run",
		reads: "bill_file cell_alternative cell_call cell_evidence cell_open cell_segment cell_series cell_usage event finding run run_assumption run_bill run_calendar " +
			"run_claim run_coverage run_due run_evidence run_explained run_kind run_needed run_note run_payable run_prefix run_price run_request run_rule " +
			"run_source run_statement run_statement_due run_statement_explained run_subject run_tolerance run_unplaced run_weboffice source",
		leaves: "cell cell_alternative cell_open cell_usage event finding run run_assumption run_bill run_calendar run_claim run_coverage run_due " +
			"run_evidence run_explained run_kind run_line run_needed run_note run_payable run_price run_rule run_source run_subject run_tolerance " +
			"run_unplaced run_weboffice",
		do: (*month).saveRun,
	},
}

func (m *month) readRules() (err error) {
	m.rules, err = rulebook.Read(m.tx.Reader, m.options.Assume)
	return err
}

func (m *month) openTables() error {
	if err := sql.Run(m.tx, "00_work.sql"); err != nil {
		return err
	}
	span, writes := db.NewBuffer("span", "month", "from_ts", "to_ts"), db.NewBuffer("object_write", "operation")
	span.Add(m.options.Month, m.span.From, m.span.To)
	for _, operation := range model.ObjectWrites {
		writes.Add(operation)
	}
	return errors.Join(span.Flush(m.tx), writes.Flush(m.tx), calls.Match(m.tx, m.span))
}

func (m *month) readCompleteness() (err error) {
	m.coverage, err = coverage.Read(m.tx.Reader, m.span, m.rules.On[meter.RulePresumed])
	return err
}

func (m *month) readBill() (err error) {
	if m.unbilled != "" {
		m.bill, err = bill.None(m.tx, m.unbilled)
		return err
	}
	m.bill, err = bill.Read(m.tx, bill.Scope{Month: m.options.Month, Span: m.span, Narrowed: m.options.narrowed()}, m.cards)
	return err
}

func (m *month) knowProjects() error {
	m.usage = usage.NewCharger(m.tx, m.span, m.rules, m.cards.In(price.Currency), m.coverage)
	m.coverage.PaysBy = m.usage.WebofficeRule
	return m.usage.KnowProjects()
}

func (m *month) formSeries() (err error) {
	if m.unplaced, err = m.usage.Unplaced(); err != nil {
		return err
	}
	m.comparison = cells.NewComparison(m.tx, m.span, m.bill, m.rules, m.cards, m.coverage, m.usage, m.unplaced, m.options.Tolerances)
	return m.comparison.FormSeries()
}

func (m *month) layCells() (err error) {
	m.cases, err = m.comparison.Cases()
	return err
}

func (m *month) saveRun() (err error) {
	if m.result.Inputs, err = m.options.inputs(m.tx.Reader); err != nil {
		return err
	}
	m.result.Run, err = runs.Save(m.tx, m.result)
	return err
}
