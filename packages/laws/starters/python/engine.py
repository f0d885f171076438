"""How to write an engine that `guichet laws` can judge: WhatsApp's windows, templates and identities, written plainly.

It keeps every event and reads each answer off them anew. It answers for decisions alone: may this be sent, which phase
is it, is the window open. Who pays, until when, and what to do instead, it leaves out. Begin at the end, with the
protocol: a reply needs `ok` and what it answers for, nothing else. Standard library only.

    npx @guichet/laws --engine "python3 engine.py" --compare decision
"""

import json
import re
import sys
from datetime import datetime, timedelta, timezone
from itertools import dropwhile
from zoneinfo import ZoneInfo

from templates import may_send, spelled
from who_is_who import People, ids_in

HOUR = 3_600_000
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Refused(Exception):
    """A line that is answered with an error: a code and a message."""


def need(holds, message, code="invalid-argument"):
    if not holds:
        raise Refused(code, message)


# --- What it reads: instants are milliseconds since 1970


def instant(text):
    need(isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", text), "not an instant")
    return (datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // timedelta(milliseconds=1)


def is_text(value):
    return isinstance(value, str) and value != ""


def read_message(value, fields=("name",)):
    need(isinstance(value, dict) and value.get("kind") in ("service", "reaction", "template"), "unknown kind")
    need(value["kind"] != "template" or all(is_text(value.get(field)) for field in fields), "which template?")
    return value

STATUSES = ["sent", "delivered", "read", "played", "failed"]
CHECKS = {
    "customer-messaged": lambda event: is_text(event.get("kind")),
    "customer-called": lambda event: True,
    "business-call-accepted": lambda event: True,
    "business-messaged": lambda event: read_message(event.get("content"), ("name", "language")),
    "message-status": lambda event: is_text(event.get("message")) and event.get("status") in STATUSES,
    "marketing-preference": lambda event: event.get("value") in ("stop", "resume"),
    "customer-renamed": lambda event: is_text(event.get("previous")) and is_text(event.get("current")),
    "template-changed": lambda event: is_text(event.get("name")) and is_text(event.get("language")),
}


def read_event(value):
    need(isinstance(value, dict) and value.get("type") in CHECKS, "unknown type")
    event = dict(value, at=instant(value.get("at")))
    need(is_text(event.get("id")) and CHECKS[event["type"]](event), "a field is missing")
    if event["type"] != "template-changed":
        need(is_text(event.get("phoneNumberId")) and is_text(event.get("customer")), "whose event is it?")
    return event

RANKS = "customer-messaged customer-called business-call-accepted customer-renamed resume stop business-messaged"


def order(event):
    """By time; at the same instant the customer comes first, a stop after a resume, a message before its statuses."""
    word = event.get("status") if event["type"] == "message-status" else event.get("value", event["type"])
    return (event["at"], [*RANKS.split(), *STATUSES].index(word), event["id"])


# --- Messages of the business

SERVICE = {"service", "group_service", "general_purpose_ai"}
OTHERS = SERVICE | {"referral_conversion", "user_initiated", "business_initiated"}


class Message:
    """A message by its traces, in order. A day after the first that became of it, no more is believed."""

    def __init__(self, traces):
        fates = [t["at"] for t in traces if t.get("status", "sent") != "sent"]
        heard = [t for t in traces if not fates or t["at"] <= fates[0] + DAY]
        bodies = [t["content"]["kind"] for t in heard if "content" in t]
        self.sent_at = traces[0]["at"]
        self.failed = any(t.get("status") == "failed" for t in heard)
        self.body = bodies[-1] if bodies else None
        self.report = {}
        for trace in heard:
            self.report.update(trace.get("pricing", {}))

    def is_template(self, window_was_open):
        """Surely? The category of a conversation does not say so inside the window, for anything may have joined it."""
        if self.body is not None or "category" not in self.report:
            return self.body == "template"
        if window_was_open and self.report["model"] == "CBP":
            return False
        return spelled(self.report["category"]) not in (OTHERS if window_was_open else SERVICE)


def messages_in(facts):
    """All messages that facts, in order, speak of. After 30 days an id is another message's (TPL-9)."""
    traces, found = {}, []
    for fact in facts:
        if fact["type"] in ("business-messaged", "message-status"):
            traces.setdefault(fact.get("message", fact["id"]), []).append(fact)
    for rest in traces.values():
        # That it was read does not say when it was sent.
        while rest := list(dropwhile(lambda trace: trace.get("status") in ("read", "played"), rest)):
            life = rest[0]["at"] + 30 * DAY
            found.append(Message([t for t in rest if t["at"] <= life]))
            rest = [t for t in rest if t["at"] > life]
    return found


# --- One account

# With these the customer says nothing new.
SILENT = {"reaction", "reaction-removed", "edit", "revoke", "system", "request_welcome"}


class Account:
    """Everything that was absorbed since the last reset, and the answers to it."""

    def __init__(self, rulebook="auto", zone="UTC", horizon_hours=192):
        self.rulebook, self.zone, self.horizon = rulebook, ZoneInfo(zone), horizon_hours * HOUR
        self.events = []

    def at_number(self, phone):
        return sorted((event for event in self.events if event.get("phoneNumberId") == phone), key=order)

    def facts(self, phone, customer, at):
        """The facts of the customer who has that id at that instant, in order; later ones, too."""
        people = People(self.at_number(phone))
        person = people.whose(customer, at)
        return [e for e in self.at_number(phone) if person is not None and people.about(e) is person]

    def is_late(self, event):
        if "phoneNumberId" not in event:
            return False
        others = self.at_number(event["phoneNumberId"])
        people = People(sorted([*others, event], key=order))
        return any(event["at"] < e["at"] - self.horizon and people.about(e) is people.about(event) for e in others)

    def absorb(self, events):
        before = len(self.events)
        for event in events:
            if event not in self.events and not self.is_late(event):
                self.events.append(event)
        return {"absorbed": len(self.events) - before}

    def opens(self, fact):
        if fact["type"] == "customer-messaged":
            return fact["kind"] not in SILENT
        local = (EPOCH + timedelta(milliseconds=fact["at"])).astimezone(self.zone)
        is_call = fact["type"] in ("customer-called", "business-call-accepted")
        is_recent = self.rulebook == "auto" or self.rulebook >= "2025-07-01"
        return is_call and is_recent and f"{local:%Y-%m-%d}" >= "2025-07-15"

    def lasts(self, start, at):
        """Half-open: the last millisecond is the one before the end."""
        return start <= at < start + DAY

    def is_open(self, facts, at):
        return any(self.opens(fact) and self.lasts(fact["at"], at) for fact in facts)

    def view(self, phone, customer, at):
        facts = [fact for fact in self.facts(phone, customer, at) if fact["at"] <= at]
        waits = any(
            self.lasts(m.sent_at, at) and not m.failed and m.is_template(self.is_open(facts, m.sent_at))
            for m in messages_in(facts)
        )
        is_open = self.is_open(facts, at)
        phase = "open" if is_open else "awaiting-customer" if waits else "closed"
        return {"phase": phase, "serviceWindow": {} if is_open else None}

    def ask(self, phone, customer, at, message):
        facts = [fact for fact in self.facts(phone, customer, at) if fact["at"] <= at]
        wishes = [fact["value"] for fact in facts if fact["type"] == "marketing-preference"]
        stopped = wishes[-1:] == ["stop"]
        is_template = message["kind"] == "template"
        may = may_send(self.events, phone, at, message, stopped) if is_template else self.is_open(facts, at)
        return {"answer": "allowed" if may and not self.is_replaced(facts, customer) else "refused"}

    def is_replaced(self, facts, customer):
        """An id that was replaced reaches nobody until the customer writes under it again (ID-5)."""
        replaced = False
        for fact in facts:
            if fact["type"] == "customer-renamed":
                if fact["previous"] != fact["current"] and customer in (fact["previous"], fact["current"]):
                    replaced = fact["previous"] == customer
            elif fact["type"].startswith(("customer-", "business-call")) and customer in ids_in(fact):
                replaced = False
        return replaced


# --- The protocol: one line in, one line out


class Session:
    """A conversation, from one reset to the next. Whatever is wrong with a line, the next one is answered."""

    account_type = Account

    def __init__(self):
        self.account = self.account_type()

    def reset(self, request):
        try:
            names = request.get("rulebook", "auto"), request.get("timeZone", "UTC")
            self.account = self.account_type(*names, request.get("horizonHours", 192))
        except (ValueError, OSError, LookupError) as error:
            raise Refused("invalid-argument", "unknown time zone") from error
        return {}

    def absorb(self, request):
        return self.account.absorb([read_event(value) for value in request.get("events", [request.get("event")])])

    def asked(self, request):
        phone, customer, at = request.get("phoneNumberId"), request.get("customer"), instant(request.get("at"))
        need(is_text(phone) and is_text(customer), "of whom?")
        newest = max((fact["at"] for fact in self.account.facts(phone, customer, at)), default=at)
        need(at >= newest - self.account.horizon, "ask about a later instant", "too-old")
        return phone, customer, at

    def view(self, request):
        return self.account.view(*self.asked(request))

    def ask(self, request):
        message = read_message(request.get("message"))
        return self.account.ask(*self.asked(request), message)

    def charges(self, request):
        return {"charges": []}

    def answer(self, line):
        try:
            request = json.loads(line)
            need(isinstance(request, dict), "not an object", "invalid-json")
            op = request.get("op")
            need(op in ("reset", "absorb", "view", "ask", "charges"), "no such op", "unknown-op")
            return {"ok": True, **getattr(self, op)(request)}
        except ValueError as error:
            return {"ok": False, "error": {"code": "invalid-input", "message": str(error)}}
        except Refused as refused:
            return {"ok": False, "error": dict(zip(("code", "message"), refused.args))}


def serve(session):
    for line in sys.stdin:
        print(json.dumps(session.answer(line)), flush=True)


if __name__ == "__main__":
    serve(Session())
