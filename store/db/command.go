package db

import "context"

// command is what a context says of the command that it is of.
type command struct {
	name    string
	waiting func(who string)
}

type commandKey struct{}

// ForCommand returns a context for a command. Its name is told to other programs that
// have to wait for it; waiting is called where it has to wait itself, with who is
// writing, for a person.
func ForCommand(ctx context.Context, name string, waiting func(who string)) context.Context {
	return context.WithValue(ctx, commandKey{}, command{name, waiting})
}

// CommandOf is the name of the command that a context is for.
func CommandOf(ctx context.Context) string {
	if c, ok := ctx.Value(commandKey{}).(command); ok {
		return c.name
	}
	return "a program"
}

// TellWaiting tells the command that a context is for that it has to wait.
func TellWaiting(ctx context.Context, who string) {
	if c, ok := ctx.Value(commandKey{}).(command); ok {
		c.waiting(who)
	}
}
