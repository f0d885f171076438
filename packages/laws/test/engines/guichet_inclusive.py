"""The starter engine with one rule spoiled: it takes the last instant of a window for a part of it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "starters" / "python"))

from engine import DAY, Account, Session, serve  # noqa: E402


class Inclusive(Account):
    def lasts(self, start, at):
        return start <= at <= start + DAY


class InclusiveSession(Session):
    account_type = Inclusive


if __name__ == "__main__":
    serve(InclusiveSession())
