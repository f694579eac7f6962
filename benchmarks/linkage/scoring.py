"""What came out, against the truth: per difficulty and for all records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .records import Written

DIFFICULTIES = ("code", "noisy", "hard", "absent", "all")


@dataclass(slots=True)
class Tally:
    """Counts of one difficulty."""

    records: int = 0
    with_truth: int = 0
    auto: int = 0
    auto_right: int = 0
    review: int = 0
    first_right: int = 0

    @property
    def precision(self) -> float | None:
        """Right among the automatic links; None where there are none."""
        return self.auto_right / self.auto if self.auto else None

    @property
    def recall(self) -> float | None:
        """Automatically and rightly linked among the records that mean a firm of the register."""
        return self.auto_right / self.with_truth if self.with_truth else None

    @property
    def f1(self) -> float | None:
        """Of the automatic links."""
        if not self.auto or not self.with_truth:
            return None
        return 2 * self.auto_right / (self.auto + self.with_truth)

    @property
    def first(self) -> float | None:
        """The right firm stands first, linked or proposed."""
        return self.first_right / self.with_truth if self.with_truth else None


def score(records: Iterable[Written], links: Mapping[str, tuple[str, str]]) -> dict[str, Tally]:
    """`links`: rec_id -> (right_id or '', auto | review | none). A record without an answer counts as none."""
    found = {name: Tally() for name in DIFFICULTIES}
    for record in records:
        right, decision = links.get(record.rec_id, ("", "none"))
        for tally in (found[record.difficulty], found["all"]):
            good = bool(record.truth_id) and right == record.truth_id
            tally.records += 1
            tally.with_truth += bool(record.truth_id)
            tally.auto += decision == "auto"
            tally.auto_right += decision == "auto" and good
            tally.review += decision == "review"
            tally.first_right += good
    return found


def wrong_links(records: Iterable[Written], links: Mapping[str, tuple[str, str]]) -> list[tuple[Written, str]]:
    """The automatic links that are wrong, with the firm that was given."""
    answers = ((r, *links.get(r.rec_id, ("", "none"))) for r in records)
    return [(r, right) for r, right, decision in answers if decision == "auto" and right != r.truth_id]


def table(name: str, tallies: Mapping[str, Tally]) -> str:
    """As printed: one line a difficulty."""
    lines = [
        f"{name:<8} {'records':>8} {'auto':>7} {'precision':>10} {'recall':>7} {'F1':>7} {'review':>7} {'first':>7}"
    ]
    for difficulty in DIFFICULTIES:
        t = tallies[difficulty]
        shares = (_percent(t.recall), _percent(t.f1), _percent(t.review / t.records if t.records else None))
        told = " ".join(f"{share:>7}" for share in (*shares, _percent(t.first)))
        lines.append(f"  {difficulty:<6} {t.records:>8} {t.auto:>7} {_percent(t.precision, 4):>10} {told}")
    return "\n".join(lines)


def _percent(value: float | None, places: int = 3) -> str:
    return "-" if value is None else f"{value:.{places}f}"
