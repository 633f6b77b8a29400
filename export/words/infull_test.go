package words

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"immrecon/store/model"
)

// What a finding is explained with has words in each language, filled in with as much
// as in English.
func TestInFullIsWhole(t *testing.T) {
	for language, w := range In {
		got, want := reflect.ValueOf(w.InFull), reflect.ValueOf(English.InFull)
		for n := range want.NumField() {
			name := want.Type().Field(n).Name
			switch said := got.Field(n); said.Kind() {
			case reflect.String:
				if said.String() == "" || strings.Count(said.String(), "%") != strings.Count(want.Field(n).String(), "%") {
					t.Errorf("%s: %s is %q, and %q in English", language, name, said, want.Field(n))
				}
			default:
				if said.Len() != want.Field(n).Len() {
					t.Errorf("%s: %s has %d, and %d in English", language, name, said.Len(), want.Field(n).Len())
				}
			}
		}
		for _, grade := range constants(t, "../../store/model/completeness.go", "Completeness") {
			if w.InFull.HowSure[model.Completeness(grade)] == "" {
				t.Errorf("%s: no words for evidence that is %s", language, grade)
			}
		}
	}
}

// Every class of usage has a name in Chinese, and nothing else has.
func TestClasses(t *testing.T) {
	classes := constants(t, "../../reconcile/meter/class.go", "Class")
	for _, class := range classes {
		if Chinese.Classes[class] == "" || English.ClassInTable(class) != class {
			t.Errorf("%s is named %q", class, Chinese.Class(class))
		}
	}
	for class := range Chinese.Classes {
		if !slices.Contains(classes, class) {
			t.Errorf("%s is no class", class)
		}
	}
}
