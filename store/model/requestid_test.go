package model_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"testing/quick"

	"immrecon/store/model"
)

func TestRequestIDsComeBack(t *testing.T) {
	for _, id := range []string{
		"65D0A1B2C3D4E5F601234567", "000000000000000000000000", "", "A", "67B7F13A-4B2C-5D3E-9F10-AABBCCDDEEFF",
		"65D0A1B2C3D4E5F60123456Z", "elevenbytes", strings.Repeat("0", 23), strings.Repeat("F", 25),
	} {
		if got := model.UnpackRequestID(model.PackRequestID(id)); got != id {
			t.Errorf("%q comes back as %q", id, got)
		}
	}
	if got := model.UnpackRequestID(model.PackRequestID("00d0a1b2c3d4e5f601234567")); got != "00D0A1B2C3D4E5F601234567" {
		t.Errorf("lower case from zero on comes back as %q", got)
	}
	if n := len(model.PackRequestID("65D0A1B2C3D4E5F601234567")); n != 12 {
		t.Errorf("a usual id takes %d bytes, want 12", n)
	}
	if got := model.UnpackRequestID(model.PackRequestID("65d0a1b2c3d4e5f601234567")); got != "65D0A1B2C3D4E5F601234567" {
		t.Errorf("lower case comes back as %q", got)
	}
}

func TestRequestIDsComeBackWhateverTheyAre(t *testing.T) {
	text := func(id string) bool { return model.UnpackRequestID(model.PackRequestID(id)) == id || isLowerHex(id) }
	usual := func(id [12]byte) bool {
		written := strings.ToUpper(hex.EncodeToString(id[:]))
		return model.UnpackRequestID(model.PackRequestID(written)) == written
	}
	for _, property := range []any{text, usual} {
		if err := quick.Check(property, nil); err != nil {
			t.Error(err)
		}
	}
}

// FuzzRequestID looks for two ids that would pass for one, and for one that
// does not come back.
func FuzzRequestID(f *testing.F) {
	f.Add("65D0A1B2C3D4E5F601234567", "\x00")
	f.Add("elevenbytes", "\x00elevenbytes")
	f.Add("00656C6576656E6279746573", "elevenbytes") // the bytes of the one are the text of the other
	f.Fuzz(func(t *testing.T, a, b string) {
		if got := model.UnpackRequestID(model.PackRequestID(a)); got != a && !isLowerHex(a) {
			t.Errorf("%q comes back as %q", a, got)
		}
		if string(model.PackRequestID(a)) == string(model.PackRequestID(b)) && !strings.EqualFold(a, b) {
			t.Errorf("%q and %q are packed alike", a, b)
		}
	})
}

// isLowerHex says that an id is a usual one but for its case, which is not kept.
func isLowerHex(id string) bool {
	_, err := hex.DecodeString(id)
	return len(id) == 24 && err == nil && id != strings.ToUpper(id)
}
