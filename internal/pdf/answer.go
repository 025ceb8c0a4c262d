package pdf

import "net/url"

// request is what the page asks for.
type request struct {
	RequestID    string
	ResourceType string
	FrameID      string
	Request      struct{ URL string }
}

// icon tells that the browser asks for an icon to show above the page, which no
// page mentions and nobody prints.
func (r request) icon() bool {
	u, err := url.Parse(r.Request.URL)
	return err == nil && u.Path == "/favicon.ico" && r.ResourceType == "Other"
}

// answer gives a file of the tree, or refuses. The page that is printed is
// opened once: it does not lead elsewhere by itself.
func (t *tab) answer(r request) {
	text, name, err := t.library.file(r.Request.URL)
	leaving := r.ResourceType == "Document" && r.FrameID == t.frame && (err != nil || name != t.library.page)
	if leaving {
		err = errOutside
	}
	method, params := "Fetch.fulfillRequest", object{"requestId": r.RequestID, "responseCode": 200, "body": text,
		"responseHeaders": []object{{"name": "Content-Type", "value": mediaType(name)}}}
	if err != nil {
		if !r.icon() {
			t.note(t.library.problem(name, err))
		}
		reason := "AccessDenied"
		if leaving {
			reason = "Aborted" // stays, and shows no page of an error
		}
		method, params = "Fetch.failRequest", object{"requestId": r.RequestID, "errorReason": reason}
	}
	_ = t.browser.conn.write(t.session, method, params, nil) // a browser that has ended is told by whoever waits for it
}
