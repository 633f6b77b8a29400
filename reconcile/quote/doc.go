// Package quote says what a thing should cost before anybody has used it: an
// item or an operation with what is known of it comes to charges, and these to
// amounts, with every step of the arithmetic. It applies the rules that an
// audit applies (packages meter, live and price) and has none of its own.
//
// Does not belong here: bills and evidence, the database, flags and layout.
package quote
