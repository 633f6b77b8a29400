package seconds

import (
	"strconv"
	"testing"
)

func TestMicros(t *testing.T) {
	cases := []struct {
		text string
		want int64
		bad  bool
	}{
		{text: "0", want: 0},
		{text: "30", want: 30_000_000},
		{text: "237.942", want: 237_942_000},
		{text: "0.000001", want: 1},
		{text: "-1", want: -1_000_000},
		{text: "1.5e3", want: 1_500_000_000},
		{text: "30.000000000000004", want: 30_000_000}, // what a float leaves over
		{text: "29.999999999999996", want: 30_000_000},
		{text: "30.0000006", want: 30_000_001},
		{text: "9223372036854.775807", want: 1<<63 - 1},
		{text: "-9223372036854.775807", want: -(1<<63 - 1)},
		{text: "9223372036854.775808", bad: true},
		{text: "1e30", bad: true},
		{text: "1e999999999", bad: true},
		{text: "1e-999999999", bad: true},
		{text: "00:00:30", bad: true},
		{text: "", bad: true},
		{text: "1_0", bad: true},
		{text: "0.00000000000000000000000000000000001", bad: true},
	}
	for _, c := range cases {
		got, err := Micros(c.text)
		if got != c.want || (err != nil) != c.bad {
			t.Errorf("Micros(%q) = %d, %v; want %d, error %t", c.text, got, err, c.want, c.bad)
		}
	}
}

// FuzzMicros checks that any text is answered, and that a whole number of
// seconds is exactly a million times itself.
func FuzzMicros(f *testing.F) {
	for _, seed := range []string{"30", "-0.5", "1e9", "1e-9", "9223372036854.775807", "x"} {
		f.Add(seed, int32(7))
	}
	f.Fuzz(func(t *testing.T, text string, whole int32) {
		_, _ = Micros(text)
		if got, err := Micros(itoa(whole)); err != nil || got != int64(whole)*1_000_000 {
			t.Errorf("Micros(%d) = %d, %v", whole, got, err)
		}
	})
}

func itoa(n int32) string { return strconv.Itoa(int(n)) }
