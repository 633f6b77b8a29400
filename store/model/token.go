package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// HashToken turns the token of a document session or a playlist into the form in which
// it may enter the database: 64 bits of its SHA-256 in hex, enough to join two records
// on, useless to sign in with. The empty string stays empty.
func HashToken(token string) string {
	if token == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:8])
}
