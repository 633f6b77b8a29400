package diagnose

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// calls that ended without being billable, and the cause if they were billed
// all the same.
var endings = []struct {
	cause   model.Cause
	rule    string
	one     string // a single one of them
	name    string
	classes []meter.Class
}{
	{model.ServerErrorBilled, meter.RuleCharge5xx, "call that failed on the server side (5xx)", "calls that failed on the server side (5xx)", []meter.Class{meter.ServerError}},
	{model.FailedCallBilled, meter.RuleCharge4xx, "call that was refused (4xx)", "calls that were refused (4xx)", []meter.Class{meter.Refused}},
	{model.FailedCallBilled, meter.RuleCharge4xx, "task that failed", "tasks that failed", []meter.Class{meter.FailedTask}},
	{model.FailedCallBilled, meter.RuleCharge4xx, "", "calls that were refused and tasks that failed", []meter.Class{meter.Refused, meter.FailedTask}},
	{model.NotModifiedBilled, meter.RuleChargeNotModified, "answer that the content was not modified (304)", "answers that the content was not modified (304)", []meter.Class{meter.NotModified}},
}

// serverErrors: the surplus equals calls that failed on the server side.
func serverErrors(c *Case, _ *neighbours) (fit, bool) { return ended(c, model.ServerErrorBilled) }

// failedCalls: the surplus equals calls that were refused, or failed tasks.
func failedCalls(c *Case, _ *neighbours) (fit, bool) { return ended(c, model.FailedCallBilled) }

// notModified: the surplus equals 304 answers.
func notModified(c *Case, _ *neighbours) (fit, bool) { return ended(c, model.NotModifiedBilled) }

func ended(c *Case, cause model.Cause) (fit, bool) {
	for n, e := range endings {
		if quantity, _ := c.total(e.classes...); e.cause == cause && quantity > 0 && quantity == c.surplus() {
			return endedAs(c, n), true
		}
	}
	return fit{}, false
}

// endedAs is the fit of one of the endings, whatever the surplus.
func endedAs(c *Case, n int) fit {
	e := endings[n]
	quantity, records := c.notBillable(e.classes...)
	return fit{
		cause: e.cause, quantity: quantity, evidence: records, rules: []string{e.rule},
		name: "the " + counted(quantity, e.one, e.name),
		explanation: fmt.Sprintf("%s. There were also %s, which are not charged: they account for %d of the difference of %d.",
			c.compared(), counted(quantity, e.one, e.name), quantity, c.surplus()),
	}
}

// counted is a number with its noun.
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// notBillable sums usage of some classes that this run does not take as billable.
func (c *Case) notBillable(classes ...meter.Class) (quantity, records int64) {
	for _, u := range c.Usage {
		for _, class := range classes {
			if u.Class == string(class) && !u.Billable {
				quantity += u.Quantity
				records += u.Records
			}
		}
	}
	return quantity, records
}

// combination finds the fewest endings, of different causes, that only together
// equal the surplus: 5xx and 304, say.
func combination(c *Case) []fit {
	var best []fit
	for set := 1; set < 1<<len(endings); set++ {
		fits, sum, causes := []fit(nil), int64(0), map[model.Cause]bool{}
		for n := range endings {
			if set&(1<<n) == 0 {
				continue
			}
			f := endedAs(c, n)
			if f.quantity == 0 || causes[f.cause] {
				fits = nil
				sum = -1
				break
			}
			causes[f.cause] = true
			fits, sum = append(fits, f), sum+f.quantity
		}
		if len(fits) > 1 && sum == c.surplus() && (best == nil || len(fits) < len(best)) {
			best = fits
		}
	}
	return best
}
