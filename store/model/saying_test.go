package model

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
)

// everyFact has a fact of every type.
var everyFact = SaysVersionUnused.With("a<b>&\"c\"\n账单", 1, int64(-2), decimal.RequireFromString("0.10"), []string{"x", "y"}, []string{},
	SaysHours.With(1772596800, 2), Sayings{SaysNoBinding.With(), UsageCode("calls").With(3)})

func TestSayingsComeBackAsTheyWereStored(t *testing.T) {
	for name, all := range map[string]Sayings{
		"none":                           nil,
		"no facts":                       {SaysNoBinding.With()},
		"every type of fact":             {everyFact},
		"several":                        {everyFact, SaysFocusAlone.With()},
		"a stored sentence beside codes": {AsStored("Billed 2, the evidence shows 1."), SaysFocusAlone.With()},
		"a stored sentence":              {AsStored("Billed 2, the evidence shows 1.")},
		"a stored sentence in brackets":  {AsStored("[1] is not a list of codes")},
	} {
		var read Sayings
		if err := read.Scan(all.Stored()); err != nil || !reflect.DeepEqual(read, all) {
			t.Errorf("%s: %v stored as %s is read as %v (%v)", name, all, all.Stored(), read, err)
		}
		if err := read.Scan([]byte(all.Stored())); err != nil || !reflect.DeepEqual(read, all) {
			t.Errorf("%s: as bytes it is read as %v (%v)", name, read, err)
		}
		for _, one := range all {
			var said Saying
			if err := said.Scan(one.Stored()); err != nil || !reflect.DeepEqual(said, one) {
				t.Errorf("%s: %v stored as %s is read as %v (%v)", name, one, one.Stored(), said, err)
			}
		}
	}
}

// What is stored is written for whoever looks with SQL: one line, names as they are.
func TestSayingsAreStoredAsJSON(t *testing.T) {
	all := Sayings{SaysLogMissing.With("a<b", SaysHours.With(1772596800, 2)), SaysUndecided.With(4, 3, Sayings{SaysNoBinding.With()})}
	want := `[{"code":"log_missing","facts":["a<b",{"code":"hours","facts":[1772596800,2]}]},` +
		`{"code":"undecided","facts":[4,3,[{"code":"no_binding","facts":[]}]]}]`
	if got := all.Stored(); got != want || !json.Valid([]byte(got)) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextThatIsNoSayingIsASentence(t *testing.T) {
	for _, text := range []string{"Billed 2.", `{"code":`, `[{"code":"undecided","facts":[1.5]}]`, `[{"code":"undecided"`, `["x"`, "{}", "null"} {
		var all Sayings
		if err := all.Scan(text); err != nil || !reflect.DeepEqual(all, Sayings{AsStored(text)}) {
			t.Errorf("%s is read as %v (%v)", text, all, err)
		}
		var one Saying
		if err := one.Scan(text); err != nil || !reflect.DeepEqual(one, AsStored(text)) {
			t.Errorf("%s is read as %v (%v)", text, one, err)
		}
	}
	var all Sayings
	if err := all.Scan(int64(1)); err == nil {
		t.Error("a number is read as sayings")
	}
}

func TestAFactOfAnotherTypeIsADefect(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a fact that cannot be stored is taken")
		}
	}()
	SaysMoney.With(1.5)
}

func TestSayingsForDevelopers(t *testing.T) {
	all := Sayings{SaysUndecided.With(4, 3, Sayings{SaysLogMissing.With("b", SaysHour.With(7))}), SaysNothingBeside.With()}
	if got, want := all.String(), "undecided(4, 3, [log_missing(b, hour(7))]), nothing_beside()"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
