package secret

import "strings"

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isAlphanumeric(c byte) bool { return '0' <= c && c <= '9' || isLetter(c) }

func isNameByte(c byte) bool { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isQuote(c byte) bool { return c == '"' || c == '\'' }

func isBase64Letter(c byte) bool { return isAlphanumeric(c) || c == '+' || c == '/' }

// isBase64 holds for Base64, also where it is percent-encoded.
func isBase64(c byte) bool { return isBase64Letter(c) || c == '=' || c == '%' || c == '-' || c == '_' }

// isTokenByte holds for the token68 of RFC 7235, also where it is percent-encoded.
func isTokenByte(c byte) bool { return isBase64(c) || c == '.' || c == '~' }

func isWebTokenByte(c byte) bool { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.' }

// isValueByte holds for what a value without quotes may have.
func isValueByte(c byte) bool { return c > ' ' && strings.IndexByte("\"'`&;,|<>()[]{}\x7f", c) < 0 }

// isFolderByte holds for what the name of a folder may have.
func isFolderByte(c byte) bool { return isValueByte(c) && c != '/' }

// isLineByte holds for what the value of a header may have.
func isLineByte(c byte) bool { return c >= ' ' && c != '"' && c != '<' || c == '\t' }

// isAuthorityByte holds for what may stand between the slashes of an address.
func isAuthorityByte(c byte) bool {
	return c > ' ' && strings.IndexByte("/?#\"'<>\\,()[]{}|\x7f", c) < 0
}

// isAddressByte holds for what an address may have behind its host.
func isAddressByte(c byte) bool { return c > ' ' && strings.IndexByte("\"'<>,|\x7f", c) < 0 }
