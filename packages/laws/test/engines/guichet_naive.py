"""An engine of WhatsApp's rules that speaks the protocol, written plainly: it keeps every event and reads the
answer off them, each time anew. Standard library only.

    guichet laws --engine "python3 guichet_naive.py" --compare codes
"""

import json
import re
import sys
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

HOUR = 3_600_000
DAY = 24 * HOUR
FOREVER = float("inf")
RULEBOOKS = ["2022-02-01", "2023-03-01", "2023-06-01", "2024-11-01", "2025-07-01", "2026-09-28", "2026-10-01"]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


class Broken(Exception):
    """Input that cannot be read, with the code of the reply."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


# --- instants -------------------------------------------------------------------------------------------------


def instant(text):
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        raise Broken("invalid-argument", "not an instant")
    try:
        return (datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // timedelta(milliseconds=1)
    except ValueError as error:
        raise Broken("invalid-argument", str(error)) from error


def iso(at):
    return None if at is None else (EPOCH + timedelta(milliseconds=at)).strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (at % 1000)


@lru_cache(None)
def local_date(at, zone):
    return (EPOCH + timedelta(milliseconds=at)).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d")


@lru_cache(None)
def rulebook_at(at, zone, forced):
    """Each rulebook begins with its local day; that of an instant follows from the date it is there."""
    if forced != "auto":
        return forced
    return max([book for book in RULEBOOKS if book <= local_date(at, zone)], default=RULEBOOKS[0])


def era_of(book):
    return "A" if book < "2023-06-01" else "B" if book < "2025-07-01" else "C" if book < "2026-10-01" else "D"


# --- events ---------------------------------------------------------------------------------------------------

RANKS = "customer-messaged customer-called business-call-accepted customer-renamed resume stop business-messaged".split()
STATUSES = ["sent", "delivered", "read", "played", "failed"]


def need(holds, what):
    if not holds:
        raise Broken("invalid-argument", what)


def is_text(value):
    return isinstance(value, str) and value != ""


def read_event(value):
    need(isinstance(value, dict), "an event is an object")
    event = dict(value, at=instant(value.get("at")))
    kind = event.get("type")
    need(is_text(event.get("id")), "an event needs an id")
    if kind == "template-changed":
        need(is_text(event.get("name")) and is_text(event.get("language")), "a template has a name and a language")
        return event
    need(is_text(event.get("phoneNumberId")) and is_text(event.get("customer")), "whose event is it?")
    if kind == "customer-messaged":
        need(is_text(event.get("kind")), "a message has a kind")
    elif kind == "business-messaged":
        read_message(event.get("content"), needs_language=True)
    elif kind == "message-status":
        need(is_text(event.get("message")) and event.get("status") in STATUSES, "no such status")
        if "conversation" in event and "expiresAt" in event["conversation"]:
            expires = instant(event["conversation"]["expiresAt"])
            event["conversation"] = dict(event["conversation"], expiresAt=expires)
    elif kind == "marketing-preference":
        need(event.get("value") in ("stop", "resume"), "stop or resume")
    elif kind == "customer-renamed":
        need(is_text(event.get("previous")) and is_text(event.get("current")), "who became whom?")
    else:
        need(kind in ("customer-called", "business-call-accepted"), "unknown type")
    return event


def read_message(value, needs_language=False):
    need(isinstance(value, dict) and value.get("kind") in ("service", "reaction", "template"), "unknown kind")
    if value["kind"] == "template":
        need(is_text(value.get("name")) and (not needs_language or is_text(value.get("language"))), "which template?")
    return value


def text_order(text):
    """Texts compare by their UTF-16 units, as the protocol's reference has them."""
    return text.encode("utf-16-be", "surrogatepass")


def fact_order(event):
    if event["type"] == "message-status":
        rank = len(RANKS) + STATUSES.index(event["status"])
    else:
        rank = RANKS.index(event["value"] if event["type"] == "marketing-preference" else event["type"])
    return (event["at"], rank, text_order(event["id"]))


def is_user_id(id):
    """Two capitals and a dot: a user id, which stays its customer's for ever (ID-1)."""
    return re.match(r"[A-Z]{2}\.", id) is not None


def name_in(event):
    return event["previous"] if event["type"] == "customer-renamed" else event["customer"]


# --- messages of the business ---------------------------------------------------------------------------------


class Message:
    """A message and all that the facts tell of it."""

    def __init__(self, wamid, sent_at, traces):
        fate = next((t for t in traces if t["type"] == "message-status" and t["status"] != "sent"), None)
        heard = [t for t in traces if fate is None or t["at"] <= fate["at"] + DAY]
        statuses = [t for t in heard if t["type"] == "message-status"]
        bodies = [t["content"] for t in heard if t["type"] == "business-messaged"]
        self.id, self.sent_at = wamid, sent_at
        self.delivered_at = next((t["at"] for t in statuses if t["status"] in ("delivered", "read", "played")), None)
        self.failed = any(t["status"] == "failed" for t in statuses)
        self.body = bodies[-1] if bodies else None
        self.report = {}
        for status in statuses:
            self.report.update(status.get("pricing", {}))
            self.report.update(status.get("conversation", {}))

    @property
    def said_free(self):
        report = self.report
        return report.get("type") == "free_entry_point" or "referral_conversion" in (
            report.get("category"),
            report.get("origin"),
        )


def messages_in(facts):
    by_id = {}
    for fact in facts:
        if fact["type"] in ("business-messaged", "message-status"):
            by_id.setdefault(fact.get("message") if fact["type"] == "message-status" else fact["id"], []).append(fact)
    found = []
    for wamid, traces in by_id.items():
        while traces:
            proofs = [i for i, t in enumerate(traces) if t.get("status") not in ("read", "played")]
            if not proofs:
                break
            traces = traces[proofs[0] :]
            end = traces[0]["at"] + 30 * DAY
            found.append(Message(wamid, traces[0]["at"], [t for t in traces if t["at"] <= end]))
            traces = [t for t in traces if t["at"] > end]
    return sorted(found, key=lambda message: message.sent_at)


# --- categories and templates ---------------------------------------------------------------------------------

OF_TEMPLATES = {"marketing", "marketing_lite", "utility", "authentication", "authentication_international"} | {
    "group_marketing",
    "group_utility",
}
FINER = {
    "marketing": {"marketing_lite", "group_marketing"},
    "utility": {"group_utility"},
    "authentication": {"authentication_international"},
    "service": {"group_service"},
}
OF_SERVICE = {"service", "group_service", "general_purpose_ai"}
OF_OTHERS = OF_SERVICE | {"referral_conversion", "user_initiated", "business_initiated"}
SENDABLE = {None, "APPROVED", "REINSTATED", "UNARCHIVED", "FLAGGED", "LOCKED"}


def spelled(word):
    return word.lower().replace("-", "_")


def names_template(report):
    """Where messages are priced one by one, also a category that is not known today is a template's."""
    category, model = spelled(report.get("category", "")), report.get("model")
    return category in OF_TEMPLATES or (model not in (None, "CBP") and category not in OF_OTHERS)


def is_marketing(category):
    return category is not None and spelled(category) in ("marketing", "marketing_lite", "group_marketing")


def templates_at(events, phone, at, with_sends=True):
    """What is known of the templates that a phone number may use."""
    changes = [e for e in events if e["type"] == "template-changed" and e["at"] <= at]
    # Sends prove no category.
    sends = proofs_in(events, at) if with_sends else []

    owners = {}
    for e in events:
        if "account" in e and "phoneNumberId" in e:
            owners.setdefault(e["phoneNumberId"], set()).add(e["account"])

    def accounts_of(number):
        return owners.get(number, set())

    heard_of = {e["account"] for e in changes if "account" in e}.union(
        *(accounts_of(n) for n in {e["phoneNumberId"] for e in events if is_template_send(e) and e["at"] <= at})
    )
    accounts = accounts_of(phone) or heard_of
    tables = []
    for account in sorted(accounts, key=text_order) or [None]:
        told = [(e["at"], 1, text_order(e["id"]), e) for e in changes if e.get("account") in (None, account)]
        for e in sends:
            if e["phoneNumberId"] == phone or account in accounts_of(e["phoneNumberId"]):
                content = e["content"]
                proof = dict(name=content["name"], language=content["language"], proves=True)
                told.append((e["at"], 0, text_order(content["language"]), proof))
        titles = {}
        for *_, change in sorted(told, key=lambda word: word[:3]):
            titles.setdefault((change["name"], spelled(change["language"])), []).append(change)
        tables += [changed(own_changes) for own_changes in titles.values()]
    return sorted(tables, key=lambda t: (text_order(t["name"]), text_order(t["language"])))


def is_template_send(event):
    return event["type"] == "business-messaged" and event["content"]["kind"] == "template"


def proofs_in(events, at):
    """An accepted template was approved, unless it failed because of its template."""
    failed = {
        (e["phoneNumberId"], e["message"])
        for e in events
        if e["type"] == "message-status"
        and e["status"] == "failed"
        and e["at"] <= at
        and 132000 <= e.get("errorCode", 0) <= 132099
    }
    return [
        e
        for e in events
        if is_template_send(e) and e["at"] <= at and (e["phoneNumberId"], e["id"]) not in failed
    ]


def changed(changes):
    status = archived_from = category = None
    language = changes[0]["language"]
    for change in changes:
        if "proves" in change:
            if status is None or status not in SENDABLE:
                status = archived_from = "APPROVED"
            continue
        language = change["language"]
        category = change.get("category", category)
        if "status" not in change:
            continue
        if change["status"] == "ARCHIVED" and status != "ARCHIVED":
            archived_from = status
        status = (archived_from or "UNARCHIVED") if change["status"] == "UNARCHIVED" else change["status"]
    return dict(name=changes[-1]["name"], language=language, status=status, category=category)


def named(templates, name, language):
    return [
        t
        for t in templates
        if t["name"] == name and (language is None or spelled(t["language"]) == spelled(language))
    ]


def because(code, *clauses, **more):
    return dict(more, code=code, because=clauses)


# --- one account ----------------------------------------------------------------------------------------------


class Account:
    """Everything that was told since the last reset."""

    # Kinds of message with which the customer says nothing new.
    silent = {"reaction", "reaction-removed", "edit", "revoke", "system", "request_welcome"}

    def __init__(self, rulebook="auto", zone="UTC", horizon_hours=192):
        self.rulebook, self.zone, self.horizon = rulebook, zone, horizon_hours * HOUR
        self.events, self.known, self.read = [], set(), {}

    def book(self, at):
        return rulebook_at(at, self.zone, self.rulebook)

    def era(self, at):
        return era_of(self.book(at))

    # What was told

    def people(self, phone, events):
        """Who is who (ID-8): what is shown together is one person's, but numbers are handed on (ID-11)."""
        owner, holders = {}, {}

        def join(parts):
            whole = set().union(*parts)
            for id, part in owner.items():
                if any(part is one for one in parts):
                    owner[id] = whole
            for held in holders.values():
                held[:] = [(at, whole if any(part is one for one in parts) else part) for at, part in held]
            return whole

        def holder(number):
            return holders[number][-1][1] if number in holders else None

        for event in sorted((e for e in events if e.get("phoneNumberId") == phone), key=fact_order):
            renamed = event["type"] == "customer-renamed"
            shown = [event["previous"]] if renamed else [event["customer"], *event.get("aliases", [])]
            users = [id for id in shown if is_user_id(id)]
            parts = [owner[id] for id in users if id in owner]
            if not users and holder(shown[0]) is not None:
                parts.append(holder(shown[0]))
            person = join([*parts, {id for id in users if id not in owner}])
            owner.update((id, person) for id in users)
            for number in (id for id in shown if not is_user_id(id)):
                before = holder(number)
                if before is person:
                    continue
                if before is not None and not (any(map(is_user_id, before)) and any(map(is_user_id, person))):
                    person = join([person, before])
                else:
                    holders.setdefault(number, []).append((event["at"], person))
                    person.add(number)

        def whose(id, at):
            if is_user_id(id):
                return owner.get(id)
            held = holders.get(id, [])
            return next((who for since, who in reversed(held) if since <= at), held[0][1] if held else None)

        def about(event):
            renamed = event["type"] == "customer-renamed"
            shown = [event["previous"]] if renamed else [event["customer"], *event.get("aliases", [])]
            return whose(next((id for id in shown if is_user_id(id)), name_in(event)), event["at"])

        return whose, about

    def who_is_who(self, phone):
        """Read once for as many events as there are."""
        count, people = self.read.get(phone, (-1, None))
        if count != len(self.events):
            people = self.people(phone, self.events)
            self.read[phone] = (len(self.events), people)
        return people

    def same_customer(self, phone, customer):
        whose, _ = self.who_is_who(phone)
        return whose(customer, FOREVER) or {customer}

    def facts_of(self, phone, customer, until=FOREVER):
        own_events = [e for e in self.events if e.get("phoneNumberId") == phone]
        whose, about = self.who_is_who(phone)
        person = whose(customer, until)
        own = [e for e in own_events if person is not None and about(e) is person and e["at"] <= until]
        return sorted(own, key=fact_order)

    def earliest(self, phone, customer, at):
        own_events = [e for e in self.events if e.get("phoneNumberId") == phone]
        whose, about = self.who_is_who(phone)
        person = whose(customer, at)
        own = [e["at"] for e in own_events if person is not None and about(e) is person]
        return max(own, default=-FOREVER) - self.horizon

    def is_late(self, event):
        phone = event.get("phoneNumberId")
        newest = max((e["at"] for e in self.events), default=-FOREVER)
        if phone is None or event["at"] >= newest - self.horizon:
            return False
        others = [e for e in self.events if e.get("phoneNumberId") == phone]
        _, about = self.people(phone, [*others, event])
        own = [e["at"] for e in others if about(e) is about(event)]
        return event["at"] < max(own, default=-FOREVER) - self.horizon

    def absorb(self, events):
        counts = {"absorbed": 0, "duplicates": 0, "late": 0}
        for event in events:
            text = json.dumps(event, sort_keys=True)
            if text in self.known:
                counts["duplicates"] += 1
            elif self.is_late(event):
                counts["late"] += 1
            else:
                self.known.add(text)
                self.events.append(event)
                counts["absorbed"] += 1
        return counts

    # The window and conversations

    def is_opener(self, fact):
        if fact["type"] == "customer-messaged":
            return fact["kind"] not in self.silent
        if fact["type"] in ("customer-called", "business-call-accepted"):
            return self.era(fact["at"]) in "CD" and local_date(fact["at"], self.zone) >= "2025-07-15"
        return False

    def within(self, at, start, length=DAY):
        """The interval is half-open: its last millisecond is the one before its end."""
        return start <= at < start + length

    def window(self, facts, at):
        latest = max((f["at"] for f in facts if f["at"] <= at and self.is_opener(f)), default=None)
        return latest if latest is not None and self.within(at, latest) else None

    def kind_of(self, message, window_was_open):
        if message.body is not None:
            return message.body["kind"]
        if spelled(message.report.get("category", "")) in OF_SERVICE:
            return "service"
        return "service" if window_was_open and not names_template(message.report) else "template"

    def is_template(self, message, facts):
        """Was it one for sure? A report of a conversation's category leaves it open, and so does none."""
        if message.body is None and "category" not in message.report:
            return False
        was_open = self.window(facts, message.sent_at) is not None
        is_sure = message.body is not None or message.report.get("model") != "CBP" or not was_open
        return is_sure and self.kind_of(message, was_open) == "template"

    def conversation(self, facts, sent, at):
        moves = [(f["at"], 0) for f in facts if self.is_opener(f)]
        moves += [(m.sent_at, 1 if self.is_template(m, facts) else 2) for m in sent]
        current = None
        for moment, order in sorted(moves):
            if current is not None and moment < current["closesAt"]:
                responds = order > 0 and current["startedAt"] is None
                if responds:
                    current["startedAt"] = moment
                if responds or order < 2:
                    current["closesAt"] = moment + DAY
            elif order < 2:
                current = dict(
                    initiatedBy="user" if order == 0 else "business",
                    openedAt=moment,
                    startedAt=moment if order == 1 else None,
                    closesAt=moment + DAY,
                )
        return current if current is not None and at < current["closesAt"] else None

    # Free entry points

    def entry_length(self, opens, reported=False):
        book = self.book(opens)
        return (168 if reported and book >= "2026-09-28" else 24 if book < "2023-03-01" else 72) * HOUR

    def entry_point(self, facts, sent, at):
        clicks = [(f["at"], None) for f in facts if f["type"] == "customer-messaged" and "entryPoint" in f]
        steps = clicks + [(m.sent_at, m) for m in sent]
        point = None
        for moment, message in sorted((s for s in steps if s[0] <= at), key=lambda s: s[0]):
            if message is None:
                point = self.clicked(point, moment)
                continue
            opens = message.delivered_at if self.era(moment) in "AB" else moment
            point = self.reported_end(self.answered(point, opens), message, opens)
        return point

    def clicked(self, point, at):
        if point is not None and point["opensAt"] is not None and at < point["closesAt"]:
            return point
        earlier = self.longest(point)
        still = earlier if earlier is not None and at < earlier[1] else None
        return dict(replyBy=at + DAY, opensAt=None, closesAt=FOREVER, reported=False, shown=False, earlier=still)

    def longest(self, point):
        """For as long as Meta may keep it open, where only our estimate says when it ends."""
        if point is None or point["opensAt"] is None or point["reported"]:
            return None
        return point["opensAt"], point["opensAt"] + self.entry_length(point["opensAt"], True)

    def is_forgotten(self, point, at):
        opens = point["opensAt"]
        begun = point["replyBy"] - DAY if opens is None else opens
        return at >= begun + 14 * DAY and (opens is None or at >= point["closesAt"])

    def answered(self, point, opens):
        if point is None or opens is None or opens >= point["replyBy"]:
            return point
        if point["opensAt"] is not None and point["opensAt"] <= opens:
            return point
        end = point["closesAt"] if point["reported"] else opens + self.entry_length(opens)
        return dict(point, opensAt=opens, closesAt=end)

    def reported_end(self, point, message, shown_at):
        end = message.report.get("expiresAt")
        if end is None or not message.said_free:
            return point
        if point is not None and not self.is_forgotten(point, message.sent_at):
            begun = point["opensAt"]
            if begun is None:
                return point
            was_open = begun <= message.sent_at < point["closesAt"]
            span = self.longest(point)
            if end > begun and (was_open or (span is not None and end <= span[1])):
                first = min(begun, shown_at) if point["shown"] and shown_at is not None else begun
                return dict(point, opensAt=first, closesAt=end, reported=True)
        if shown_at is None or end <= shown_at:
            return point
        return dict(replyBy=-FOREVER, opensAt=shown_at, closesAt=end, reported=True, shown=True, earlier=None)

    def free_since(self, message, at, point):
        """When the entry point opened that a delivery falls into."""
        if point is None or self.is_forgotten(point, at):
            return message.sent_at if message.said_free else None
        begun = point["opensAt"]
        if begun is not None and begun <= at < point["closesAt"]:
            return begun
        spans = [self.longest(point), point["earlier"]] if message.said_free else []
        return next((span[0] for span in spans if span is not None and span[0] <= at < span[1]), None)

    # Charges

    def sort_of(self, message, facts, phone):
        kind = self.kind_of(message, self.window(facts, message.sent_at) is not None)
        reported = spelled(message.report.get("category", ""))
        own = "service"
        if kind == "template":
            body = message.body if message.body and message.body["kind"] == "template" else {}
            known = named(templates_at(self.events, phone, message.sent_at, with_sends=False), body["name"], body.get("language")) if body else []
            registered = next((t["category"] for t in known if t["category"] is not None), None)
            is_told = reported in OF_TEMPLATES or (message.body is None and names_template(message.report))
            told = reported if is_told else "unknown"
            own = spelled(registered or body.get("category") or told)
        return kind, reported if reported in FINER.get(own, ()) else own

    def bill(self, phone, customer, facts, sent):
        """One line for each delivery in order, and the billed conversations that are left open."""
        lines, open_ones = [], []
        for message in sorted((m for m in sent if m.delivered_at is not None), key=lambda m: (m.delivered_at, text_order(m.id))):
            at = message.delivered_at
            since = self.free_since(message, at, self.entry_point(facts, sent, at))
            if since is not None and self.era(since) == "B":
                open_ones = []
            open_ones = [c for c in open_ones if at < c["closesAt"]]
            kind, category = self.sort_of(message, facts, phone)
            in_window = self.window(facts, at) is not None
            price = self.price(self.book(at), kind, category, open_ones, since is not None, in_window)
            unit, category, type_, tier, opens = price
            if opens:
                open_ones.append(dict(category=category, opensAt=at, closesAt=at + DAY))
            line = dict(phoneNumberId=phone, customer=customer, message=message.id, at=at, rulebook=self.book(at))
            lines.append(dict(line, unit=unit, category=category, type=type_, tier=tier))
        return lines, open_ones

    def price(self, book, kind, category, open_ones, free, in_window):
        """unit, category, type, whose monthly tier, whether it opens a billed conversation"""
        era = era_of(book)
        if era == "A":
            if open_ones:
                return "conversation", open_ones[-1]["category"], "rides_open_conversation", None, False
            if free:
                return "conversation", "referral_conversion", "free_entry_point", None, False
            return "conversation", "user_initiated" if in_window else "business_initiated", "free_tier", "account", True
        if era == "B":
            if free:
                return "conversation", "referral_conversion", "free_entry_point", None, False
            if kind == "template":
                if any(c["category"] == category for c in open_ones):
                    return "conversation", category, "rides_open_conversation", None, False
                return "conversation", category, "regular", None, True
            if open_ones:
                return "conversation", open_ones[-1]["category"], "rides_open_conversation", None, False
            if book >= "2024-11-01":
                return "conversation", "service", "free_customer_service", None, True
            return "conversation", "service", "free_tier", "account", True
        if era == "D" and kind == "reaction":
            return "none", category, "not_charged", None, False
        if era == "C" and kind == "template" and category == "utility":
            if any(c["category"] == "utility" for c in open_ones):
                return "conversation", category, "rides_open_conversation", None, False
        if free and not category.startswith("group_"):
            return "message", category, "free_entry_point", None, False
        if kind != "template":
            return "message", category, "free_customer_service", "phone" if era == "D" else None, False
        is_free = era == "C" and category in ("utility", "group_utility") and in_window
        return "message", category, "free_customer_service" if is_free else "regular", None, False

    def with_tiers(self, lines):
        used, done = {}, []
        for line in sorted(lines, key=lambda one: (one["at"], text_order(one["message"]))):
            if line["tier"] is not None:
                purse = (local_date(line["at"], self.zone)[:7], line["phoneNumberId"] if line["tier"] == "phone" else None)
                used[purse] = used.get(purse, 0) + 1
                if used[purse] > 1000:
                    line = dict(line, type="regular")
            done.append(line)
        return done

    def all_lines(self, until=FOREVER):
        seen, lines = set(), []
        for event in [e for e in self.events if "phoneNumberId" in e]:
            phone, customer = event["phoneNumberId"], name_in(event)
            if (phone, customer) in seen:
                continue
            seen |= {(phone, one) for one in self.same_customer(phone, customer)}
            facts = self.facts_of(phone, customer, until)
            lines += self.bill(phone, customer, facts, [m for m in messages_in(facts) if not m.failed])[0]
        return lines

    # Replies

    def view(self, phone, customer, at):
        facts = self.facts_of(phone, customer, at)
        sent = [m for m in messages_in(facts) if not m.failed]
        opened = self.window(facts, at)
        waits = any(self.is_template(m, facts) and at < m.sent_at + DAY for m in sent)
        conversation = self.conversation(facts, sent, at)
        point = self.entry_point(facts, sent, at)
        billed = [c for c in self.bill(phone, customer, facts, sent)[1] if at < c["closesAt"]]
        entry = None
        if point is not None and point["opensAt"] is None:
            entry = dict(state="awaiting-reply", replyBy=iso(point["replyBy"])) if at < point["replyBy"] else None
        elif point is not None and point["opensAt"] <= at < point["closesAt"]:
            span = dict(opensAt=point["opensAt"], closesAt=point["closesAt"])
            entry = dict(state="open", opensAt=iso(span["opensAt"]), closesAt=iso(span["closesAt"]))
            era = self.era(span["opensAt"])
            if era in "AB":
                free = dict(span, category="referral_conversion")
                billed = [free] if era == "B" else sorted([*billed, free], key=lambda c: c["opensAt"])
        return dict(
            phase="open" if opened is not None else "awaiting-customer" if waits else "closed",
            serviceWindow=None if opened is None else dict(opensAt=iso(opened), closesAt=iso(opened + DAY)),
            conversation=None
            if conversation is None
            else {k: v if k == "initiatedBy" else iso(v) for k, v in conversation.items()},
            entryPoint=entry,
            billedConversations=[
                dict(category=c["category"], opensAt=iso(c["opensAt"]), closesAt=iso(c["closesAt"])) for c in billed
            ],
            rulebook=self.book(at),
        )

    def ask(self, phone, customer, at, message):
        facts = self.facts_of(phone, customer, at)
        templates = templates_at(self.events, phone, at)
        opened = self.window(facts, at)
        wishes = [f["value"] for f in facts if f["type"] == "marketing-preference"]
        stopped = bool(wishes) and wishes[-1] == "stop"
        reasons = (
            self.against_template(message, templates, stopped)
            if message["kind"] == "template"
            else ([] if opened is not None else [because("service-window-closed", "CSW-3")])
        )
        if self.is_replaced(facts, customer):
            reasons = [*reasons, because("customer-unknown", "ID-5")]
        if reasons:
            remedies = self.remedies(message, reasons, templates, stopped)
            return dict(answer="refused", reasons=reasons, remedies=remedies)
        charge = self.price_now(phone, customer, at, message, facts)
        until = opened + DAY if message["kind"] != "template" else None
        return dict(answer="allowed", validUntil=iso(until), charge=charge)

    def against_template(self, message, templates, stopped):
        def unwelcome(category):
            return [because("marketing-stopped", "LIM-14")] if stopped and is_marketing(category) else []

        def against(template):
            status = template["status"]
            codes = {"PAUSED": "template-paused", "DISABLED": "template-disabled"}
            code = codes.get(status, "template-not-approved")
            by_status = [] if status in SENDABLE else [because(code, "TPL-2", status=status)]
            return by_status + unwelcome(template["category"] or message.get("category"))

        reasons = [against(t) for t in named(templates, message["name"], message.get("language"))]
        # No list ever tells that there are no others.
        return [] if [] in reasons else reasons[0] if reasons else unwelcome(message.get("category"))

    def is_replaced(self, facts, customer):
        replaced = False
        for fact in facts:
            if fact["type"] == "customer-renamed":
                if fact["previous"] != fact["current"] and customer in (fact["previous"], fact["current"]):
                    replaced = fact["previous"] == customer
            elif fact["type"] in ("customer-messaged", "customer-called", "business-call-accepted"):
                if customer in (fact["customer"], *fact.get("aliases", ())):
                    replaced = False
        return replaced

    def remedies(self, message, reasons, templates, stopped):
        codes = {reason["code"] for reason in reasons}
        if "customer-unknown" in codes:
            alone = codes <= {"customer-unknown", "service-window-closed"}
            return [{"do": "wait-for-customer"}] if alone else []
        is_template = message["kind"] == "template"
        sendable = [
            t
            for t in templates
            if t["status"] in SENDABLE and not (stopped and is_marketing(t["category"]))
        ]
        listed = [{k: t[k] for k in ("name", "language", "category") if t[k] is not None} for t in sendable]
        another = {
            "do": "choose-another-template" if is_template else "send-template",
            "templates": listed if sendable else None,
            "except": ["marketing"] if stopped else [],
        }
        wait = [] if is_template else [{"do": "wait-for-customer"}]
        return [another] + wait

    def price_now(self, phone, customer, at, message, facts):
        """What it would cost if it were sent now and delivered at once, after all else."""
        asked = Message("\U0010ffff", at, [])
        asked.delivered_at, asked.body = at, message
        sent = [m for m in messages_in(facts) if not m.failed]
        line = self.bill(phone, customer, facts, [*sent, asked])[0][-1]
        if line["tier"] is not None:
            line = self.with_tiers([*self.all_lines(at), line])[-1]
        return {k: line[k] for k in ("unit", "category", "type")}

    def charges(self, phone=None, customer=None):
        def is_asked(line):
            if phone is not None and line["phoneNumberId"] != phone:
                return False
            return customer is None or customer in self.same_customer(line["phoneNumberId"], line["customer"])

        keys = ("phoneNumberId", "customer", "message", "rulebook", "unit", "category", "type")
        lines = [line for line in self.with_tiers(self.all_lines()) if is_asked(line)]
        return [dict({k: line[k] for k in keys}, at=iso(line["at"]), reported=None, agrees=None) for line in lines]


# --- the protocol ---------------------------------------------------------------------------------------------


class Session:
    account_type = Account

    def __init__(self):
        self.account = self.account_type()

    def reset(self, request):
        zone, book = request.get("timeZone", "UTC"), request.get("rulebook", "auto")
        try:
            ZoneInfo(zone)
        except Exception as error:
            raise Broken("invalid-argument", "unknown time zone") from error
        need(book == "auto" or book in RULEBOOKS, "unknown rulebook")
        self.account = self.account_type(book, zone, request.get("horizonHours", 192))
        return {"rulebooks": RULEBOOKS}

    def absorb(self, request):
        given = request["events"] if "events" in request else [request.get("event")]
        need(isinstance(given, list), "events is a list")
        return self.account.absorb([read_event(value) for value in given])

    def whom(self, request):
        phone, customer = request.get("phoneNumberId"), request.get("customer")
        need(is_text(phone) and is_text(customer), "of whom?")
        at = instant(request.get("at"))
        if at < self.account.earliest(phone, customer, at):
            raise Broken("too-old", "beyond the lateness horizon")
        return phone, customer, at

    def view(self, request):
        return self.account.view(*self.whom(request))

    def ask(self, request):
        message = read_message(request.get("message"))
        return self.account.ask(*self.whom(request), message)

    def charges(self, request):
        return {"charges": self.account.charges(request.get("phoneNumberId"), request.get("customer"))}

    def answer(self, line):
        try:
            try:
                request = json.loads(line)
            except ValueError as error:
                raise Broken("invalid-json", str(error)) from error
            if not isinstance(request, dict):
                raise Broken("invalid-json", "not an object")
            if request.get("op") not in ("reset", "absorb", "view", "ask", "charges"):
                raise Broken("unknown-op", "no such op")
            return {"ok": True, **getattr(self, request["op"])(request)}
        except Broken as broken:
            return {"ok": False, "error": {"code": broken.code, "message": str(broken)}}


def serve(session):
    for line in sys.stdin:
        print(json.dumps(session.answer(line)), flush=True)


if __name__ == "__main__":
    serve(Session())
