// Package payable follows a bill from its list amounts to what is paid:
//
//	list amount − discounts − coupons + tax + rounding (+ mismatch) = payable of usage
//
// and the lines that are not usage on top. The provider sums the amounts of a
// bill with many decimals, cuts the sum to what its money has, and puts the
// leftover cents on any line so that the column sums up (billing FAQ 408467 of
// the China site). A single line may therefore be off by what is no mistake;
// what is, shows in the sum.
//
// Does not belong here: usage, prices, and the database. The identity at list
// level, between bill and evidence, does not depend on anything here.
package payable
