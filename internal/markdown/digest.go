package markdown

// rules is the digest of the expected output of every fixture in testdata. A
// test demands that it follows them, so a change of the rendering rules that a
// fixture shows cannot go without a change of [Renderer.Digest].
const rules = "1df47f5cf352"
