package main

import (
	"reflect"
	"strings"
	"time"
)

// Account holds everything that was absorbed since the last reset, and gives the answers.
type Account struct {
	rulebook string
	zone     *time.Location
	horizon  int64
	events   []Event
}

func newAccount() *Account {
	return &Account{rulebook: "auto", zone: time.UTC, horizon: 192 * hour}
}

func (account *Account) atNumber(phone string) []Event {
	var own []Event
	for _, event := range account.events {
		if event.PhoneNumberID == phone {
			own = append(own, event)
		}
	}
	return inOrder(own)
}

// facts are those of the customer who has that id at that instant, in order; later ones, too.
func (account *Account) facts(phone, customer string, at int64) []Event {
	events := account.atNumber(phone)
	people := whoIsWho(events)
	person := people.whose(customer, at)
	var facts []Event
	for _, event := range events {
		if person != nil && people.about(event) == person {
			facts = append(facts, event)
		}
	}
	return facts
}

// absorb gives how many events were new and not too late.
func (account *Account) absorb(events []Event) int {
	before := len(account.events)
	for _, event := range events {
		if !account.has(event) && !account.isLate(event) {
			account.events = append(account.events, event)
		}
	}
	return len(account.events) - before
}

func (account *Account) has(event Event) bool {
	for _, one := range account.events {
		if reflect.DeepEqual(one, event) {
			return true
		}
	}
	return false
}

func (account *Account) isLate(event Event) bool {
	if event.PhoneNumberID == "" {
		return false
	}
	others := account.atNumber(event.PhoneNumberID)
	people := whoIsWho(inOrder(append(append([]Event{}, others...), event)))
	for _, other := range others {
		if event.at < other.at-account.horizon && people.about(other) == people.about(event) {
			return true
		}
	}
	return false
}

// With these the customer says nothing new.
var silent = strings.Fields("reaction reaction-removed edit revoke system request_welcome")

func (account *Account) opens(fact Event) bool {
	switch fact.Type {
	case "customer-messaged":
		return place(fact.Kind, silent) < 0
	case "customer-called", "business-call-accepted":
		isRecent := account.rulebook == "auto" || account.rulebook >= "2025-07-01"
		return isRecent && time.UnixMilli(fact.at).In(account.zone).Format("2006-01-02") >= "2025-07-15"
	}
	return false
}

// lasts is half-open: the last millisecond is the one before the end.
func lasts(start, at int64) bool { return start <= at && at < start+day }

func (account *Account) isOpen(facts []Event, at int64) bool {
	for _, fact := range facts {
		if account.opens(fact) && lasts(fact.at, at) {
			return true
		}
	}
	return false
}

func (account *Account) view(facts []Event, at int64) Reply {
	if account.isOpen(facts, at) {
		return Reply{"phase": "open", "serviceWindow": Reply{}}
	}
	phase := "closed"
	for _, message := range messagesIn(facts) {
		if lasts(message.sentAt, at) && !message.failed && message.isTemplate(account.isOpen(facts, message.sentAt)) {
			phase = "awaiting-customer"
		}
	}
	return Reply{"phase": phase, "serviceWindow": nil}
}

func (account *Account) ask(facts []Event, phone, customer string, at int64, message Content) Reply {
	stopped := false
	for _, fact := range facts {
		if fact.Type == "marketing-preference" {
			stopped = fact.Value == "stop"
		}
	}
	may := account.isOpen(facts, at)
	if message.Kind == "template" {
		may = account.mayBeSent(message, phone, at, stopped)
	}
	if may && !isReplaced(facts, customer) {
		return Reply{"answer": "allowed"}
	}
	return Reply{"answer": "refused"}
}

// isReplaced: an id that was replaced reaches nobody until the customer writes under it again (ID-5).
func isReplaced(facts []Event, customer string) bool {
	replaced := false
	for _, fact := range facts {
		switch {
		case fact.Type == "customer-renamed":
			if fact.Previous != fact.Current && (customer == fact.Previous || customer == fact.Current) {
				replaced = customer == fact.Previous
			}
		case strings.HasPrefix(fact.Type, "customer-") || fact.Type == "business-call-accepted":
			if place(customer, idsIn(fact)) >= 0 {
				replaced = false
			}
		}
	}
	return replaced
}
