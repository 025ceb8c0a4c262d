package pdf

import (
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is a job that the browser's processes belong to.
type group struct{ job windows.Handle }

// inherit gives the browser its ends of the pipes. Windows has no numbered file
// descriptors; Chromium is told the handles (its switch remote-debugging-io-pipes,
// content/browser/devtools/devtools_pipe_handler.cc), first the one it reads.
func inherit(cmd *exec.Cmd, e ends) {
	in, out := syscall.Handle(e.r.Fd()), syscall.Handle(e.w.Fd())
	for _, h := range []syscall.Handle{in, out} {
		_ = syscall.SetHandleInformation(h, syscall.HANDLE_FLAG_INHERIT, syscall.HANDLE_FLAG_INHERIT) // else it does not answer, which is told
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{AdditionalInheritedHandles: []syscall.Handle{in, out}}
	cmd.Args = slices.Insert(cmd.Args, 1, fmt.Sprintf("--remote-debugging-io-pipes=%d,%d", in, out))
}

// startGroup starts the process and puts it into a job that ends with us. It
// has started no other by then: a browser reads its profile first.
func startGroup(cmd *exec.Cmd, _ string) (group, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return group{}, fmt.Errorf("making a job for the browser: %w", err)
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	if _, err := windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))); err != nil {
		_ = windows.CloseHandle(job)
		return group{}, fmt.Errorf("making a job for the browser: %w", err)
	}
	if err := cmd.Start(); err != nil {
		_ = windows.CloseHandle(job)
		return group{}, fmt.Errorf("starting the browser: %w", err)
	}
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(cmd.Process.Pid))
	if err == nil {
		err = windows.AssignProcessToJobObject(job, process)
		_ = windows.CloseHandle(process)
	}
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = windows.CloseHandle(job)
		return group{}, fmt.Errorf("putting the browser into its job: %w", err)
	}
	return group{job}, nil
}

// kill ends every process of the job.
func (g group) kill() {
	_ = windows.TerminateJobObject(g.job, 1)
	_ = windows.CloseHandle(g.job) // ends what is left
}
