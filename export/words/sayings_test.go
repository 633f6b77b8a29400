package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"immrecon/migrations/catalogue"
	"immrecon/store/model"
)

// sayingCodes lists the code of every saying: those of the model, and those of each
// class of usage and each reason why records cannot be placed.
func sayingCodes(t *testing.T) []string {
	t.Helper()
	codes := constants(t, "../../store/model/saying_codes.go", "SayingCode")
	for _, class := range constants(t, "../../reconcile/meter/class.go", "Class") {
		said, counted := string(model.WayCode(class)), string(model.UsageCode(class))
		if _, isWay := English.Sayings[model.WayCode(class)]; !isWay {
			said = counted
		} else if _, both := English.Sayings[model.UsageCode(class)]; both {
			t.Errorf("%s is said to be both usage and a way of counting", class)
		}
		codes = append(codes, said)
	}
	for _, reason := range constants(t, "../../reconcile/usage/unplaced.go", "Reason") {
		codes = append(codes, string(model.UnplacedCode(reason)))
	}
	return codes
}

func TestEverySayingHasWords(t *testing.T) {
	codes := sayingCodes(t)
	if len(codes) < 120 {
		t.Fatalf("only %d codes were found", len(codes))
	}
	for language, w := range In {
		for _, code := range codes {
			template, known := w.Sayings[model.SayingCode(code)]
			if !known || template == "" {
				t.Errorf("no words in %s for %s", language, code)
			}
			if got, want := written(template), written(English.Sayings[model.SayingCode(code)]); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the facts %v, and %v in English", language, code, got, want)
			}
		}
		for code := range w.Sayings {
			if !slices.Contains(codes, string(code)) {
				t.Errorf("%s has words for %s, which nothing says", language, code)
			}
		}
	}
}

// written are the numbers of the facts that a template writes.
func written(template string) []int {
	var all []int
	for _, part := range place.FindAllStringSubmatch(template, -1) {
		all = append(all, placeOf(part[1]))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A template is filled in whole: no place is left over, and none of its own marks.
func TestTemplatesAreFilledIn(t *testing.T) {
	lists := map[bool]model.Fact{true: []model.Fact{"one", "two"}, false: "one"}
	for language, w := range In {
		for code, template := range w.Sayings {
			for _, number := range []int64{1, 2} {
				s := model.Saying{Code: code}
				for n := range factsOf(template) {
					mark := string(rune('1' + n))
					f := lists[strings.Contains(template, "{"+mark+":join")]
					if strings.Contains(template, "["+mark+"?") || strings.Contains(template, "{"+mark+":hour") || strings.Contains(template, "{"+mark+":instant") {
						f = number
					}
					s.Facts = append(s.Facts, f)
				}
				if got := w.Say(s); strings.ContainsAny(got, "{}[]|?") || strings.Contains(got, "  ") || got == "" {
					t.Errorf("%s: %s reads %q", language, code, got)
				}
			}
		}
	}
}

// What is a sentence in English is one in Chinese, and what is a clause is one.
func TestSentencesAndClauses(t *testing.T) {
	for code, english := range English.Sayings {
		if chinese := Chinese.Sayings[code]; strings.HasSuffix(english, ".") != strings.HasSuffix(chinese, "。") {
			t.Errorf("%s: %q is a sentence in one language only: %q", code, english, chinese)
		}
	}
}

// marks are the places and choices of a template.
var marks = regexp.MustCompile(`\{[^}]*\}|\[\d\?|\]`)

// latinInChinese are the words that Chinese has no other for: names, and what is typed.
var latinInChinese = []string{"API", "Bucket", "FOCUS", "GetRequest", "ID", "OSS", "RUN", "Weboffice", "aliases", "csv", "diff", "forget", "immrecon", "month",
	"prices", "reconcile", "sources", "xx"}

func TestChineseSayingsAreChinese(t *testing.T) {
	notLatin := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }
	for code, template := range Chinese.Sayings {
		for _, word := range strings.FieldsFunc(marks.ReplaceAllString(template, " "), notLatin) {
			if !slices.Contains(latinInChinese, word) {
				t.Errorf("%s: %q is not Chinese", code, word)
			}
		}
	}
}

func TestUnitsAndTiers(t *testing.T) {
	for unit := range Chinese.Units {
		if English.Unit(unit) != unit {
			t.Errorf("in English %s is %q", unit, English.Unit(unit))
		}
	}
	all, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all.Prices {
		if Chinese.Units[p.Unit] == "" {
			t.Errorf("no word in Chinese for the unit %s", p.Unit)
		}
		if p.Tier != "" && Chinese.Terms[p.Tier] == "" {
			t.Errorf("no word in Chinese for the tier %s", p.Tier)
		}
	}
}

// Where the rules and prices are from is said in Chinese, and nothing else is.
func TestSources(t *testing.T) {
	all, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]bool{}
	for _, p := range all.Prices {
		sources[p.Source] = true
	}
	for _, r := range all.Rules {
		sources[r.Source] = true
	}
	for source := range sources {
		if Chinese.Sources[source] == "" || English.Source(source) != source {
			t.Errorf("no words in Chinese for the source %q", source)
		}
	}
	for source := range Chinese.Sources {
		if !sources[source] {
			t.Errorf("nothing is from %q", source)
		}
	}
	if own := "agreement of 2025, appendix 2"; Chinese.Source(own) != own {
		t.Error("a source of the company's own is changed")
	}
}

func TestWhatHasNoWordsIsStillSeen(t *testing.T) {
	for _, test := range []struct {
		said model.Saying
		want string
	}{
		{model.AsStored("Billed 2, the evidence shows {1} of [3?x|y]."), "Billed 2, the evidence shows {1} of [3?x|y]."},
		{model.SayingCode("solar_flare").With(3, "x"), "solar flare(3, x)"},
		{model.SaysUndecided.With(3), "undecided(3)"},
		{model.SaysUnknownProject.With(3, "a\n[1?x|y]{1}"), `The bill has 3 under the name "a\n[1?x|y]{1}", which no table, event or call names. Whose it is, aliases.csv can say.`},
	} {
		for language, w := range In {
			if got := w.Say(test.said); got != test.want && (language == "en" || test.said.Code != model.SaysUnknownProject) {
				t.Errorf("%s: got %q, want %q", language, got, test.want)
			}
		}
	}
}
