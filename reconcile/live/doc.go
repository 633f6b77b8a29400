// Package live says what live transcoding is charged: from a playlist and the
// segments that were played to the runs that were transcoded, hour by hour, and
// from a run to its count units by the formula of the billing page.
//
// A segment is transcoded when it is first wanted: by the playlist's initial
// transcoding, by being played, or by being ahead of one that is played. It is
// never transcoded twice, whoever plays it again.
//
// Does not belong here: prices and money, the database, files, and the reading of
// access logs. Everything is whole microseconds, segments and units; frame
// rates are exact fractions.
package live
