package osslog

// names makes texts of fields that say the same thing a million times, and
// makes each only once.
type names struct {
	of    func(field []byte) string
	known map[string]string

	field []byte // the last one asked for, and its text: mostly it comes again
	text  string
}

// mostNames bounds how many texts are remembered: whoever writes a log can make
// up host names.
const mostNames = 1 << 12

// get is the text of a field.
func (n *names) get(field []byte) string {
	if string(field) != string(n.field) || n.known == nil {
		n.text = n.lookUp(field)
		n.field = append(n.field[:0], field...)
	}
	return n.text
}

func (n *names) lookUp(field []byte) string {
	text, found := n.known[string(field)]
	if !found {
		text = n.of(field)
		if n.known == nil || len(n.known) >= mostNames {
			n.known = map[string]string{}
		}
		n.known[string(field)] = text
	}
	return text
}
