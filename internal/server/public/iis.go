package public

import (
	"encoding/xml"
	"fmt"
	"time"

	"bulletin/internal/server"
)

// The elements of a web.config that a static site needs (learn.microsoft.com, "IIS
// Configuration Reference", system.webServer); IIS 7.5 and later know them.
type (
	webConfig struct {
		XMLName   xml.Name      `xml:"configuration"`
		Comment   string        `xml:",comment"`
		Locations []iisLocation `xml:"location"`
	}
	iisLocation struct {
		Path    string    `xml:"path,attr"`
		Inherit bool      `xml:"inheritInChildApplications,attr"`
		Server  iisServer `xml:"system.webServer"`
	}
	iisServer struct {
		Static    *iisStatic    `xml:"staticContent"`
		Headers   *iisHeaders   `xml:"httpProtocol>customHeaders"`
		Errors    *iisErrors    `xml:"httpErrors"`
		Documents *iisDocuments `xml:"defaultDocument"`
		Browse    *iisEnabled   `xml:"directoryBrowse"`
		Compress  *iisCompress  `xml:"urlCompression"`
		Security  *iisFiltering `xml:"security>requestFiltering"`
	}
	iisStatic struct {
		Cache iisCache `xml:"clientCache"`
		Types []any
	}
	iisCache struct {
		Mode string `xml:"cacheControlMode,attr"`
		Age  string `xml:"cacheControlMaxAge,attr,omitempty"` // days.hours:minutes:seconds
	}
	iisHeaders struct{ Items []any }
	iisErrors  struct {
		Mode  string `xml:"errorMode,attr"`
		Items []any
	}
	iisDocuments struct {
		Enabled bool        `xml:"enabled,attr"`
		Clear   struct{}    `xml:"files>clear"`
		Files   []iisRemove `xml:"files>add"`
	}
	iisEnabled struct {
		Enabled bool `xml:"enabled,attr"`
	}
	iisCompress struct {
		Static bool `xml:"doStaticCompression,attr"`
	}
	iisFiltering struct {
		DoubleEscaping bool       `xml:"allowDoubleEscaping,attr"`
		Verbs          iisVerbs   `xml:"verbs"`
		Hidden         []iisHides `xml:"hiddenSegments>add"`
	}
	iisVerbs struct {
		Unlisted bool      `xml:"allowUnlisted,attr"`
		Add      []iisVerb `xml:"add"`
	}
	iisVerb struct {
		Verb    string `xml:"verb,attr"`
		Allowed bool   `xml:"allowed,attr"`
	}
	iisHides struct {
		Segment string `xml:"segment,attr"`
	}
)

// What stands in a list that adds to another, which IIS hands down: each is removed before
// it is added, since adding twice is an error of the whole site.
type (
	iisRemove struct {
		XMLName   xml.Name
		Extension string `xml:"fileExtension,attr,omitempty"`
		Name      string `xml:"name,attr,omitempty"`
		Status    int    `xml:"statusCode,attr,omitempty"`
		Value     string `xml:"value,attr,omitempty"`
		Type      string `xml:"mimeType,attr,omitempty"`
	}
	iisError struct {
		XMLName  xml.Name `xml:"error"`
		Status   int      `xml:"statusCode,attr"`
		Language string   `xml:"prefixLanguageFilePath,attr"`
		Path     string   `xml:"path,attr"`
		Mode     string   `xml:"responseMode,attr"`
	}
)

func element(name string) xml.Name { return xml.Name{Local: name} }

// IIS is the web.config to put into the folder that IIS serves. The files of the folder
// assets are named by their bytes, so they are kept; all others are asked for again.
func IIS() (string, error) {
	static := &iisStatic{Cache: iisCache{Mode: "DisableCache"}}
	kinds, endings := types()
	for _, kind := range kinds {
		for _, ending := range endings[kind] {
			full := server.ContentType("x." + ending)
			static.Types = append(static.Types,
				iisRemove{XMLName: element("remove"), Extension: "." + ending},
				iisRemove{XMLName: element("mimeMap"), Extension: "." + ending, Type: full})
		}
	}
	headers := &iisHeaders{Items: []any{iisRemove{XMLName: element("remove"), Name: "X-Powered-By"}}}
	for _, h := range securityHeaders {
		headers.Items = append(headers.Items,
			iisRemove{XMLName: element("remove"), Name: h.name},
			iisRemove{XMLName: element("add"), Name: h.name, Value: h.value})
	}
	config := webConfig{
		Comment: " " + Mark + " ",
		Locations: []iisLocation{{Path: ".", Server: iisServer{
			Static: static, Headers: headers,
			Errors: &iisErrors{Mode: "Custom", Items: []any{
				iisRemove{XMLName: element("remove"), Status: 404},
				iisError{Status: 404, Path: "404.html", Mode: "File"},
			}},
			Documents: &iisDocuments{Enabled: true, Files: []iisRemove{{Value: "index.html"}}},
			Browse:    &iisEnabled{},
			Compress:  &iisCompress{Static: true},
			Security: &iisFiltering{
				Verbs:  iisVerbs{Add: []iisVerb{{"GET", true}, {"HEAD", true}}},
				Hidden: []iisHides{{".bulletin"}, {".gitignore"}},
			},
		}}, {Path: "assets", Server: iisServer{
			Static: &iisStatic{Cache: iisCache{Mode: "UseMaxAge", Age: iisTime(365 * 24 * time.Hour)}},
		}}},
	}
	text, err := xml.MarshalIndent(config, "", "  ")
	if err != nil {
		return "", fmt.Errorf("writing the web.config: %w", err)
	}
	return xml.Header + string(text) + "\n", nil
}

// iisTime is a duration as .NET writes them.
func iisTime(d time.Duration) string { return fmt.Sprintf("%d.00:00:00", int(d.Hours()/24)) }
