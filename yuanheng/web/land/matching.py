"""A project's land need beside the parcels there are: size, use, town, a road, neighbours of its cluster; thresholds by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yuanheng.web.admission.gathering import last_filled, of_project
from yuanheng.web.admission.policy import Gate, check_rules, decide, load_inputs
from yuanheng.web.projects.models import Project

from .models import STATES, TONES, Offer, Parcel, with_state
from .rulebook import MatchBook, match_book
from .shapes import METRE, Shapes, shapes_of

MOST = 20


@dataclass(frozen=True, slots=True)
class Match:
    """One parcel for one project: points of a hundred, each with its reason; ready now, or after a disposal."""

    parcel: Any
    points: int
    reasons: tuple[str, ...]
    ready: bool
    label: str
    tone: str
    offered: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """A check of the zone: passed, failed, or not to be said; in words."""

    label: str
    outcome: str
    sentence: str
    assumption: bool


def need_of(project: Project) -> Decimal | None:
    """Mu; None where the project needs no land of its own or has not said."""
    return project.land_mu if project.land_mu else None


def matches(project: Project, *, on: date, most: int = MOST) -> list[Match]:
    """The parcels that fit, the best first; [] where no land is needed."""
    need, book = need_of(project), match_book()
    if need is None:
        return []
    low, high = Fraction(need) * book.size_low, Fraction(need) * book.size_high
    wanted = (*book.ready, *book.later)
    rows = with_state(Parcel.objects.standing().select_related("holder"), on).filter(state__in=wanted)
    fitting = [p for p in rows if p.best_mu is not None and low <= Fraction(p.best_mu) <= high]
    offered = set(Offer.objects.known().filter(project=project).values_list("parcel_id", flat=True))  # type: ignore[attr-defined]
    held = shapes_of()
    clusters = dict(Parcel.objects.standing().exclude(cluster="").values_list("pk", "cluster"))
    made = [_match(project, p, need, book, held, clusters, p.pk in offered) for p in fitting]
    return sorted(made, key=lambda m: (not m.ready, -m.points, m.parcel.number))[:most]


def _match(
    project: Project,
    parcel: Any,
    need: Decimal,
    book: MatchBook,
    held: Shapes,
    clusters: Mapping[Any, str],
    offered: bool,
) -> Match:
    points, reasons = 0, []
    ratio = Fraction(parcel.best_mu) / Fraction(need)
    near = max(Fraction(0), 1 - abs(ratio - 1) * 2)
    points += round(book.points["size"] * near)
    reasons.append(f"{parcel.best_mu.normalize():f} 亩,是需求 {need.normalize():f} 亩的 {round(float(ratio) * 100)}%")
    if not parcel.use or "工" in parcel.use:
        points += book.points["use"]
        reasons.append(parcel.use or "用途未定")
    if project.town and parcel.town == project.town:
        points += book.points["town"]
        reasons.append(f"在 {parcel.town}")
    shape = held.of(parcel.pk)
    if shape is not None:
        road = next(
            (n for k, n, g in held.ground if k == "road" and g.distance(shape) <= book.road_metres * METRE), None
        )
        if road is not None:
            points += book.points["road"]
            reasons.append(f"临 {road or '路'}")
        beside = [held.keys[i] for i in held.near(shape, book.near_metres) if held.keys[i] != parcel.pk]
        same = sum(bool(project.cluster) and clusters.get(k) == project.cluster for k in beside)
        if same:
            points += min(book.points["neighbours"], 3 * same)
            reasons.append(f"{book.near_metres} 米内有 {same} 宗同产业")
    ready = parcel.state in book.ready
    return Match(
        parcel,
        points,
        tuple(reasons),
        ready,
        STATES.get(parcel.state, ""),
        TONES.get(parcel.state, "secondary"),
        offered,
    )


def thresholds(project: Project, *, land: Decimal | None = None) -> list[Threshold]:
    """The zone's thresholds by mu, with the land of the project or of a parcel; what was filled in at the last check."""
    values: dict[str, Any] = of_project(project) | last_filled(project, Gate.LAND)[0]
    values |= {"own_land": True} | ({"land": land} if land is not None else {})
    inputs, rules = load_inputs(), check_rules()
    made = []
    for name in match_book().checks:
        check = rules[name]
        typed = {k: _decimal(v) if k in inputs and inputs[k].kind == "amount" else v for k, v in values.items()}
        found = decide(check, typed, inputs=inputs)
        made.append(Threshold(check.label, str(found.outcome), found.sentence, check.source.assumption))
    return made


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
