// Package metering reads what the provider itself counted of a bucket by the
// hour: answers of QueryUserOmsData, and records of the log service's topic
// oss_metering_log.
//
// Does not belong here: what the counts prove.
package metering
