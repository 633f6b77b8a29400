package writes

import (
	"bytes"
	"reflect"
	"testing"
)

var some = []Write{
	{ID: []byte("\x65\xd0abcdefghij"), Line: 7, At: 1772582400, Key: []byte("a/b.jpg"), Outcome: Outcome{3, 4, 200, 1}},
	{ID: []byte("\x65\xd0abcdefghik"), Line: 9, At: 1772582399, Key: []byte("a/ü.jpg"), Outcome: Outcome{3, 4, 200, 1}},
	{ID: []byte("\x00any text"), Line: 2, At: 1772582401, Key: []byte{}, Outcome: Outcome{5, 4, 403, 9}},
}

func TestPack(t *testing.T) {
	for _, want := range [][]Write{some, some[:1], {}} {
		got, err := Unpack(Pack(want))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("packed and unpacked: %v, %v; want %v", got, err, want)
		}
	}
}

// FuzzUnpack holds that no page makes the program fail, and that what a page holds
// can be packed again.
func FuzzUnpack(f *testing.F) {
	f.Add(Pack(some)[1:])
	f.Add(encoder.EncodeAll([]byte{3, 1, 2, 2, 2, 2, 9}, nil))
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, page := range [][]byte{append([]byte{pageForm}, content...), encoder.EncodeAll(content, []byte{pageForm})} {
			all, err := Unpack(page)
			if err != nil {
				continue
			}
			again, err := Unpack(Pack(all))
			if err != nil || len(again) != len(all) {
				t.Fatalf("%d writes are packed again as %d: %v", len(all), len(again), err)
			}
			for n, w := range all {
				if !bytes.Equal(w.ID, again[n].ID) || !bytes.Equal(w.Key, again[n].Key) || w.Line != again[n].Line || w.Outcome != again[n].Outcome {
					t.Fatalf("%+v is packed again as %+v", w, again[n])
				}
			}
		}
	})
}
