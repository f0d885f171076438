"""Who is who at one phone number, read off all events that tell of ids. Part of the starter engine."""

import re


def is_user_id(id):
    return re.match(r"[A-Z]{2}\.", id) is not None


def ids_in(event):
    """The ids that an event shows to be one customer's; a new id is not the same customer's (POS-26)."""
    if event["type"] == "customer-renamed":
        return [event["previous"]]
    return [event["customer"], *event.get("aliases", [])]


class People:
    """What is shown together is one person's (ID-8), but a number that is shown with the user id of somebody else has
    been handed on to that one (ID-11). A person is a set of ids; events come in the order in which they happened."""

    def __init__(self, events):
        self.owner, self.holders = {}, {}
        for event in events:
            users = [id for id in ids_in(event) if is_user_id(id)]
            known = [self.owner[id] for id in users if id in self.owner]
            holder = [] if users else [self.latest(ids_in(event)[0]) or set()]
            person = self.join([*known, *holder, {id for id in users if id not in self.owner}])
            self.owner.update((id, person) for id in users)
            for number in (id for id in ids_in(event) if not is_user_id(id)):
                before = self.latest(number)
                if before is person:
                    continue
                if before is not None and not (any(map(is_user_id, before)) and any(map(is_user_id, person))):
                    person = self.join([person, before])
                else:
                    self.holders.setdefault(number, []).append((event["at"], person))
                    person.add(number)

    def latest(self, number):
        return self.holders[number][-1][1] if number in self.holders else None

    def join(self, parts):
        whole = set().union(*parts)

        def now(person):
            return whole if any(person is part for part in parts) else person

        self.owner = {id: now(person) for id, person in self.owner.items()}
        self.holders = {number: [(at, now(one)) for at, one in held] for number, held in self.holders.items()}
        return whole

    def whose(self, id, at):
        """The person who has an id at an instant; a number is first its first holder's."""
        if is_user_id(id):
            return self.owner.get(id)
        held = self.holders.get(id, [])
        return next((person for since, person in reversed(held) if since <= at), held[0][1] if held else None)

    def about(self, event):
        ids = ids_in(event)
        return self.whose(next(filter(is_user_id, ids), ids[0]), event["at"])
