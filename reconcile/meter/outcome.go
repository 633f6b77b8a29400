package meter

// Outcome classes a call by its HTTP status and error code. A status of 0 means
// that none is known: without an error code such a call succeeded, with one it
// is unclear which side failed, and to decide that here would decide a charge
// by a guess. The catalogue knows the status of the error codes an API gives.
func Outcome(status int, errorCode string) Class {
	switch {
	case status == 0 && errorCode == "":
		return Completed
	case status == 304:
		return NotModified
	case status >= 200 && status < 300:
		if errorCode != "" {
			return FailedTask
		}
		return Completed
	case status >= 400 && status < 500:
		return Refused
	case status >= 500 && status < 600:
		return ServerError
	}
	return Unclear
}
