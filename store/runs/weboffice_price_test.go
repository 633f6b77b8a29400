package runs

import (
	"testing"

	"immrecon/migrations/catalogue"
	"immrecon/store/model"
)

func TestAnAmountWithoutAPriceIsUnknown(t *testing.T) {
	u := newWebofficeUse(&model.Cell{Project: "old"}, catalogue.WebofficeByCalls-1)
	addCell(u, &model.Cell{Expected: model.Measure{Quantity: 3}}, nil)
	if u.ByOpenings.Valid || !u.ByCalls.Valid {
		t.Errorf("by openings %+v, by calls %+v: 3 openings have no price, 0 calls need none", u.ByOpenings, u.ByCalls)
	}
}
