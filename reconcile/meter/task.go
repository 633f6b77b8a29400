package meter

import (
	"strings"

	"immrecon/store/model"
)

// IsUnfinished reports whether of a call nothing but the submission of a task is
// seen: the trail has it and the application's log does not. A task is charged
// when it ends (RuleOnCompletion), which no event says.
func IsUnfinished(c *model.Call) bool {
	return c.Channel == model.KindActionTrail && (c.TaskID != "" || strings.HasPrefix(c.Operation, "Create") && strings.HasSuffix(c.Operation, "Task"))
}
