package actiontrail

import (
	"cmp"
	"encoding/json"
	"fmt"

	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// A reader of facts adds to a call what parameters and response of its
// operation say that matters for the charge.
type factReader func(c *model.Call, parameters, response json.RawMessage) error

// factReaders holds the operations that are charged by more than being called.
var factReaders = map[string]factReader{
	"GenerateWebofficeToken": readGenerateToken,
	"RefreshWebofficeToken":  readRefreshToken,
	"IndexFileMeta":          readIndexedFile,
	"BatchIndexFileMeta":     readIndexedFiles,
	"GenerateVideoPlaylist":  readPlaylist,
}

// readFacts fills in what response and parameters say: of every call the task, the
// project and the dataset, of some more. What was read before an error stays.
func (e *event) readFacts(c *model.Call) error {
	var out struct{ TaskID loosejson.Text }
	if err := decodeObject(&out, "responseElements", e.ResponseElements); err == nil {
		c.TaskID = string(out.TaskID)
	}
	var in struct {
		ProjectName loosejson.Text
		Project     loosejson.Text // of the API version 2017-09-06
		DatasetName loosejson.Text
	}
	if err := decodeObject(&in, "requestParameters", e.parameters()); err != nil {
		return err
	}
	c.Project, c.Dataset = string(cmp.Or(in.ProjectName, in.Project)), string(in.DatasetName)
	if read := factReaders[string(e.EventName)]; read != nil {
		return read(c, e.parameters(), e.ResponseElements)
	}
	return nil
}

// decodeObject decodes the field of an event that holds an object, or a string with
// one. Nothing changes where the field is not given.
func decodeObject[T any](out *T, field string, raw json.RawMessage) error {
	if !loosejson.Given(raw) {
		return nil
	}
	var n loosejson.Nested[T]
	if err := json.Unmarshal(raw, &n); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	*out = n.Value
	return nil
}
