// Package slslog reads OSS access logs as the log service keeps and exports
// them: records of the topic oss_access_log, as JSON in any arrangement, or
// as CSV with a header. They say the same as a bucket's own log files, and the same
// request makes the same record as in package osslog.
//
// Of the CSV files the service can be set to write, those without a header or
// with another delimiter than the comma are not read.
//
// Does not belong here: a rule of what is charged, and any secret of a request.
// Addresses, agents and queries stay here, and rejected text leaves masked.
package slslog
