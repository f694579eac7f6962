"""What the generator says of channels; days are days, sums are text of exact decimals or None where nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ChannelFact:
    """One channel; `key` is how the other facts name it."""

    key: str
    name: str
    kind: str
    region: str
    known: date
    city: str = ""
    other_names: tuple[str, ...] = ()
    person: str = ""
    ended: date | None = None
    ended_known: date | None = None


@dataclass(frozen=True, slots=True)
class RelationFact:
    """A relation with its kind of paper."""

    channel: str
    what: str
    evidence: str
    since: date
    known: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ContactFact:
    """A contact and its cost; `withdrawn` is the day it was taken back."""

    channel: str
    on: date
    kind: str
    note: str
    cost: str | None
    known: date
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class BroughtFact:
    """Which channel brought a project."""

    channel: str
    project: str
    on: date
    known: date
    main: bool = True


@dataclass(frozen=True, slots=True)
class CommissionFact:
    """A contract: a fixed fee, or a share in per cent with a cap."""

    key: str
    channel: str
    scope: str
    trigger: str
    currency: str
    since: date
    known: date
    fixed: str | None = None
    percent: str | None = None
    cap: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """What was paid for a project under a contract."""

    commission: str
    project: str
    amount: str
    currency: str
    paid_on: date
    voucher: str


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event, its guests and the projects that came of it with their days."""

    name: str
    kind: str
    on: date
    region: str
    place: str
    host: str
    known: date
    city: str = ""
    channel: str = ""
    cost: str | None = None
    guests: tuple[tuple[str, str, str], ...] = ()
    leads: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class PartnershipFact:
    """An agreement, talks, a joint project or a pair."""

    kind: str
    on: date
    what: str
    known: date
    region: str
    channel: str = ""
    partner: str = ""
    uscc: str = ""
    project: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StaffFact:
    """How many work in an office from a day on."""

    channel: str
    count: int
    since: date


@dataclass(slots=True)
class Channels:
    """All of it."""

    channels: list[ChannelFact] = field(default_factory=list)
    relations: list[RelationFact] = field(default_factory=list)
    contacts: list[ContactFact] = field(default_factory=list)
    brought: list[BroughtFact] = field(default_factory=list)
    commissions: list[CommissionFact] = field(default_factory=list)
    payments: list[PaymentFact] = field(default_factory=list)
    events: list[EventFact] = field(default_factory=list)
    partnerships: list[PartnershipFact] = field(default_factory=list)
    staff: list[StaffFact] = field(default_factory=list)
