package db

import "context"

// WithTrace returns a context under which every statement is given to trace
// before it runs. Reading in several goroutines traces in several. Of Load, whose
// statements are the engine's own, it is given only which table rows go into; of
// Stage nothing.
func WithTrace(ctx context.Context, trace func(statement string)) context.Context {
	return context.WithValue(ctx, traceKey{}, trace)
}

type traceKey struct{}

// traced gives a statement to the trace of the context, if it has one.
func traced(ctx context.Context, statement string) string {
	if trace, isTraced := ctx.Value(traceKey{}).(func(string)); isTraced {
		trace(statement)
	}
	return statement
}
