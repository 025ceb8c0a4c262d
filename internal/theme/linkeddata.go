package theme

// LinkedData describes a page in the vocabulary of schema.org. The page carries
// it as JSON-LD; what is empty is left out.
type LinkedData struct {
	Context       string `json:"@context"`
	Type          string `json:"@type"` // "WebSite", "Article", "NewsArticle" or "Event"
	DatePublished string `json:"datePublished,omitempty"`
	Description   string `json:"description,omitempty"`
	Headline      string `json:"headline,omitempty"` // of an article; anything else has a Name
	Image         string `json:"image,omitempty"`    // absolute URL, as URL is
	InLanguage    string `json:"inLanguage,omitempty"`
	Location      *Thing `json:"location,omitempty"`
	Name          string `json:"name,omitempty"`
	Organizer     *Thing `json:"organizer,omitempty"`
	Publisher     *Thing `json:"publisher,omitempty"`
	StartDate     string `json:"startDate,omitempty"`
	URL           string `json:"url,omitempty"`
}

// Thing is a named part of a description.
type Thing struct {
	Type string `json:"@type"` // "Organization" or "Place"
	Name string `json:"name"`
}
