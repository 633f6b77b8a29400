package demo

import (
	"math/rand/v2"
	"time"
)

// chance is the one source of everything that is not fixed. It is asked in a
// fixed order, so a seed decides the whole month.
type chance struct{ *rand.Rand }

func newChance(seed int64) chance {
	const stream = 0x696d6d7265636f6e // "immrecon"; any fixed number would do
	return chance{rand.New(rand.NewPCG(uint64(seed), stream))}
}

// oneIn is true once in n times.
func (c chance) oneIn(n int) bool { return c.IntN(n) == 0 }

// between returns a number from low to high, both included.
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

// within returns a second of the hour from first to last, both included.
func (c chance) within(hour time.Time, first, last int) time.Time {
	return hour.Add(time.Duration(c.between(first, last)) * time.Second)
}

// digits returns n characters of the alphabet.
func (c chance) digits(alphabet string, n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = alphabet[c.IntN(len(alphabet))]
	}
	return string(text)
}

// requestID returns an id as OSS gives it: 24 upper-case hexadecimal digits.
func (c chance) requestID() string { return c.digits("0123456789ABCDEF", 24) }

// token returns an opaque lower-case name of n hexadecimal digits.
func (c chance) token(n int) string { return c.digits("0123456789abcdef", n) }

// pick returns one of the given, each as likely as the others.
func pick[T any](c chance, from []T) T { return from[c.IntN(len(from))] }
