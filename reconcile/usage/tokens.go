package usage

import (
	"fmt"

	"immrecon/reconcile/tokens"
	"immrecon/store/calls"
	"immrecon/store/model"
)

// readTokens reads every Generate and Refresh call up to the end of the period:
// a chain of refreshes may begin in an earlier month.
func (c *Charger) readTokens() (*tokens.Index, error) {
	index := tokens.NewIndex()
	err := calls.Between(c.tx.Reader, c.sinceEver(), calls.Named("GenerateWebofficeToken", "RefreshWebofficeToken"), func(call *model.Call) { index.Add(call) })
	if err != nil {
		return nil, fmt.Errorf("read Weboffice tokens: %w", err)
	}
	return index, nil
}
