// Package libwebp is the encoder of Google's libwebp 1.6.0, translated to Go by way of
// WebAssembly; scripts/vendor-webp makes it, and package webp says how it is called. A
// Module is an encoder with a memory of its own, for one picture at a time.
package libwebp
