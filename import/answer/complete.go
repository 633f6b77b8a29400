package answer

import "encoding/json"

// CheckComplete says by which mark an answer is not all that was asked for, for readers
// that find its records themselves. What is no object has no mark.
func CheckComplete(object []byte) error {
	var members map[string]json.RawMessage
	if json.Unmarshal(object, &members) != nil {
		return nil
	}
	return incomplete(members)
}
