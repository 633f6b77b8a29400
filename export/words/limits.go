package words

import (
	"slices"

	"immrecon/store/model"
)

// Limits says what evidence does not show however complete it is, a sentence for each
// channel that has such a limit and covers any of a run. What lies beyond is assumed not
// to be, and leaves nothing open.
func (w *Words) Limits(covered []model.Coverage) []string {
	isLog := func(c model.Coverage) bool { return c.Channel == model.KindOSSLog && c.Hours > 0 }
	if slices.ContainsFunc(covered, isLog) {
		return []string{w.Evidence.LogLimit}
	}
	return nil
}
