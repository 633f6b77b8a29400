// Package answer finds the records in what an API answered: the events of
// LookupEvents, the logs of GetLogs, as the API, its client or a tool wrote them.
//
// An answer that says of itself that it is not all that was asked for is no
// evidence, and an error; so is one that is damaged, which may have said so. Does not belong here: what the records mean.
package answer
