// A starter: an engine that `guichet laws` can judge, with WhatsApp's windows, templates and identities written plainly.
//
// It keeps every event and reads each answer off them anew. It answers for decisions alone: may this be sent, which
// phase is it, is the window open. Who pays, until when, and what to do instead, it leaves out. Standard library only.
//
//	go build -o engine . && npx @guichet/laws --engine ./engine --compare decision
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"time"
	_ "time/tzdata"
)

// Request is a line that comes in. A key that is missing is empty.
type Request struct {
	Op           string
	Rulebook     string
	TimeZone     *string
	HorizonHours *float64

	Event  json.RawMessage
	Events *[]json.RawMessage

	PhoneNumberID string `json:"phoneNumberId"`
	Customer      string
	At            string
	Message       *Content
}

// Reply is the line that goes out: `ok` and what the engine answers for, nothing else is needed.
type Reply map[string]any

// Refused is a line that is answered with an error.
type Refused struct{ code, message string }

func (refused Refused) Error() string { return refused.message }

func invalid(message string) error { return Refused{"invalid-argument", message} }

// answer answers one line. Whatever is wrong with it, the next one is answered.
func answer(account **Account, line []byte) Reply {
	reply, err := dispatch(account, line)
	if err == nil {
		reply["ok"] = true
		return reply
	}
	refused, isRefused := err.(Refused)
	if !isRefused {
		refused = Refused{"invalid-input", err.Error()}
	}
	return Reply{"ok": false, "error": Reply{"code": refused.code, "message": refused.message}}
}

func dispatch(account **Account, line []byte) (Reply, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(line), []byte("{")) {
		return nil, Refused{"invalid-json", "not an object"}
	}
	var request Request
	if err := json.Unmarshal(line, &request); err != nil {
		return nil, err
	}
	switch request.Op {
	case "reset":
		fresh, err := reset(request)
		if err == nil {
			*account = fresh
		}
		return Reply{}, err
	case "absorb":
		return absorb(*account, request)
	case "view":
		facts, at, err := asked(*account, request)
		if err != nil {
			return nil, err
		}
		return (*account).view(facts, at), nil
	case "ask":
		if err := request.Message.check(false); err != nil {
			return nil, err
		}
		facts, at, err := asked(*account, request)
		if err != nil {
			return nil, err
		}
		return (*account).ask(facts, request.PhoneNumberID, request.Customer, at, *request.Message), nil
	case "charges":
		return Reply{"charges": []any{}}, nil
	}
	return nil, Refused{"unknown-op", "no such op"}
}

func reset(request Request) (*Account, error) {
	account := newAccount()
	if request.Rulebook != "" {
		account.rulebook = request.Rulebook
	}
	if request.HorizonHours != nil {
		account.horizon = int64(*request.HorizonHours * float64(hour))
	}
	if request.TimeZone != nil {
		zone, err := time.LoadLocation(*request.TimeZone)
		if err != nil || *request.TimeZone == "" || *request.TimeZone == "Local" {
			return nil, invalid("unknown time zone")
		}
		account.zone = zone
	}
	return account, nil
}

func absorb(account *Account, request Request) (Reply, error) {
	lines := []json.RawMessage{request.Event}
	if request.Events != nil {
		lines = *request.Events
	}
	events := make([]Event, 0, len(lines))
	for _, line := range lines {
		event, err := readEvent(line)
		if err != nil {
			return nil, err
		}
		events = append(events, event)
	}
	return Reply{"absorbed": account.absorb(events)}, nil
}

// asked gives the customer's facts until the instant that is asked about.
func asked(account *Account, request Request) ([]Event, int64, error) {
	at, err := instant(request.At)
	if err != nil {
		return nil, 0, err
	}
	if request.PhoneNumberID == "" || request.Customer == "" {
		return nil, 0, invalid("a phone number or a customer is missing")
	}
	facts := account.facts(request.PhoneNumberID, request.Customer, at)
	var past []Event
	for _, fact := range facts {
		if at < fact.at-account.horizon {
			return nil, 0, Refused{"too-old", "ask about a later instant"}
		}
		if fact.at <= at {
			past = append(past, fact)
		}
	}
	return past, at, nil
}

func main() {
	in, out, account := bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout), newAccount()
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if out.Encode(answer(&account, line)) != nil {
				return
			}
		}
		if err != nil {
			if err != io.EOF {
				os.Exit(1)
			}
			return
		}
	}
}
