package main

import "regexp"

// Person is a set of ids.
type Person map[string]bool

// Holding is who has a phone number from an instant on.
type Holding struct {
	since  int64
	person *Person
}

// People says who is who at one phone number. What is shown together is one person's (ID-8), but a number that is shown
// with the user id of somebody else has been handed on to that one (ID-11).
type People struct {
	owner   map[string]*Person
	holders map[string][]Holding
}

var userID = regexp.MustCompile(`^[A-Z]{2}\.`)

// idsIn gives the ids that an event shows to be one customer's; a new id is not the same customer's (POS-26).
func idsIn(event Event) []string {
	if event.Type == "customer-renamed" {
		return []string{event.Previous}
	}
	return append([]string{event.Customer}, event.Aliases...)
}

// whoIsWho reads events in the order in which they happened.
func whoIsWho(events []Event) *People {
	people := &People{map[string]*Person{}, map[string][]Holding{}}
	for _, event := range events {
		people.see(event.at, idsIn(event))
	}
	return people
}

func (people *People) see(at int64, ids []string) {
	fresh, hasUser := Person{}, false
	parts := []*Person{&fresh}
	for _, id := range ids {
		if !userID.MatchString(id) {
			continue
		}
		hasUser = true
		if known := people.owner[id]; known != nil {
			parts = append(parts, known)
		} else {
			fresh[id] = true
		}
	}
	if holder := people.latest(ids[0]); holder != nil && !hasUser {
		parts = append(parts, holder)
	}
	person := people.join(parts)
	for id := range fresh {
		people.owner[id] = person
	}
	for _, id := range ids {
		before := people.latest(id)
		switch {
		case userID.MatchString(id) || before == person:
		case before != nil && !(before.hasUserID() && person.hasUserID()):
			person = people.join([]*Person{person, before})
		default:
			people.holders[id] = append(people.holders[id], Holding{at, person})
			(*person)[id] = true
		}
	}
}

func (person *Person) hasUserID() bool {
	for id := range *person {
		if userID.MatchString(id) {
			return true
		}
	}
	return false
}

func (people *People) latest(number string) *Person {
	held := people.holders[number]
	if len(held) == 0 {
		return nil
	}
	return held[len(held)-1].person
}

// join makes one person of several, wherever they stand.
func (people *People) join(parts []*Person) *Person {
	whole, isPart := Person{}, map[*Person]bool{}
	for _, part := range parts {
		isPart[part] = true
		for id := range *part {
			whole[id] = true
		}
	}
	for id, person := range people.owner {
		if isPart[person] {
			people.owner[id] = &whole
		}
	}
	for _, held := range people.holders {
		for index := range held {
			if isPart[held[index].person] {
				held[index].person = &whole
			}
		}
	}
	return &whole
}

// whose gives the person who has an id at an instant; a number is first its first holder's.
func (people *People) whose(id string, at int64) *Person {
	if userID.MatchString(id) {
		return people.owner[id]
	}
	held := people.holders[id]
	for index := len(held) - 1; index >= 0; index-- {
		if held[index].since <= at || index == 0 {
			return held[index].person
		}
	}
	return nil
}

func (people *People) about(event Event) *Person {
	ids := idsIn(event)
	for _, id := range ids {
		if userID.MatchString(id) {
			return people.whose(id, event.at)
		}
	}
	return people.whose(ids[0], event.at)
}
