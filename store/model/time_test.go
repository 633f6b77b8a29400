package model_test

import (
	"testing"

	"immrecon/store/model"
)

func TestHours(t *testing.T) {
	for at, want := range map[int64]int64{0: 0, 3599: 0, 3600: 3600, -1: -3600, -3600: -3600, 7205: 7200} {
		if got := model.HourOf(at); got != want {
			t.Errorf("HourOf(%d) = %d, want %d", at, got, want)
		}
	}
}
