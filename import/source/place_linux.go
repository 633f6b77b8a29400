package source

import (
	"syscall"

	"immrecon/store/model"
)

func addSystem(s *model.Stamp, sys any) {
	if stat, ok := sys.(*syscall.Stat_t); ok {
		s.Changed, s.Inode, s.Device = stat.Ctim.Nano(), int64(stat.Ino), int64(stat.Dev)
	}
}
