package closing

import (
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/months"
	"immrecon/store/runs"
)

// readCarried finds the corrections that are carried to a month.
func readCarried(r db.Reader, s *model.MonthStatus) error {
	activities, err := months.CarriedTo(r, s.State.Month)
	if err != nil {
		return err
	}
	for _, activity := range activities {
		c, err := correction(r, activity, s.State.Month)
		if err != nil {
			return err
		}
		s.Carried = append(s.Carried, c)
	}
	return nil
}

// correction is what a closed month carries to the month that settles it.
func correction(r db.Reader, activity, billing string) (c model.Correction, err error) {
	c.Activity, c.Billing = activity, billing
	if c.Late, err = months.Carried(r, activity, billing); err != nil {
		return c, err
	}
	if c.Before, err = runs.LatestWithoutLate(r, activity, billing, true); err != nil {
		return c, err
	}
	if c.After, err = runs.LatestWithoutLate(r, activity, billing, false); err != nil {
		return c, err
	}
	if c.Before == nil || c.After == nil || c.Before.ID == c.After.ID {
		return c, nil
	}
	d, err := runs.Diff(r, c.Before.Key, c.After.Key)
	if err == nil {
		c.Changes = d.Changes
	}
	return c, err
}
