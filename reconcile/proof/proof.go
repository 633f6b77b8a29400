package proof

import (
	"fmt"

	"immrecon/reconcile/evidence"
	"immrecon/reconcile/price"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Proof is the evidence of a finding with the arithmetic.
type Proof struct {
	model.Evidence
	Steps model.Sayings
}

// Of proves a finding of the latest run that has it. All records behind it are
// counted and the first limit returned, all of them where limit is 0.
func Of(r db.Reader, finding string, limit int) (*Proof, error) {
	run, f, err := runs.Finding(r, finding)
	if err != nil {
		return nil, err
	}
	proofs, err := OfRun(r, run, []model.Finding{f}, limit)
	if err != nil {
		return nil, err
	}
	return &proofs[0], nil
}

// OfRun is Of for findings of one run, in their order.
func OfRun(r db.Reader, run model.Run, findings []model.Finding, limit int) ([]Proof, error) {
	p, err := ProverOf(r, run)
	if err != nil {
		return nil, err
	}
	all, err := evidence.Of(r, run, findings, limit)
	if err != nil {
		return nil, err
	}
	proofs := make([]Proof, len(all))
	for n, e := range all {
		proofs[n] = Proof{e, p.Steps(&e)}
	}
	return proofs, nil
}

// Prover proves findings of a run with the prices that it was rated with.
type Prover struct {
	cards price.Cards
	off   map[string]bool // rules that the run had switched off
}

// ProverOf is what proves findings of a run.
func ProverOf(r db.Reader, run model.Run) (*Prover, error) {
	prices, err := runs.Prices(r, run.ID)
	if err != nil {
		return nil, fmt.Errorf("read prices of run %s: %w", run.Key, err)
	}
	cards, err := price.OfLayers(prices)
	if err != nil {
		return nil, fmt.Errorf("prices of run %s: %w", run.Key, err)
	}
	off, err := runs.RulesOff(r, run.ID)
	if err != nil {
		return nil, fmt.Errorf("read rules of run %s: %w", run.Key, err)
	}
	return &Prover{cards, off}, nil
}

// Steps is the arithmetic of a finding with its evidence.
func (p *Prover) Steps(e *model.Evidence) model.Sayings {
	return steps(e, p.cards.In(e.Finding.Currency))
}
