package readertest

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"immrecon/store/model"
)

// Deep reads JSON in which thousands of objects and lists stand in each other, as members
// of each of the names, and a name of very many parts. It checks that each text is
// counted as something, and that the cost, as memory that is allocated on the way, grows
// with the length of the text and not with its square.
func Deep(t *testing.T, read func(io.Reader, model.RecordWriter) error, names ...string) {
	t.Helper()
	const depth = 9900 // the JSON library refuses 10000
	texts := map[string]string{
		"a name of many parts": `{"__topic__":"actiontrail_event","event.eventName":"A","event.` + strings.Repeat(".", 6<<20) + `":"x"}`,
	}
	for _, name := range names {
		texts["objects in "+name] = strings.Repeat(`{"`+name+`":`, depth) + "1" + strings.Repeat("}", depth)
		texts["lists in "+name] = `{"` + name + `":` + strings.Repeat("[", depth-1) + "1" + strings.Repeat("]", depth-1) + "}"
	}
	for what, text := range texts {
		var to Collected
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := read(bytes.NewReader([]byte(text)), &to)
		runtime.ReadMemStats(&after)
		if to.Tally.Read == 0 && err == nil {
			t.Errorf("%s: it is lost in silence", what)
		}
		const most = 2000
		if times := (after.TotalAlloc - before.TotalAlloc) / uint64(len(text)); times > most {
			t.Errorf("%s: %d times its length is allocated, more than %d", what, times, most)
		}
	}
}
