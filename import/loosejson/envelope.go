package loosejson

import "encoding/json"

// Inside lists the objects that an answer of an API holds under a name, such as
// the Events of LookupEvents; nil if the object is no such answer.
func Inside(object []byte, name string) [][]byte {
	var fields map[string]json.RawMessage
	var list []json.RawMessage
	if json.Unmarshal(object, &fields) != nil || fields[name] == nil || json.Unmarshal(fields[name], &list) != nil || list == nil {
		return nil
	}
	all := make([][]byte, len(list))
	for n := range list {
		all[n] = list[n]
	}
	return all
}

// Unwrapped yields the items of an answer under any of some names, or the item
// itself. Number counts on from the last item of before.
func Unwrapped(item Item, number int64, names ...string) []Item {
	if item.Broken == "" {
		for _, name := range names {
			objects := Inside(item.Text, name)
			if objects == nil {
				continue
			}
			items := make([]Item, len(objects))
			for n, text := range objects {
				items[n] = Item{Number: number + int64(n) + 1, Text: text}
			}
			return items
		}
	}
	item.Number = number + 1
	return []Item{item}
}
