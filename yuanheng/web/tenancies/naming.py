"""Whom a name in a list means: what a person said, else the linkage engine where it is sure; anything else is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yuanheng.web.ledger.models import LinkDecision, Record
from yuanheng.web.ledger.proposals import Said, ask, current_register

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Meant:
    """A name as written: the firm (id), `outside`, or '' to settle; `by` engine or person; candidates (id, name, percent)."""

    name: str
    firm: str
    by: str
    candidates: tuple[tuple[str, str, int], ...]


def meant(names: Iterable[str], chosen: Mapping[str, str]) -> dict[str, Meant]:
    """Each name once. The engine is asked with all of them together."""
    wanted = sorted({name for name in names if name})
    register = current_register()
    records = [Record(record_key=name[:24] + str(place), name=name) for place, name in enumerate(wanted)]
    said = ask(records, register)
    return {name: _of(name, word, chosen.get(name, ""), register) for name, word in zip(wanted, said, strict=True)}


def _of(name: str, said: Said, chosen: str, register: object) -> Meant:
    firms = register.by_id  # type: ignore[attr-defined]
    listed = tuple((c.firm, firms[c.firm].name, round(c.probability * 100)) for c in said.candidates if c.firm in firms)
    if chosen == OUTSIDE or chosen in firms:
        return Meant(name, chosen, "person", listed)
    if said.decision == LinkDecision.AUTO and said.firm in firms:
        return Meant(name, said.firm, "engine", ((said.firm, firms[said.firm].name, round(said.probability * 100)),))
    return Meant(name, "", "", listed)
