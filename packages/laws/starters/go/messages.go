package main

import "strings"

// Message is a message of the business, as its traces show it.
type Message struct {
	sentAt  int64
	failed  bool
	body    string
	pricing Pricing
}

// gather reads traces in order. A day after the first that became of the message, no more is believed.
func gather(traces []Event) Message {
	message, fate := Message{sentAt: traces[0].at}, int64(-1)
	for _, trace := range traces {
		if fate >= 0 && trace.at > fate+day {
			break
		}
		if fate < 0 && trace.Status != "" && trace.Status != "sent" {
			fate = trace.at
		}
		if trace.Content != nil {
			message.body = trace.Content.Kind
		}
		if trace.Pricing.Model != "" {
			message.pricing.Model = trace.Pricing.Model
		}
		if trace.Pricing.Category != "" {
			message.pricing.Category = trace.Pricing.Category
		}
		message.failed = message.failed || trace.Status == "failed"
	}
	return message
}

var (
	ofService = strings.Fields("service group_service general_purpose_ai")
	ofOthers  = append(strings.Fields("referral_conversion user_initiated business_initiated"), ofService...)
)

// isTemplate: surely? The category of a conversation does not say so inside the window, for anything may have joined it.
func (message Message) isTemplate(windowWasOpen bool) bool {
	switch {
	case message.body != "" || message.pricing.Category == "":
		return message.body == "template"
	case !windowWasOpen:
		return place(spelled(message.pricing.Category), ofService) < 0
	case message.pricing.Model == "CBP":
		return false
	}
	return place(spelled(message.pricing.Category), ofOthers) < 0
}

// messagesIn gives all messages that facts, in order, speak of. After 30 days an id is another message's (TPL-9).
func messagesIn(facts []Event) []Message {
	lives := map[string][][]Event{}
	for _, fact := range facts {
		id := fact.Message
		if fact.Type == "business-messaged" {
			id = fact.ID
		} else if fact.Type != "message-status" {
			continue
		}
		last := len(lives[id]) - 1
		if last >= 0 && fact.at <= lives[id][last][0].at+30*day {
			lives[id][last] = append(lives[id][last], fact)
		} else if fact.Status != "read" && fact.Status != "played" { // These do not say when it was sent.
			lives[id] = append(lives[id], []Event{fact})
		}
	}
	var messages []Message
	for _, traces := range lives {
		for _, life := range traces {
			messages = append(messages, gather(life))
		}
	}
	return messages
}
