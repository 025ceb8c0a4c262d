//go:build !windows

package main

// What Windows alone says.
var systemRefused, systemNoNetwork, systemNoHost, systemCut, systemFull, systemInUse error
