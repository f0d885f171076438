package main

import (
	"encoding/json"
	"regexp"
	"sort"
	"strings"
	"time"
)

const (
	hour int64 = 3_600_000
	day        = 24 * hour
)

// Event is one fact, with the keys of the protocol that this engine reads. An empty text is a missing one.
type Event struct {
	Type, ID, At, Customer, Kind, Message, Status string
	PhoneNumberID                                 string `json:"phoneNumberId"`
	Aliases                                       []string
	Content                                       *Content
	Pricing                                       Pricing
	ErrorCode                                     int
	Value, Previous, Current                      string
	Account, Name, Language, Category             string

	at int64 // milliseconds since 1970
}

// Content is what a message of the business holds.
type Content struct{ Kind, Name, Language, Category string }

// Pricing is what Meta reports of a message.
type Pricing struct{ Model, Category string }

var written = regexp.MustCompile(`^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$`)

func instant(text string) (int64, error) {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || !written.MatchString(text) {
		return 0, invalid("not an instant")
	}
	return at.UnixMilli(), nil
}

func (content *Content) check(needsLanguage bool) error {
	switch {
	case content == nil:
		return invalid("a message is missing")
	case content.Kind == "service" || content.Kind == "reaction":
		return nil
	case content.Kind != "template":
		return invalid("unknown kind")
	case content.Name == "" || needsLanguage && content.Language == "":
		return invalid("which template?")
	}
	return nil
}

// Of one instant the customer comes first, a stop after a resume, a message before its statuses.
var (
	ranks = strings.Fields(`customer-messaged customer-called business-call-accepted customer-renamed resume stop
		business-messaged sent delivered read played failed`)
	statuses = ranks[7:]
)

func place(word string, words []string) int {
	for index, one := range words {
		if one == word {
			return index
		}
	}
	return -1
}

func readEvent(line json.RawMessage) (Event, error) {
	var event Event
	if err := json.Unmarshal(line, &event); err != nil {
		return event, err
	}
	var err error
	if event.at, err = instant(event.At); err != nil {
		return event, err
	}
	isWhole := event.ID != ""
	switch event.Type {
	case "customer-messaged":
		isWhole = isWhole && event.Kind != ""
	case "customer-called", "business-call-accepted":
	case "business-messaged":
		if err := event.Content.check(true); err != nil {
			return event, err
		}
	case "message-status":
		isWhole = isWhole && event.Message != "" && place(event.Status, statuses) >= 0
	case "marketing-preference":
		isWhole = isWhole && (event.Value == "stop" || event.Value == "resume")
	case "customer-renamed":
		isWhole = isWhole && event.Previous != "" && event.Current != ""
	case "template-changed":
		isWhole = isWhole && event.Name != "" && event.Language != ""
	default:
		return event, invalid("unknown type")
	}
	if event.Type != "template-changed" {
		isWhole = isWhole && event.PhoneNumberID != "" && event.Customer != ""
	}
	if !isWhole {
		return event, invalid("a field is missing")
	}
	return event, nil
}

func (event Event) rank() int {
	switch event.Type {
	case "message-status":
		return place(event.Status, ranks)
	case "marketing-preference":
		return place(event.Value, ranks)
	}
	return place(event.Type, ranks)
}

func inOrder(events []Event) []Event {
	sort.SliceStable(events, func(i, j int) bool {
		a, b := events[i], events[j]
		if a.at != b.at {
			return a.at < b.at
		}
		if a.rank() != b.rank() {
			return a.rank() < b.rank()
		}
		return a.ID < b.ID
	})
	return events
}
