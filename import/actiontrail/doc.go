// Package actiontrail reads the API calls of the provider's audit trail: events
// as ActionTrail delivers them to OSS (arrays), as the log service exports them
// (one a line, the event itself under the field "event", or in the column of that
// name), in answers of LookupEvents and GetLogs, or one after another in any other way.
//
// Every call of the media management service is kept, billable or not, and whether it
// can be understood or not: what cannot be read is missing from its record. Does not
// belong here: which item a call is charged under, judgement of any kind, and any
// secret of an event. Tokens leave this package hashed, rejected text masked.
package actiontrail
