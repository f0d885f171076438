package main

import (
	"sort"
	"strings"
)

var sendable = strings.Fields("APPROVED REINSTATED UNARCHIVED FLAGGED LOCKED")

// Template is one of an account's, in one language.
type Template struct{ account, name, language string }

// Word is something that is said of a template: a change, or an accepted send, which proves that it was approved.
type Word struct {
	at               int64
	id               string
	isSend           bool
	template         Template
	status, category string
}

func spelled(word string) string { return strings.ReplaceAll(strings.ToLower(word), "-", "_") }

func isMarketing(category string) bool {
	return place(spelled(category), []string{"marketing", "marketing_lite", "group_marketing"}) >= 0
}

// mayBeSent: is one of that name approved, as far as anything is known of it, and not marketing to somebody who stopped
// it? This engine knows no lists, so a template without any word may be tried.
func (account *Account) mayBeSent(message Content, phone string, at int64, stopped bool) bool {
	isKnown := false
	for template, words := range account.words(phone, at) {
		isAsked := message.Language == "" || spelled(message.Language) == template.language
		if template.name != message.Name || !isAsked {
			continue
		}
		isKnown = true
		status, category := become(words)
		if category == "" {
			category = message.Category
		}
		isSendable := status == "" || place(status, sendable) >= 0
		if isSendable && !(stopped && isMarketing(category)) {
			return true
		}
	}
	return !isKnown && !(stopped && isMarketing(message.Category))
}

// become gives the status and the category that a template has after its words.
func become(words []Word) (status, category string) {
	archivedFrom := ""
	for _, word := range words {
		if word.isSend {
			if status == "" || place(status, sendable) < 0 {
				status, archivedFrom = "APPROVED", "APPROVED"
			}
			continue
		}
		if word.category != "" {
			category = word.category
		}
		if word.status == "ARCHIVED" && status != "ARCHIVED" {
			archivedFrom = status
		}
		if word.status == "UNARCHIVED" && archivedFrom != "" {
			status = archivedFrom
		} else if word.status != "" {
			status = word.status
		}
	}
	return status, category
}

// words gives what is said of each template, in order: of the phone number's own accounts; where none is known, of all.
func (account *Account) words(phone string, at int64) map[Template][]Word {
	var sends, changes []Event
	failed, owners := map[[2]string]bool{}, map[string]map[string]bool{}
	for _, event := range account.events {
		if event.PhoneNumberID != "" && event.Account != "" {
			if owners[event.PhoneNumberID] == nil {
				owners[event.PhoneNumberID] = map[string]bool{}
			}
			owners[event.PhoneNumberID][event.Account] = true
		}
		switch {
		case event.at > at:
		case event.Type == "template-changed":
			changes = append(changes, event)
		case event.Type == "business-messaged" && event.Content.Kind == "template":
			sends = append(sends, event)
		case event.Status == "failed" && event.ErrorCode/100 == 1320:
			failed[[2]string{event.PhoneNumberID, event.Message}] = true
		}
	}
	table := map[Template][]Word{}
	for owner := range spokenOf(owners, phone, sends, changes) {
		var words []Word
		for _, change := range changes {
			if change.Account == "" || change.Account == owner {
				template := Template{owner, change.Name, spelled(change.Language)}
				words = append(words, Word{change.at, change.ID, false, template, change.Status, change.Category})
			}
		}
		for _, send := range sends {
			isOurs := send.PhoneNumberID == phone || owners[send.PhoneNumberID][owner]
			if isOurs && !failed[[2]string{send.PhoneNumberID, send.ID}] {
				template := Template{owner, send.Content.Name, spelled(send.Content.Language)}
				words = append(words, Word{send.at, send.ID, true, template, "", ""})
			}
		}
		sort.SliceStable(words, func(i, j int) bool {
			a, b := words[i], words[j]
			if a.at != b.at {
				return a.at < b.at
			}
			if a.isSend != b.isSend {
				return a.isSend
			}
			return a.id < b.id
		})
		for _, word := range words {
			table[word.template] = append(table[word.template], word)
		}
	}
	return table
}

// spokenOf gives the accounts whose templates count; "" is one that has no name.
func spokenOf(owners map[string]map[string]bool, phone string, sends, changes []Event) map[string]bool {
	if len(owners[phone]) > 0 {
		return owners[phone]
	}
	accounts := map[string]bool{}
	for _, change := range changes {
		if change.Account != "" {
			accounts[change.Account] = true
		}
	}
	for _, send := range sends {
		for account := range owners[send.PhoneNumberID] {
			accounts[account] = true
		}
	}
	if len(accounts) == 0 {
		accounts[""] = true
	}
	return accounts
}
