package words

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"immrecon/store/model"
)

// A template of a saying names its facts by their number, from 1. Of {…} the fact itself
// is written, of […] what agrees with it:
//
//	{1}             the fact; of a saying, what it says
//	{1:hour}        an instant, to the hour, in the zone of the billing
//	{1:instant}     an instant as RFC 3339, in that zone
//	{1:quoted}      a text in quotation marks
//	{1:term}        a word that the language has a term for, else as it is
//	{1:unit}        a base unit in a word
//	{1:basis}       a basis in words
//	{1:source}      where a rule or a price is from
//	{1:join and }   a list, with " and " between any two
//	[1?call|calls]  the first for the number 1, the second for any other
var (
	choice = regexp.MustCompile(`\[(\d)\?([^|\]]*)\|([^|\]]*)\]`)
	place  = regexp.MustCompile(`\{(\d)(?::(hour|instant|quoted|term|unit|basis|source|join)([^}]*))?\}`)
)

// together joins the words of a language that are kept apart by what they say.
func together[K comparable](parts ...map[K]string) map[K]string {
	all := map[K]string{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// Explain says sayings in a row, as a paragraph.
func (w *Words) Explain(all model.Sayings) string {
	return strings.Join(w.Sentences(all), w.Phrases.Between)
}

// Sentences says each of some sayings.
func (w *Words) Sentences(all model.Sayings) []string {
	said := make([]string, len(all))
	for n, s := range all {
		said[n] = w.Say(s)
	}
	return said
}

// Say says a saying. What was stored as a sentence is said as it is, in English. One
// that has no words, or too few facts for them, is said by its code and its facts.
func (w *Words) Say(s model.Saying) string {
	if s.Code == "" {
		return fmt.Sprint(s.Facts...)
	}
	template, known := w.Sayings[s.Code]
	if !known || factsOf(template) > len(s.Facts) {
		return strings.ReplaceAll(s.String(), "_", " ")
	}
	template = choice.ReplaceAllStringFunc(template, func(words string) string {
		part := choice.FindStringSubmatch(words)
		if s.Facts[placeOf(part[1])-1] == int64(1) {
			return part[2]
		}
		return part[3]
	})
	return place.ReplaceAllStringFunc(template, func(words string) string {
		part := place.FindStringSubmatch(words)
		return w.fact(s.Facts[placeOf(part[1])-1], part[2], part[3])
	})
}

// fact writes a fact in a form; between is what stands between those of a list.
func (w *Words) fact(f model.Fact, form, between string) string {
	switch f := f.(type) {
	case model.Saying:
		return w.Say(f)
	case []model.Fact:
		said := make([]string, len(f))
		for n, one := range f {
			said[n] = w.fact(one, "", "")
		}
		return strings.Join(said, between)
	case int64:
		switch form {
		case "hour":
			return Billing.Time(f).Format("2006-01-02 15:00")
		case "instant":
			return Billing.Instant(f)
		}
	case string:
		switch form {
		case "quoted":
			return strconv.Quote(f)
		case "term":
			return w.Term(f)
		case "unit":
			return w.Unit(f)
		case "basis":
			return w.Basis(model.Basis(f))
		case "source":
			return w.Source(f)
		}
	}
	return fmt.Sprint(f)
}

// factsOf is how many facts a template needs.
func factsOf(template string) (most int) {
	for _, pattern := range []*regexp.Regexp{choice, place} {
		for _, part := range pattern.FindAllStringSubmatch(template, -1) {
			most = max(most, placeOf(part[1]))
		}
	}
	return most
}

// placeOf is the place of a fact, from 1: that of its digit's.
func placeOf(digit string) int { return int(digit[0] - '0') }
