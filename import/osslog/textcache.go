package osslog

// textCache converts fields that hold the same value a million times, each value
// only once.
type textCache struct {
	convert func(field []byte) string
	known   map[string]string

	field []byte // the last one, and its text: mostly it comes again
	text  string
}

// mostTexts bounds how many texts are remembered: whoever writes a log can make
// up host names.
const mostTexts = 1 << 12

// textOf returns the text of a field.
func (c *textCache) textOf(field []byte) string {
	if string(field) != string(c.field) || c.known == nil {
		c.text = c.lookUp(field)
		c.field = append(c.field[:0], field...)
	}
	return c.text
}

func (c *textCache) lookUp(field []byte) string {
	text, found := c.known[string(field)]
	if !found {
		text = c.convert(field)
		if c.known == nil || len(c.known) >= mostTexts {
			c.known = map[string]string{}
		}
		c.known[string(field)] = text
	}
	return text
}
