package actiontrail

import (
	"encoding/json"

	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// indexedFile is an object to be indexed, as oss://bucket/key.
type indexedFile struct{ URI loosejson.Text }

// readIndexedFile reads the one object of IndexFileMeta.
func readIndexedFile(c *model.Call, parameters, _ json.RawMessage) error {
	var in struct{ File loosejson.Nested[indexedFile] }
	if err := decodeObject(&in, "requestParameters", parameters); err != nil {
		return err
	}
	addObjects(c, in.File.Value)
	return nil
}

// readIndexedFiles reads the objects of BatchIndexFileMeta.
func readIndexedFiles(c *model.Call, parameters, _ json.RawMessage) error {
	var in struct {
		Files loosejson.Nested[[]loosejson.Nested[indexedFile]]
	}
	if err := decodeObject(&in, "requestParameters", parameters); err != nil {
		return err
	}
	for _, f := range in.Files.Value {
		addObjects(c, f.Value)
	}
	return nil
}

func addObjects(c *model.Call, f indexedFile) {
	if f.URI != "" {
		c.Objects = append(c.Objects, string(f.URI))
	}
}
