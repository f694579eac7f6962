"""Seats: the names a step may wait for (a person, a post, a bureau), and which of them a user sits on.

A procedure names posts and bureaus; a person is named by the login, which is never used again. A post is named with its
bureau (`管委会 副主任`), or by its title alone where the procedure leaves the bureau open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuanheng.engines.procedures import Procedure
from yuanheng.web.base.access import held
from yuanheng.web.base.models import Organisation, Post, User

from .models import Delegation


@dataclass(frozen=True, slots=True)
class Seats:
    """`own` seats of a user (person and posts), their `bureaus`, and what is `lent` to them by people away."""

    own: frozenset[str]
    bureaus: frozenset[str]
    lent: dict[str, User]

    @property
    def all(self) -> frozenset[str]:
        """Every seat the user may act on."""
        return self.own | self.bureaus | frozenset(self.lent)


def own_seats(user: Any) -> frozenset[str]:
    """The person, and the posts held: with their bureau, and by title."""
    if not user.is_authenticated:
        return frozenset()
    posts = [h.post for h in held(user)]
    return frozenset({user.username, *(str(p) for p in posts), *(p.title for p in posts)})


def bureau_seats(user: Any) -> frozenset[str]:
    """The bureaus of the posts held, by name and by code."""
    return frozenset(name for h in held(user) for name in (h.post.organisation.name, h.post.organisation.code))


def seats_of(user: User, on: date) -> Seats:
    """All seats of a user on a day, delegations among them."""
    lent: dict[str, User] = {}
    for delegation in Delegation.objects.filter(to=user).holding(on).select_related("who"):
        for seat in own_seats(delegation.who) | bureau_seats(delegation.who):
            lent.setdefault(seat, delegation.who)
    own, bureaus = own_seats(user), bureau_seats(user)
    return Seats(own=own, bureaus=bureaus, lent={seat: who for seat, who in lent.items() if seat not in own | bureaus})


def people_on(seats: Iterable[str]) -> list[User]:
    """The users who sit on any of these seats now."""
    wanted = set(seats)
    users = User.objects.filter(is_active=True)
    found = users.filter(username__in=wanted) | users.filter(
        posts__ended_on__isnull=True, posts__organisation__name__in=wanted
    )
    found = found | users.filter(posts__ended_on__isnull=True, posts__organisation__code__in=wanted)
    titles = {seat.rsplit(" ", 1)[-1] for seat in wanted}
    by_title = users.filter(posts__ended_on__isnull=True, posts__title__in=titles).distinct()
    some = {user.pk: user for user in found.distinct()}
    some.update({user.pk: user for user in by_title if own_seats(user) & wanted})
    return list(some.values())


def seat_names(seats: Iterable[str]) -> list[str]:
    """Seats as people read them: logins and codes become names."""
    wanted = list(seats)
    names = dict(User.objects.filter(username__in=wanted).values_list("username", "full_name"))
    names.update(dict(Organisation.objects.filter(code__in=wanted).values_list("code", "name")))
    return [names.get(seat) or seat for seat in wanted]


def organisation_named(name: str) -> Organisation | None:
    """The bureau of that name or code."""
    if not name:
        return None
    found = Organisation.objects.filter(name=name).first()
    return found or Organisation.objects.filter(code=name).first()


def open_seats(seats: Iterable[str]) -> frozenset[str]:
    """Seats that name nobody in particular (承办人): they are filled by the bureau in charge."""
    wanted = set(seats)
    if not wanted:
        return frozenset()
    wanted -= set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    for name, code in Organisation.objects.filter(name__in=wanted).values_list("name", "code"):
        wanted -= {name, code}
    wanted -= set(Organisation.objects.filter(code__in=wanted).values_list("code", flat=True))
    titles = {seat.rsplit(" ", 1)[-1] for seat in wanted}
    posts = Post.objects.filter(title__in=titles, ended_on__isnull=True).select_related("organisation")
    return frozenset(wanted - {name for post in posts for name in (post.title, str(post))})


@dataclass(frozen=True, slots=True)
class Claim:
    """The seat a person signs for; `behalf` whom they stand in for; `shared` where one of several in turn names nobody."""

    seat: str
    behalf: User | None = None
    shared: bool = False


def in_charge(step: Any, case: Any) -> str:
    """The bureau that minds a step: its own, or the case's keeper where the site does not know that bureau."""
    if step.bureau and organisation_named(step.bureau) is not None:
        return str(step.bureau)
    return case.organisation.name if case.organisation else str(step.bureau)


def claim(case: Any, procedure: Procedure, code: str, now: Any, seats: Seats) -> Claim | None:
    """The seat of a step that the user may act on now; None where it waits for others.

    Own seats come first, then the bureau's, then lent ones, then seats that name nobody on this site where the step is
    the bureau's.
    """
    step = procedure.step(code)
    if step is None:
        return None
    mine, charge = seats.own | seats.bureaus, in_charge(step, case)
    if not now.signers:
        if charge in mine:
            return Claim(seat="")
        return Claim(seat="", behalf=seats.lent[charge]) if charge in seats.lent else None
    waiting = now.waiting_for[:1] if step.signing == "in_turn" else now.waiting_for
    for seat in sorted(waiting, key=lambda seat: (seat not in seats.own, seat not in seats.bureaus)):
        if seat in mine:
            return Claim(seat=seat)
    lent = [seat for seat in waiting if seat in seats.lent]
    if lent:
        return Claim(seat=lent[0], behalf=seats.lent[lent[0]])
    free = open_seats(waiting) if charge in mine else frozenset()
    return next((Claim(seat=seat, shared=step.signing == "in_turn") for seat in waiting if seat in free), None)
