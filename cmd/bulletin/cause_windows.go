package main

import "golang.org/x/sys/windows"

// What Windows says where others have an errno.
var (
	systemRefused   error = windows.WSAECONNREFUSED
	systemNoNetwork error = windows.WSAENETUNREACH
	systemNoHost    error = windows.WSAEHOSTUNREACH
	systemCut       error = windows.WSAECONNRESET
	systemFull      error = windows.ERROR_DISK_FULL
	systemInUse     error = windows.ERROR_SHARING_VIOLATION
)
