// Package actiontrail reads the API calls of the provider's audit trail: events
// as ActionTrail delivers them to OSS (arrays), as the log service exports them
// (one a line, the event itself under the field "event"), or strung together in
// any other way.
//
// Every call of the media management service is kept, billable or not: which
// item it is charged under is not for this room to know. What may not enter:
// judgement of any kind, and any secret of an event. Tokens leave this package
// hashed, and rejected text leaves it masked.
package actiontrail
