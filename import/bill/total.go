package bill

import "immrecon/store/model"

// lineColumns are those of which a line has one and an overview none: an overview
// (QueryBillOverview, QueryBill, QuerySettleBill, the console's own) tells what an
// account paid for a product in a month, not for what.
var lineColumns = []column{colInstance, colItemCode, colItemName, colUsage, colUsageUnit}

// parseTotal makes a control total of a row of an overview.
func parseTotal(e *entry, product string) (*model.BillTotal, error) {
	line := &model.BillLine{}
	var err error
	if line.Type, line.TypeText, err = typeOf(e, product); err != nil {
		return nil, err
	}
	month, err := e.monthOf()
	if err != nil {
		return nil, err
	}
	for _, read := range []func(*entry, *model.BillLine) error{readAmounts, readPrice, checkCurrency} {
		if err := read(e, line); err != nil {
			return nil, err
		}
	}
	if !line.Gross.Valid && !line.Payable.Valid {
		return nil, e.columnError(colGross, "is empty, and so is what is payable: the total says no amount")
	}
	return &model.BillTotal{
		Form:      e.form,
		Account:   e.cells[colAccount],
		Owner:     e.cells[colOwner],
		Month:     month.Format(monthLayout),
		Product:   product,
		Commodity: e.cells[colCommodity],
		Type:      line.Type,
		TypeText:  line.TypeText,
		Currency:  line.Currency,
		Gross:     line.Gross,
		Payable:   line.Payable,
		Taxed:     line.Taxed,
		Raw:       e.raw(),
	}, nil
}
