package actiontrail

import (
	"encoding/json"
	"fmt"
	"strings"

	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// tokens are the secrets of a document session: as response what the caller
// gets, as parameters what it passes in to have them renewed.
type tokens struct {
	AccessToken  loosejson.Text
	RefreshToken loosejson.Text
}

// readGenerateToken reads what decides the item of an opened document: whether
// it may be edited and whether its preview is cached. Both are false by default.
// A call without parameters says nothing of either.
func readGenerateToken(c *model.Call, parameters, response json.RawMessage) error {
	var in struct {
		Permission   loosejson.Nested[struct{ Readonly loosejson.Text }]
		CachePreview loosejson.Text
	}
	if err := decodeObject(&in, "requestParameters", parameters); err != nil {
		return err
	}
	if loosejson.Given(parameters) {
		readonly, err := parseBool(in.Permission.Value.Readonly)
		if err != nil {
			return fmt.Errorf("Permission.Readonly: %w", err)
		}
		cached, err := parseBool(in.CachePreview)
		if err != nil {
			return fmt.Errorf("CachePreview: %w", err)
		}
		c.Readonly, c.Cached = &readonly, &cached
	}
	return readTokensOut(c, response)
}

// readRefreshToken reads the tokens by which a refresh is traced back to the
// call that opened the document.
func readRefreshToken(c *model.Call, parameters, response json.RawMessage) error {
	var in tokens
	if err := decodeObject(&in, "requestParameters", parameters); err != nil {
		return err
	}
	c.AccessIn = hashed(in.AccessToken)
	c.RefreshIn = hashed(in.RefreshToken)
	return readTokensOut(c, response)
}

func readTokensOut(c *model.Call, response json.RawMessage) error {
	var out tokens
	if err := decodeObject(&out, "responseElements", response); err != nil {
		return err
	}
	c.AccessOut = hashed(out.AccessToken)
	c.RefreshOut = hashed(out.RefreshToken)
	return nil
}

// hashed is a token in the form that may be kept. A trail may mask tokens with
// asterisks; equal masks do not mean equal tokens, so those count as not given.
func hashed(token loosejson.Text) string {
	if strings.Contains(string(token), "*") {
		return ""
	}
	return model.HashToken(string(token))
}

// parseBool parses a truth value; false where it is not given, which is what the
// service takes then.
func parseBool(value loosejson.Text) (bool, error) {
	switch strings.ToLower(string(value)) {
	case "true":
		return true, nil
	case "false", "":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither true nor false", string(value))
}
