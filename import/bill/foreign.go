package bill

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
)

// foreign returns why a file cannot be read that is a spreadsheet of a kind, or a page
// of one, which is not read; nil for any other.
func foreign(head []byte) error {
	switch {
	case isOLE(head) && hasWide(head, "EncryptedPackage"):
		return errors.New("the workbook is protected by a password; save it without, or as CSV")
	case isOLE(head) && (hasWide(head, "Workbook") || hasWide(head, "Book")):
		return errors.New("a workbook of Excel 97 to 2003 (XLS) cannot be read; save it as XLSX or CSV")
	case beginsWithMember(head, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"):
		return errors.New("an OpenDocument spreadsheet cannot be read; save it as XLSX or CSV")
	case isMarkup(head) && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:")):
		return errors.New("a spreadsheet that is written as HTML or XML cannot be read; save it as XLSX or CSV")
	}
	return nil
}

// isOLE reports whether a file is a compound document, as programs of Office wrote
// before 2007 and write with a password since.
func isOLE(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}

// hasWide reports whether a name, as compound documents write those of their parts,
// stands in head.
func hasWide(head []byte, name string) bool {
	var wide []byte
	for _, unit := range utf16.Encode([]rune(name + "\x00")) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	return bytes.Contains(head, wide)
}

func isMarkup(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, byteOrderMark)), []byte("<"))
}

// Advice says what to do with a file of no kind that is known, where it may be a bill
// all the same; "" where nothing shows that.
func Advice(head []byte) string {
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return "a PDF cannot be read; export the billing details as CSV from the console, or ask the billing API (DescribeInstanceBill)"
	}
	return ""
}

// errAmortised says why cost details are no bill.
var errAmortised = errors.New("cost details, whose amounts are spread over months, are no bill and match no usage; " +
	"export the billing details (consumeDetailBillV2) by billing item instead")

// isAmortised reports whether a header row is that of cost details or of a split of
// costs over months.
func isAmortised(header []string) bool {
	for _, name := range header {
		key := normalize(name)
		for _, word := range []string{"摊销", "分摊金额", "分摊成本", "amortiz", "amortis"} {
			if strings.Contains(key, word) {
				return true
			}
		}
	}
	return false
}
