package main

import (
	"context"

	"golang.org/x/sys/windows/svc"
)

// asService runs the program, as a service if Windows started it as one: then the service
// manager's stop and the end of Windows end the context, as Ctrl-C does otherwise.
func asService(ctx context.Context, run func(context.Context) int) int {
	if is, err := svc.IsWindowsService(); err != nil || !is {
		return run(ctx)
	}
	s := &service{ctx: ctx, run: run, status: exitIO}
	if err := svc.Run("", s); err != nil { // the name counts only where services share a process
		return exitIO
	}
	return s.status
}

// service is what the service manager speaks to.
type service struct {
	ctx    context.Context //nolint:containedctx // svc.Handler has none of its own
	run    func(context.Context) int
	status int
}

// Execute runs until the program or the service manager ends it (svc.Handler).
func (s *service) Execute(_ []string, asked <-chan svc.ChangeRequest, tell chan<- svc.Status) (specific bool, code uint32) {
	const takes = svc.AcceptStop | svc.AcceptShutdown
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	ended := make(chan int, 1)
	go func() { ended <- s.run(ctx) }()
	tell <- svc.Status{State: svc.Running, Accepts: takes}
	for {
		select {
		case s.status = <-ended:
			return true, uint32(s.status) // #nosec G115 -- an exit status
		case request := <-asked:
			switch request.Cmd {
			case svc.Interrogate:
				tell <- request.CurrentStatus
			case svc.Stop, svc.Shutdown:
				tell <- svc.Status{State: svc.StopPending}
				stop()
			}
		}
	}
}
