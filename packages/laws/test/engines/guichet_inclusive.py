"""The naive engine with one rule spoiled: it takes the last instant of a window for a part of it."""

from guichet_naive import DAY, Account, Session, serve


class Inclusive(Account):
    def lasts(self, start, at):
        return start <= at <= start + DAY


class InclusiveSession(Session):
    account_type = Inclusive


if __name__ == "__main__":
    serve(InclusiveSession())
