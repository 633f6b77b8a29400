package words

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

// Words is the vocabulary of one language. Another language is another value
// of this type; nothing else has to change.
type Words struct {
	Causes   map[model.Cause]string
	Verdicts map[model.Verdict]string
	Bases    map[model.Basis]string
	Channels map[model.Kind]string
	Statuses map[model.LineStatus]string // of a bill line, where it is not a verdict; %s is the detail
	Steps    map[model.Step]string
	Rules    map[model.WebofficeRule]string

	ClaimStatuses  map[model.ClaimStatus]string
	BillVerdicts   map[model.BillVerdict]string // as a column says them
	Answers        map[model.BillVerdict]string // to "Is the bill right?"
	Completenesses map[model.Completeness]string
	Wholenesses    map[model.Wholeness]string // of a bill
	Reasons        map[string]Reason          // of records that could not be placed, by their code
	Units          map[string]string          // base units; none in English itself
	LabelKeys      map[model.LabelKey]string  // none in English itself

	Sayings map[model.SayingCode]string // a template each, see Say
	Classes map[string]string           // of usage, by their code; none in English itself

	RuleTexts map[string]string                  // what the rules of the rule book say, by their names; none in English itself
	Sources   map[string]string                  // where rules and prices are from, by the English; none in English itself
	Missing   map[model.MissingKind]MissingWords // for a verdict

	Phrases   Phrases
	InFull    InFullPhrases
	Preflight PreflightPhrases
	Forecast  ForecastPhrases
	Evidence  EvidencePhrases
	Terminal  TerminalPhrases
	Tables    Tables
	Advice    Advice
	Terms     map[string]string // headings and labels, by the English; none in English itself

	CodesAreWords bool // codes are words of the language, so that a column may have them as they are
}

// In is the vocabulary of each language, by its code.
var In = map[string]*Words{"en": English, "zh": Chinese}

// Phrases are the sentences of the statement. Each is a fmt template: %[1]s is
// an amount with its currency, %[2]s a number of findings with its noun.
type Phrases struct {
	Agrees, Within            string
	Higher, Lower             string
	Above, Below, Even        string // the same where nothing is decided
	Cancels, Netted           string // wrong, or not decided, and the sum is nothing
	LessThan                  string // an amount with its currency
	ByOpenings, ByCalls       string // projects, the source of the rule as From has it
	ByNobodyKnows, From       string
	Deducted                  string // an amount with its currency
	AsPayable                 string // the same at list prices and as it is paid
	Answer, AnswerIn          string // to "Is the bill right?", with the figures, of a currency
	Mismatch                  string
	Claim, Ask, Short         string
	Unplaced, Unbounded       string
	Needed, NeededBindings    string
	NeededPrices              string
	Record, Records           string
	Unverifiable, Unexplained string
	Finding, Findings         string // the noun, singular and plural
	Between                   string // two sentences

	Preliminary, NoTotal  string // of the bill, no facts
	ShortOf               string // an amount with its currency
	Unread, Aside         string // a number of lines
	IsFinal, MayChange    string // of a bill, in a few words
	IsShort               string // by an amount
	OfCurrency, OfAccount string // a currency, accounts
}

// Term says a heading or a label, given in English. One without a translation
// stays English: a word too many is better than a column without a name.
func (w *Words) Term(english string) string {
	if said, known := w.Terms[english]; known {
		return said
	}
	return english
}

// Cause says a cause in words.
func (w *Words) Cause(c model.Cause) string { return say(w.Causes, c) }

// Verdict says a verdict in words.
func (w *Words) Verdict(v model.Verdict) string { return say(w.Verdicts, v) }

// Basis says a basis in words.
func (w *Words) Basis(b model.Basis) string { return say(w.Bases, b) }

// BillVerdict says in words what a run comes to.
func (w *Words) BillVerdict(v model.BillVerdict) string { return say(w.BillVerdicts, v) }

// ClaimStatus says in words how far a claim has come.
func (w *Words) ClaimStatus(s model.ClaimStatus) string { return say(w.ClaimStatuses, s) }

// Completeness says in words how complete evidence is.
func (w *Words) Completeness(c model.Completeness) string { return say(w.Completenesses, c) }

// Reason says in words why records could not be placed. One that has no words is
// said by its code.
func (w *Words) Reason(code string) Reason {
	if r, known := w.Reasons[code]; known {
		return r
	}
	return Reason{What: say(map[string]string{}, code)}
}

// Unit says a base unit in a word.
func (w *Words) Unit(unit string) string { return say(w.Units, unit) }

// Step says a step from list amount to payable in words.
func (w *Words) Step(s model.Step) string { return say(w.Steps, s) }

// RuleText is what a rule of the rule book says. The book itself is in English.
func (w *Words) RuleText(r *model.Rule) string {
	if said, known := w.RuleTexts[r.ID]; known {
		return said
	}
	return r.Statement
}

// Source says where a rule or a price is from. What the company's own tables say stays
// as it is.
func (w *Words) Source(english string) string {
	if said, known := w.Sources[english]; known {
		return said
	}
	return english
}

// Rule says what a project pays for Weboffice by, in words.
func (w *Words) Rule(r model.WebofficeRule) string { return say(w.Rules, r) }

// Channel says a kind of source in words.
func (w *Words) Channel(k model.Kind) string { return say(w.Channels, k) }

// Status says in words what became of a bill line.
func (w *Words) Status(s model.LineStatus, detail string) string {
	if verdict, known := w.Verdicts[model.Verdict(s)]; known {
		return verdict
	}
	return withDetail(say(w.Statuses, s), detail)
}

// LineStatus is Status for files that keep to the codes of verdicts.
func LineStatus(s model.LineStatus, detail string) string {
	if _, isVerdict := English.Verdicts[model.Verdict(s)]; isVerdict {
		return string(s)
	}
	return English.Status(s, detail)
}

func withDetail(words, detail string) string {
	if !strings.Contains(words, "%s") {
		return words
	}
	return fmt.Sprintf(words, detail)
}

// say falls back on the code itself, which is English with underscores: a
// code without words must still be seen.
func say[K ~string](words map[K]string, code K) string {
	if said, known := words[code]; known {
		return said
	}
	return strings.ReplaceAll(string(code), "_", " ")
}
