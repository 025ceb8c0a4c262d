package watch

import "golang.org/x/sys/windows"

var errLimit error = windows.ERROR_TOO_MANY_OPEN_FILES
