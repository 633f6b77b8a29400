package readahead

import (
	"errors"
	"iter"
	"testing"
)

// numbers counts up to a number, then fails if there is an error to fail with.
// It notes when it was left.
func numbers(count int, err error, left *bool) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		defer func() { *left = true }()
		for n := range count {
			if !yield(n, nil) {
				return
			}
		}
		if err != nil {
			yield(0, err)
		}
	}
}

func TestReadingAheadChangesNothing(t *testing.T) {
	broken := errors.New("broken")
	for _, count := range []int{0, 1, batchRows, batchRows + 1, 10*batchRows + 7} {
		for _, fails := range []error{nil, broken} {
			var left bool
			var failed error
			next := 0
			for n, err := range Seq(numbers(count, fails, &left)) {
				if err != nil {
					failed = err
					continue
				}
				if n != next {
					t.Fatalf("%d of %d came instead of %d", n, count, next)
				}
				next++
			}
			if next != count || failed != fails || !left {
				t.Errorf("%d of %d rows, error %v, want %v; reading has ended: %v", next, count, failed, fails, left)
			}
		}
	}
}

func TestReadingAheadEndsWithItsReader(t *testing.T) {
	for _, stop := range []int{0, batchRows - 1, 3 * batchRows} {
		var left bool
		for n := range Seq(numbers(1_000_000, nil, &left)) {
			if n == stop {
				break
			}
		}
		if !left {
			t.Errorf("the reading goes on after row %d was the last that was asked for", stop)
		}
	}
}
