"""Which templates may be sent, read off all events that tell of templates. Part of the starter engine."""

SENDABLE = {None, "APPROVED", "REINSTATED", "UNARCHIVED", "FLAGGED", "LOCKED"}


def spelled(word):
    return word.lower().replace("-", "_")


def is_marketing(category):
    return category is not None and spelled(category) in ("marketing", "marketing_lite", "group_marketing")


def may_send(events, phone, at, message, stopped):
    """Is one of that name approved, as far as anything is known of it, and not marketing to somebody who stopped it?"""
    known = [
        status_and_category(words)
        for (_, name, language), words in words_on_templates(events, phone, at).items()
        if name == message["name"] and language == spelled(message.get("language") or language)
    ]
    # This engine knows no lists, so a template of which nothing is known may be tried.
    return any(
        status in SENDABLE and not (stopped and is_marketing(category or message.get("category")))
        for status, category in known or [(None, None)]
    )


def status_and_category(words):
    """What a template has become, by its changes and by the sends that prove that it was approved."""
    status = archived_from = category = None
    for word in words:
        if word["type"] == "business-messaged":
            if status is None or status not in SENDABLE:
                status = archived_from = "APPROVED"
            continue
        category, new = word.get("category", category), word.get("status", status)
        if new == "ARCHIVED" and status != "ARCHIVED":
            archived_from = status
        status = (archived_from or new) if "status" in word and new == "UNARCHIVED" else new
    return status, category


def words_on_templates(events, phone, at):
    """What is told of each template, in order: of the phone number's own accounts; where none is known, of all."""
    sends, changes, failed = [], [], set()
    for event in (event for event in events if event["at"] <= at):
        if event["type"] == "template-changed":
            changes.append(event)
        elif event["type"] == "business-messaged" and event["content"]["kind"] == "template":
            sends.append(event)
        elif event.get("status") == "failed" and event.get("errorCode", 0) // 100 == 1320:
            failed.add((event["phoneNumberId"], event["message"]))

    def owners(number):
        return {event["account"] for event in events if event.get("phoneNumberId") == number and "account" in event}

    spoken_of = {change["account"] for change in changes if "account" in change}
    accounts = owners(phone) or spoken_of.union(*(owners(send["phoneNumberId"]) for send in sends)) or {None}
    table = {}
    for account in accounts:
        words = [(c["at"], 1, c["id"], c, c) for c in changes if c.get("account") in (None, account)]
        for send in sends:
            is_ours = send["phoneNumberId"] == phone or account in owners(send["phoneNumberId"])
            if is_ours and (send["phoneNumberId"], send["id"]) not in failed:
                words.append((send["at"], 0, send["id"], send["content"], send))
        for *_, template, word in sorted(words, key=lambda one: one[:3]):
            table.setdefault((account, template["name"], spelled(template["language"])), []).append(word)
    return table
