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
	Steps []string
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
	prices, err := runs.Prices(r, run.ID)
	if err != nil {
		return nil, fmt.Errorf("read prices of run %s: %w", run.Key, err)
	}
	cards, err := price.OfLayers(prices)
	if err != nil {
		return nil, fmt.Errorf("prices of run %s: %w", run.Key, err)
	}
	all, err := evidence.Of(r, run, findings, limit)
	if err != nil {
		return nil, err
	}
	proofs := make([]Proof, len(all))
	for n, e := range all {
		proofs[n] = Proof{e, steps(&e, cards.In(e.Finding.Currency))}
	}
	return proofs, nil
}
