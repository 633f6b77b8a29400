package process

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"immrecon/import/secret"
)

// maxName bounds the length of an operation's name in bytes. A style name has
// at most 63; what is longer than this is not a name.
const maxName = 128

// Expand lists the operations of a processing expression, decoded: the value
// of a parameter, or the content of a style. For example
// "image/resize,w_100/crop,g_face|sys/saveas,o_eA" is image/crop,g_face.
// Expanding a name that Expand returned gives that name again. Blanks around a part
// are not of its name. Secrets are masked here, before what tells them is split.
func Expand(expression string) []string {
	var operations []string
	for chain := range strings.SplitSeq(secret.Mask(expression), "|") {
		family, actions, chained := strings.Cut(unconditional(strings.TrimSpace(chain)), "/")
		if chained && family == "style" { // a name of its own making: kept whole
			operations = keep(operations, family+"/"+actions)
			continue
		}
		family, _, _ = strings.Cut(family, ",")
		if !chained { // no operation of a kind we know: kept as it stands
			operations = keep(operations, family)
			continue
		}
		for action := range strings.SplitSeq(actions, "/") {
			operations = keep(operations, operationName(family, action))
		}
	}
	return operations
}

// unconditional returns a chain without its condition: of "if_status_eq_404{hls/ts}"
// the part in braces may be charged, and whether the condition was true only the
// answer shows. A pipe inside the braces has already removed one of them.
func unconditional(chain string) string {
	for strings.HasPrefix(chain, "if_") {
		_, inner, found := strings.Cut(chain, "{")
		if !found {
			break
		}
		chain = inner
	}
	return strings.TrimRight(chain, "}")
}

// operationName is the normalised name of one action with its arguments, such
// as "crop,x_10,g_face" of the family "image".
func operationName(family, action string) string {
	action, arguments, _ := strings.Cut(action, ",")
	name := strings.TrimSpace(family) + "/" + strings.TrimSpace(action)
	for argument := range strings.SplitSeq(arguments, ",") {
		if special, found := byGravity[name+","+argument]; found {
			return special
		}
	}
	if usual, found := alias[name]; found {
		return usual
	}
	return name
}

// keep appends a name that may be charged. What OSS does by itself is left out,
// and so is what no service could have carried out because it is not a name.
func keep(operations []string, name string) []string {
	_, action, _ := strings.Cut(name, "/")
	if ossOwn[name] || option[name] || qualifier[action] || strings.HasPrefix(name, "sys/") || !isName(name) {
		return operations
	}
	return append(operations, name)
}

// isName reports whether an operation, known or not, can be called that: a
// short text without blanks, control characters, braces or missing parts.
func isName(name string) bool {
	if name == "" || len(name) > maxName || !utf8.ValidString(name) {
		return false
	}
	if strings.HasPrefix(name, "/") || strings.HasSuffix(name, "/") {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r == '{' || r == '}' || unicode.IsSpace(r) || !unicode.IsGraphic(r)
	})
}
