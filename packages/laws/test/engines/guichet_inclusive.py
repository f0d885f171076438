"""The naive engine with one rule spoiled: it takes the last instant of a window for a part of it."""

from guichet_naive import DAY, Account, Session, serve


class Inclusive(Account):
    def within(self, at, start, length=DAY):
        return start <= at <= start + length


class InclusiveSession(Session):
    account_type = Inclusive


if __name__ == "__main__":
    serve(InclusiveSession())
