package meter

import (
	"regexp"
	"strings"
)

// managing are API operations that set something up or look it up, of which no
// item is known: projects, datasets, bindings, tasks, batches and triggers.
var managing = regexp.MustCompile(`^(Create|Update|Delete|Get|List|Start|Stop|Suspend|Resume|Attach|Detach|Put)` +
	`(Project|Dataset|Binding|Task|Batch|Batche|Trigger|OSSBucket|OSSBucketAttachment|Region|Tag)s?$`)

// Manages reports whether an API operation is one that is never charged: the
// billing page lists none of them. A version of the API behind @ is not of its name.
func Manages(operation string) bool {
	name, _, _ := strings.Cut(operation, "@")
	return managing.MatchString(name)
}
