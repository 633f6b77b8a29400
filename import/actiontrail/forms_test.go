package actiontrail

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"immrecon/import/readertest"

	"immrecon/store/model"
)

// event is one as ActionTrail writes it, with other members in place of some.
func eventWith(t *testing.T, members map[string]any) string {
	t.Helper()
	all := map[string]any{
		"eventId": "E-1", "eventVersion": "1", "eventSource": "imm.ap-southeast-1.aliyuncs.com", "eventType": "ApiCall", "serviceName": "Imm",
		"apiVersion": "2020-09-30", "requestId": "R-1", "eventTime": "2026-03-01T01:00:00Z", "acsRegion": "ap-southeast-1", "eventRW": "Write",
		"eventName": "CreateMediaConvertTask", "requestParameters": map[string]any{"ProjectName": "media"}, "responseElements": map[string]any{"TaskId": "MediaConvert-1"},
	}
	for name, value := range members {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return jsonOf(t, all)
}

func jsonOf(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// the call that eventWith writes without other members.
func plainCall() model.Call {
	return model.Call{RequestID: "R-1", TaskID: "MediaConvert-1", At: 1772326800, Region: "ap-southeast-1", Project: "media",
		Operation: "CreateMediaConvertTask", Status: 200, Channel: model.KindActionTrail, ReadsOrWrites: "Write"}
}

// forms are the ways in which an event is given away.
func forms(t *testing.T, event string) map[string]string {
	t.Helper()
	quoted := jsonOf(t, event)
	forms := map[string]string{
		"a file of a trail":               "[" + event + "]",
		"one a line":                      event + "\n",
		"LookupEvents":                    `{"RequestId":"A","NextToken":"1","Events":[` + event + `]}`,
		"LookupEvents, events as strings": `{"RequestId":"A","Events":[` + quoted + `]}`,
		"LookupEvents, with its head":     `{"headers":{"x-acs-request-id":"A"},"statusCode":200,"body":{"Events":[` + event + `]}}`,
		"CSV":                             csvOf(t, [][]string{{"__time__", "event"}, {"1772326800", event}}),
		"an array of strings":             "[" + quoted + "]",
		"a string a line":                 quoted + "\n",
		"a string with the array":         jsonOf(t, "["+event+"]"),
		"LookupEvents, as a string":       jsonOf(t, map[string]any{"statusCode": 200, "body": `{"Events":[` + quoted + `]}`}),
		"members, GetLogs":                `{"meta":{"progress":"Complete","count":1},"data":[` + jsonOf(t, flat(t, "event.", event, 1)) + `]}`,
		"members of members, GetLogs":     `{"meta":{"progress":"Complete","count":1},"data":[` + jsonOf(t, flat(t, "event.", event, 2)) + `]}`,
		"members as CSV":                  csvOf(t, table(flat(t, "event.", event, 1))),
		"members of members as CSV":       csvOf(t, table(flat(t, "event.", event, 2))),
		"members under their own names":   csvOf(t, table(flat(t, "", event, 1))),
	}
	for _, topic := range topics {
		for name, inside := range map[string]string{"an object": event, "a string": quoted} {
			record := `{"__topic__":"` + topic + `","__time__":"1772326800","event":` + inside + `}`
			forms[topic+" as "+name] = record
			forms[topic+" as "+name+", GetLogs"] = `{"meta":{"progress":"Complete","count":1},"data":[` + record + `]}`
			forms[topic+" as "+name+", Go client"] = `{"progress":"Complete","count":1,"logs":[` + record + `]}`
		}
		forms["a topic of one's own, "+topic] = `{"__topic__":"` + topic + `_copy","event":` + quoted + `}`
		forms[topic+" with the members of the event"] = `{"__topic__":"` + topic + `",` + event[1:]
		forms[topic+" as CSV"] = csvOf(t, [][]string{{"__topic__", "__time__", "event"}, {topic, "1772326800", event}})
	}
	return forms
}

// flat are the members of an event down to a depth, each a text under its path, as a log
// store has them that indexes them.
func flat(t *testing.T, prefix, event string, depth int) map[string]string {
	t.Helper()
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(event), &members); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for name, raw := range members {
		if depth > 1 && raw[0] == '{' {
			maps.Copy(all, flat(t, prefix+name+".", string(raw), depth-1))
			continue
		}
		if all[prefix+name] = string(raw); raw[0] == '"' {
			all[prefix+name] = strings.Trim(string(raw), `"`)
		}
	}
	return all
}

func table(fields map[string]string) [][]string {
	header := slices.Sorted(maps.Keys(fields))
	var row []string
	for _, name := range header {
		row = append(row, fields[name])
	}
	return [][]string{header, row}
}

func csvOf(t *testing.T, rows [][]string) string {
	t.Helper()
	var out strings.Builder
	w := csv.NewWriter(&out)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// One event reads the same however it is delivered.
func TestEveryFormReadsTheSame(t *testing.T) {
	want := []model.Call{plainCall()}
	for name, in := range forms(t, eventWith(t, nil)) {
		if !Detect([]byte(in)) {
			t.Errorf("%s: its kind is not detected", name)
		}
		var got readertest.Collected
		if err := Read(strings.NewReader(in), &got); err != nil || !reflect.DeepEqual(got.Calls, want) {
			t.Errorf("%s reads as %+v, %v, %v\n%s", name, got.Calls, got.Rejects, err, in)
		}
	}
}

// What trails write in more than one way means the same.
func TestSpellings(t *testing.T) {
	for name, members := range map[string]map[string]any{
		"a success in words":            {"errorMessage": "success"},
		"a success in capitals":         {"errorMessage": "Success", "errorCode": ""},
		"OK":                            {"errorMessage": "OK"},
		"null":                          {"errorCode": "null", "errorMessage": "null"},
		"a code of success":             {"errorCode": "Success"},
		"a status of success":           {"errorCode": 200},
		"a status of success, as text":  {"errorCode": "200", "errorMessage": "success"},
		"empty":                         {"errorCode": "", "errorMessage": ""},
		"the old API":                   {"apiVersion": "2017-09-06", "requestParameters": map[string]any{"Project": "media"}},
		"no version":                    {"apiVersion": nil},
		"the inner network":             {"serviceName": nil, "eventSource": "imm-vpc.ap-southeast-1.aliyuncs.com"},
		"the public network":            {"serviceName": nil, "eventSource": "IMM.ap-southeast-1.aliyuncs.com"},
		"the central endpoint":          {"serviceName": nil, "eventSource": "imm.aliyuncs.com"},
		"an endpoint cut short":         {"serviceName": nil, "eventSource": "imm"},
		"an address":                    {"serviceName": nil, "eventSource": "https://imm.ap-southeast-1.aliyuncs.com/"},
		"a code of nought":              {"errorCode": "0"},
		"capitals":                      {"serviceName": "IMM", "eventRW": "write"},
		"the service's name":            {"serviceName": "Intelligent Media Management"},
		"both names":                    {"serviceName": "智能媒体管理（IMM）"},
		"the name with the site":        {"serviceName": "imm_intl"},
		"the name as an address":        {"serviceName": "imm.aliyuncs.com"},
		"the region of the endpoint":    {"acsRegion": nil},
		"the region of the inner one":   {"acsRegion": "", "eventSource": "imm-vpc.ap-southeast-1.aliyuncs.com"},
		"the region of the parameters":  {"acsRegion": nil, "eventSource": "imm.aliyuncs.com", "requestParameters": map[string]any{"ProjectName": "media", "RegionId": "ap-southeast-1"}},
		"parameters as a string":        {"requestParameters": `{"ProjectName":"media"}`},
		"parameters under another name": {"requestParameters": nil, "requestParameterJson": `{"ProjectName":"media"}`},
		"empty parameters":              {"requestParameters": "", "requestParameterJson": `{"ProjectName":"media"}`},
		"parameters without members":    {"requestParameters": map[string]any{}, "requestParameterJson": `{"ProjectName":"media"}`},
		"the response as a string":      {"responseElements": `{"TaskId":"MediaConvert-1","RequestId":"R-1"}`},
		"no request id":                 {"requestId": nil, "eventId": "R-1"},
		"seconds":                       {"eventTime": 1772326800},
		"milliseconds":                  {"eventTime": "1772326800000"},
		"another zone":                  {"eventTime": "2026-03-01T09:00:00+08:00"},
	} {
		var got readertest.Collected
		in := eventWith(t, members)
		if err := Read(strings.NewReader(in), &got); err != nil || !reflect.DeepEqual(got.Calls, []model.Call{plainCall()}) {
			t.Errorf("%s reads as %+v, %v, %v\n%s", name, got.Calls, got.Rejects, err, in)
		}
	}
}

// What cannot be understood of an event is missing from its record, which is kept.
func TestNotUnderstood(t *testing.T) {
	for name, test := range map[string]struct {
		members map[string]any
		want    func(c *model.Call)
	}{
		"an unknown version":          {map[string]any{"apiVersion": "2031-01-01"}, func(c *model.Call) { c.Operation = "CreateMediaConvertTask@2031-01-01" }},
		"parameters that are no JSON": {map[string]any{"requestParameters": "ProjectName=media"}, func(c *model.Call) { c.Project = "" }},
		"parameters that are a list":  {map[string]any{"requestParameters": []string{"media"}}, func(c *model.Call) { c.Project = "" }},
		"a project that is an object": {map[string]any{"requestParameters": map[string]any{"ProjectName": map[string]any{}}}, func(c *model.Call) { c.Project = "" }},
		"no parameters":               {map[string]any{"requestParameters": nil}, func(c *model.Call) { c.Project = "" }},
		"a response that is no JSON":  {map[string]any{"responseElements": "{"}, func(c *model.Call) { c.TaskID = "" }},
		"no region":                   {map[string]any{"acsRegion": nil, "eventSource": "imm.aliyuncs.com"}, func(c *model.Call) { c.Region = "" }},
		"neither read nor write":      {map[string]any{"eventRW": "Perhaps"}, func(c *model.Call) { c.ReadsOrWrites = "" }},
		"an unknown code":             {map[string]any{"errorCode": "SoItIs"}, func(c *model.Call) { c.Status, c.ErrorCode = 0, "SoItIs" }},
		"a status for a code":         {map[string]any{"errorCode": "503"}, func(c *model.Call) { c.Status, c.ErrorCode = 503, "503" }},
		"a message without a code":    {map[string]any{"errorMessage": "no"}, func(c *model.Call) { c.Status, c.ErrorCode = 0, UnnamedError }},
		"a message behind a success":  {map[string]any{"errorCode": "200", "errorMessage": "no"}, func(c *model.Call) { c.Status, c.ErrorCode = 0, UnnamedError }},
	} {
		want := plainCall()
		test.want(&want)
		var got readertest.Collected
		in := eventWith(t, test.members)
		if err := Read(strings.NewReader(in), &got); err != nil || !reflect.DeepEqual(got.Calls, []model.Call{want}) {
			t.Errorf("%s reads as %+v, %v, %v\n%s", name, got.Calls, got.Rejects, err, in)
		}
	}
}

// An event of no time is of no period: it is rejected, and shown.
func TestNoTime(t *testing.T) {
	for time, want := range map[any]string{
		nil:                    `CreateMediaConvertTask: eventTime "" is no RFC 3339 time: when it was charged is not known`,
		"2026-03-01 01:00:00":  `CreateMediaConvertTask: eventTime "2026-03-01 01:00:00" is no RFC 3339 time: when it was charged is not known`,
		"1999-03-01T01:00:00Z": `CreateMediaConvertTask: eventTime "1999-03-01T01:00:00Z": the time is before 2010: there was no OSS`,
	} {
		var got readertest.Collected
		err := Read(strings.NewReader(eventWith(t, map[string]any{"eventTime": time})), &got)
		if err != nil || len(got.Rejects) != 1 || got.Rejects[0].Reason != want {
			t.Errorf("%v reads as %+v, %v, %v, want %s", time, got.Calls, got.Rejects, err, want)
		}
	}
}

// An event of members is whole where every member is there that an event needs. What is
// missing is told, and no event is skipped because nothing says whose it is.
func TestFlatEvents(t *testing.T) {
	for name, test := range map[string]struct {
		without, with map[string]string
		want          func(c *model.Call)
		reason        string
	}{
		"no name":               {without: map[string]string{"event.eventName": ""}, reason: "not an event: it has no eventName"},
		"no time":               {without: map[string]string{"event.eventTime": ""}, reason: `CreateMediaConvertTask: eventTime "" is no RFC 3339 time: when it was charged is not known`},
		"no id":                 {without: map[string]string{"event.requestId": "", "event.eventId": ""}, reason: "CreateMediaConvertTask: neither requestId nor eventId is given"},
		"no service":            {without: map[string]string{"event.serviceName": "", "event.eventSource": ""}, reason: "CreateMediaConvertTask: neither serviceName nor eventSource is given: whether it is a call of the service is not known"},
		"no parameters":         {without: map[string]string{"event.requestParameters": ""}, want: func(c *model.Call) { c.Project = "" }},
		"parameters in part":    {with: map[string]string{"event.requestParameters": `{"ProjectName":`, "event.requestParameters.ProjectName": "media"}, want: func(*model.Call) {}},
		"parameters twice":      {with: map[string]string{"event.requestParameters.ProjectName": "other", "event.requestParameters.DatasetName": "d"}, want: func(c *model.Call) { c.Dataset = "d" }},
		"an empty field of all": {with: map[string]string{"event": ""}, want: func(*model.Call) {}},
		"the field of all":      {with: map[string]string{"event": eventWith(t, map[string]any{"requestId": "R-9"})}, want: func(c *model.Call) { c.RequestID = "R-9" }},
		"nothing in null":       {with: map[string]string{"event.errorCode": "null", "event.errorMessage": "-"}, want: func(*model.Call) {}},
	} {
		fields := flat(t, "event.", eventWith(t, nil), 1)
		maps.DeleteFunc(fields, func(field, _ string) bool { _, gone := test.without[field]; return gone })
		maps.Copy(fields, test.with)
		for form, in := range map[string]string{"JSON": jsonOf(t, fields), "CSV": csvOf(t, table(fields))} {
			if !Detect([]byte(in)) {
				t.Errorf("%s, %s: its kind is not detected", name, form)
			}
			var got readertest.Collected
			if err := Read(strings.NewReader(in), &got); err != nil {
				t.Errorf("%s, %s: %v", name, form, err)
			}
			want := plainCall()
			switch {
			case test.reason != "":
				if len(got.Rejects) != 1 || got.Rejects[0].Reason != test.reason {
					t.Errorf("%s, %s reads as %+v, %v, want %s", name, form, got.Calls, got.Rejects, test.reason)
				}
			default:
				if test.want(&want); !reflect.DeepEqual(got.Calls, []model.Call{want}) {
					t.Errorf("%s, %s reads as %+v, %v, want %+v", name, form, got.Calls, got.Rejects, want)
				}
			}
		}
	}
}

// An event that names no service may be of any, and is rejected in every form.
func TestNoService(t *testing.T) {
	var got readertest.Collected
	in := eventWith(t, map[string]any{"serviceName": nil, "eventSource": nil})
	if err := Read(strings.NewReader(in), &got); err != nil || len(got.Rejects) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// An answer that says of itself that it is incomplete is refused as a whole.
func TestIncompleteIsRefused(t *testing.T) {
	in := `{"meta":{"progress":"Incomplete"},"data":[{"__topic__":"actiontrail_event","event":` + eventWith(t, nil) + `}]}`
	if !Detect([]byte(in)) {
		t.Error("its kind is not detected")
	}
	err := Read(strings.NewReader(in), &readertest.Collected{})
	if err == nil || !strings.Contains(err.Error(), `near JSON object 1: the result of the query is incomplete`) {
		t.Error(err)
	}
}

// A service's event is of IMM by its name, or without one by its endpoint.
func TestOtherServices(t *testing.T) {
	for name, members := range map[string]map[string]any{
		"another service":           {"serviceName": "Ecs"},
		"a name that has it within": {"serviceName": "Dimmer"},
		"another endpoint":          {"serviceName": nil, "eventSource": "immx.ap-southeast-1.aliyuncs.com"},
		"an endpoint that ends so":  {"serviceName": nil, "eventSource": "oss.imm.aliyuncs.com"},
	} {
		var got readertest.Collected
		if err := Read(strings.NewReader(eventWith(t, members)), &got); err != nil || got.Tally.Skipped != 1 {
			t.Errorf("%s reads as %+v, %v, %v", name, got.Calls, got.Rejects, err)
		}
	}
}
