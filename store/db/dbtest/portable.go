package dbtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// functions are those that all engines have, by the same name and with the same
// result.
var functions = []string{"COALESCE", "COUNT", "LAG", "LEAD", "LENGTH", "LOWER", "MAX", "MIN", "NULLIF", "ROW_NUMBER", "SUBSTR", "SUM"}

// types are those of columns: integers, decimals and other texts, and bytes.
var types = []string{"BIGINT", "SMALLINT", "TEXT", "BYTEA"}

// dialect are words that only some engines understand, or each in its own way.
// Texts are compared by their bytes without COLLATE; LIKE minds case.
var dialect = []string{
	"ATTACH", "AUTOINCREMENT", "COLLATE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "GLOB", "ILIKE", "INDEXED", "ISNULL", "LATERAL",
	"MATCH", "NOTNULL", "OID", "PRAGMA", "REGEXP", "REPLACE", "ROWID", "SERIAL", "SIMILAR", "STRICT", "TRIGGER", "VACUUM", "VIRTUAL", "_ROWID_",
}

// before are the words that may stand before a bracket and are no function.
var before = []string{
	"ALL", "AND", "AS", "BY", "CASE", "CAST", "CHECK", "CONFLICT", "DISTINCT", "ELSE", "EXCEPT", "EXISTS", "FROM", "HAVING", "IN", "INTERSECT",
	"JOIN", "KEY", "LIKE", "NOT", "ON", "OR", "OVER", "SELECT", "SET", "THEN", "UNION", "UNIQUE", "USING", "VALUES", "WHEN", "WHERE",
}

// clauses are the words that begin a part of a statement.
var clauses = []string{"SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "SET", "VALUES", "UNION", "EXCEPT", "INTERSECT", "WITH"}

// Faults tells what keeps statements from being one text for every engine, as far
// as their words show it.
func Faults(statements string) []string {
	var faults []string
	words := read(statements)
	for n := range words {
		for _, rule := range []func(sentence, int) string{
			foreignWord, foreignSign, foreignFunction, foreignColumn, foreignCast, distinctOrder, untypedArgument, unnamedSubquery, sumWithoutCast,
		} {
			if fault := rule(words, n); fault != "" {
				faults = append(faults, fault)
			}
		}
	}
	return faults
}

// word is a word of a statement, in upper case, or a sign, number or text.
type word struct {
	text   string
	clause string // the word that begins the part it stands in
	match  int    // of a bracket: where the other one is
}

// sentence is statements word for word, without comments.
type sentence []word

var wordPattern = regexp.MustCompile(`(?s)--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"[^"]*"|[\pL_][\pL\d_]*|[:@$?][\pL\d_]+|\d+|::|==|->|\S`)

func read(statements string) sentence {
	var all sentence
	open := []int{-1}
	clause := []string{""}
	for _, text := range wordPattern.FindAllString(statements, -1) {
		if strings.HasPrefix(text, "--") || strings.HasPrefix(text, "/*") {
			continue
		}
		w := word{text: strings.ToUpper(text), match: -1}
		innermost := len(open) - 1
		switch {
		case w.text == ")" && innermost > 0:
			w.match = open[innermost]
			all[w.match].match = len(all)
			open, clause = open[:innermost], clause[:innermost]
		case w.text == ";":
			clause[innermost] = ""
		case slices.Contains(clauses, w.text):
			clause[innermost] = w.text
		}
		w.clause = clause[len(clause)-1]
		if w.text == "(" {
			open, clause = append(open, len(all)), append(clause, "")
		}
		all = append(all, w)
	}
	return all
}

// at is a word by its number, "" where there is none.
func (s sentence) at(n int) string {
	if n < 0 || n >= len(s) {
		return ""
	}
	return s[n].text
}

// is reports whether the words from a number on are these.
func (s sentence) is(n int, words ...string) bool {
	for i, word := range words {
		if s.at(n+i) != word {
			return false
		}
	}
	return true
}

func isName(text string) bool {
	return text != "" && (text[0] == '_' || text[0] >= 'A' && text[0] <= 'Z') && !slices.Contains(before, text) && !slices.Contains(clauses, text)
}

func foreignWord(s sentence, n int) string {
	text := s.at(n)
	switch {
	case slices.Contains(dialect, text), strings.HasPrefix(text, "SQLITE_"), strings.HasPrefix(text, "PG_"):
		return text + " is a word of one engine"
	case text == "OR" && (s.at(n-1) == "INSERT" || s.at(n-1) == "UPDATE"):
		return s.at(n-1) + " OR is a word of one engine; ON CONFLICT says it everywhere"
	case text == "IS" && s.at(n+1) != "NULL" && !s.is(n+1, "NOT", "NULL") && !s.is(n+1, "DISTINCT", "FROM"):
		return "IS compares with NULL only, but for IS DISTINCT FROM"
	case text == "LIMIT" && (s.at(n+1) == "-" || s.at(n+2) == ","):
		return "a LIMIT is one number, not negative"
	}
	return ""
}

func foreignSign(s sentence, n int) string {
	text := s.at(n)
	switch {
	case len(text) > 1 && strings.ContainsRune(":@$?", rune(text[0])) && text != "::":
		return "the argument " + text + ": every argument is a ? of its own"
	case strings.HasPrefix(text, "\""), slices.Contains([]string{"::", "==", "->", "~", "`", "["}, text):
		return "the sign " + text + " is not the same in every engine"
	case text == "X" && strings.HasPrefix(s.at(n+1), "'"):
		return "bytes are an argument, not written out"
	}
	return ""
}

func foreignFunction(s sentence, n int) string {
	name := s.at(n)
	switch {
	case s.at(n+1) != "(" || !isName(name) || isTable(s, n):
		return ""
	case !slices.Contains(functions, name):
		return name + " is no function of every engine"
	case (name == "MIN" || name == "MAX") && s.arguments(n+1) > 1:
		return name + " of several values is a function of one engine"
	}
	return ""
}

// isTable reports whether a name before a bracket is that of a table, whose
// columns are in it.
func isTable(s sentence, n int) bool {
	return slices.Contains([]string{"INTO", "TABLE", "EXISTS", "REFERENCES", "WITH"}, s.at(n-1)) || s.at(n-1) == "ON" && s.at(n-3) == "INDEX"
}

// arguments counts the arguments in a bracket.
func (s sentence) arguments(open int) int {
	count := 1
	for n := open + 1; n < s[open].match; n++ {
		if s.at(n) == "(" {
			n = s[n].match
		} else if s.at(n) == "," {
			count++
		}
	}
	return count
}

// foreignColumn looks at the type of a column that is defined.
func foreignColumn(s sentence, n int) string {
	if s.is(n, "ADD", "COLUMN") {
		return foreignType(s.at(n + 3))
	}
	if s.at(n) != "(" || s.at(n-2) != "TABLE" && !s.is(n-5, "TABLE", "IF", "NOT", "EXISTS") {
		return ""
	}
	for column := n + 1; column > n && column < s[n].match; {
		if !slices.Contains([]string{"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"}, s.at(column)) {
			if fault := foreignType(s.at(column + 1)); fault != "" {
				return fault
			}
		}
		for ; column < s[n].match && s.at(column) != ","; column++ {
			if s.at(column) == "(" {
				column = s[column].match
			}
		}
		column++
	}
	return ""
}

func foreignCast(s sentence, n int) string {
	if !s.is(n, "CAST", "(") {
		return ""
	}
	return foreignType(s.at(s[n+1].match - 1))
}

func foreignType(name string) string {
	if slices.Contains(types, name) {
		return ""
	}
	return fmt.Sprintf("%s is no type of every engine: these are %s", name, strings.Join(types, ", "))
}

// distinctOrder looks for distinct rows that are ordered by what is not selected:
// by an expression, as far as the words show.
func distinctOrder(s sentence, n int) string {
	if !s.is(n, "SELECT", "DISTINCT") {
		return ""
	}
	for end := n; end < len(s) && s.at(end) != ")" && s.at(end) != ";"; end++ {
		if s.at(end) == "(" {
			if s[end].clause == "ORDER" {
				return "DISTINCT rows are ordered by an expression; GROUP BY allows that"
			}
			if end = s[end].match; end < n {
				break // a bracket that is not closed
			}
		}
	}
	return ""
}

// untypedArgument looks for an argument among a number and a column, whose types
// may be two.
func untypedArgument(s sentence, n int) string {
	if !s.is(n, "?", "IN", "(") {
		return ""
	}
	for value := n + 3; value < s[n+2].match; value++ {
		if text := s.at(value); text[0] >= '0' && text[0] <= '9' {
			return "the argument among numbers is not cast"
		}
	}
	return ""
}

func unnamedSubquery(s sentence, n int) string {
	if s.at(n) != "(" || s[n].clause != "FROM" || !slices.Contains([]string{"FROM", "JOIN", ","}, s.at(n-1)) || s.at(n+1) != "SELECT" {
		return ""
	}
	name := s.at(s[n].match + 1)
	if name == "AS" || isName(name) && !slices.Contains([]string{"LEFT", "CROSS", "INNER"}, name) {
		return ""
	}
	return "a subquery has no alias"
}

// sumWithoutCast looks for sums that are NUMERIC to PostgreSQL, which is no
// integer for whatever reads them.
func sumWithoutCast(s sentence, n int) string {
	if !s.is(n, "SUM", "(") || s[n].clause == "HAVING" {
		return ""
	}
	first := n
	if s.is(n-2, "COALESCE", "(") {
		first = n - 2
	}
	if s.is(first-2, "CAST", "(") && s.is(s[first-1].match-2, "AS", "BIGINT") {
		return ""
	}
	return "a sum is not cast: CAST(sum(…) AS BIGINT)"
}
