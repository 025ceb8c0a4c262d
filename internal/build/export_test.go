package build

// OnStep calls a function before and after each step of publishing that changes
// the disk.
func (o *Options) OnStep(f func(name string)) { o.step = f }
