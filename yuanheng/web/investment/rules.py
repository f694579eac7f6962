"""The rules of investment promotion as data: chains, protection, rhythm of follow-up, forecast, places, words of lists."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from yuanheng.engines.calendars import WorkCalendar, load_calendar
from yuanheng.engines.rules import Citation, load_rule, load_rules


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Segment(_Data):
    """One link of a chain: the words that mean it, the industry codes of its firms, whether the zone encourages it."""

    code: str
    label: str
    words: tuple[str, ...] = ()
    industry_codes: tuple[str, ...] = ()
    encouraged: bool = False


class Chain(_Data):
    """A leading industry as a chain; neighbouring segments supply one another."""

    name: str
    label: str
    cluster: str
    segments: tuple[Segment, ...] = Field(min_length=1)
    source: Citation

    @property
    def code(self) -> str:
        """The name of its file: what rows keep."""
        return self.name

    def segment(self, code: str) -> Segment | None:
        """A segment by code."""
        return next((s for s in self.segments if s.code == code), None)

    def neighbours(self, code: str) -> tuple[Segment, ...]:
        """The segments just before and after."""
        place = next((i for i, s in enumerate(self.segments) if s.code == code), None)
        if place is None:
            return ()
        return tuple(s for i, s in enumerate(self.segments) if abs(i - place) == 1)

    def segment_of_industry(self, industry_code: str) -> str:
        """The segment of a firm by its industry code (the longest prefix that fits); '' where none does."""
        fits = [
            (len(prefix), s.code)
            for s in self.segments
            for prefix in s.industry_codes
            if industry_code and industry_code.startswith(prefix)
        ]
        return max(fits)[1] if fits else ""


class Span(_Data):
    """So many days, of the calendar or working days."""

    days: int = Field(gt=0)
    counted: Literal["calendar", "workdays"] = "calendar"

    def after(self, day: date, calendar: WorkCalendar) -> date:
        """The last day of the span that begins after `day`."""
        return calendar.after(day, self.days) if self.counted == "workdays" else day + timedelta(days=self.days)

    def sentence(self) -> str:
        """30 个自然日."""
        return f"{self.days} 个{'工作日' if self.counted == 'workdays' else '自然日'}"


class ProtectionRule(_Data):
    """How long first reported and first in talks are protected."""

    name: str
    label: str
    reported: Span
    talks: Span
    warn_days: int
    extend_most: Span
    source: Citation


class FollowRule(_Data):
    """After how many days without a step somebody is asked."""

    name: str
    label: str
    quiet_days: int
    push_days: int
    ahead_days: int
    lock_days: int
    lock_most_days: int
    least_known: Decimal = Decimal(50)
    source: Citation


def _share(value: Any) -> Any:
    text = str(value).strip()
    return Decimal(text[:-1]) / 100 if text.endswith("%") else value


Share = Annotated[Decimal, BeforeValidator(_share), Field(ge=0, le=1)]


class ForecastRule(_Data):
    """With what weight a project at a stage enters the forecast."""

    name: str
    label: str
    weights: dict[str, Share]
    source: Citation


class Place(_Data):
    """The zone's own place."""

    name: str
    latitude: float
    longitude: float


class Places(_Data):
    """Cities by their middle: [latitude, longitude]."""

    name: str
    label: str
    zone: Place
    cities: dict[str, tuple[float, float]]
    source: Citation


class FieldWords(_Data):
    """A field of a list of companies, what kind of cell it is, and what lists call it."""

    label: str
    kind: Literal["text", "money", "percent", "date", "investors"]
    words: tuple[str, ...]


class VagueWords(_Data):
    """Words that say a size and not an amount."""

    words: tuple[str, ...]
    label: str


class CompanyWords(_Data):
    """The headers and words of lists of target companies."""

    name: str
    label: str
    fields: dict[str, FieldWords]
    undisclosed: tuple[str, ...]
    investor_lists: tuple[str, ...]
    investor_forms: tuple[str, ...]
    nobody: tuple[str, ...]
    vague: tuple[VagueWords, ...]
    source: Citation


@cache
def load_chains() -> tuple[Chain, ...]:
    """Every chain, in the order of their names' files."""
    return tuple(load_rules("chains", Chain).values())


def chain_of(code: str) -> Chain | None:
    """A chain by code, or by the cluster's name."""
    wanted = code.removesuffix("产业链").removesuffix("产业")
    return next((c for c in load_chains() if code and (c.code == code or wanted in (c.cluster, c.label))), None)


def label_of(chain: str, segment: str = "") -> str:
    """`新能源产业链 · 风电装备`; a code that the rules no longer know is shown as it is."""
    found = chain_of(chain)
    if found is None:
        return chain
    part = found.segment(segment)
    return found.label + (f" · {part.label if part else segment}" if segment else "")


def segment_meant(text: str, chain: str = "") -> tuple[str, str]:
    """(chain, segment) that a text of products or a field of business means; ('', '') where none or several fit as well."""
    best: dict[tuple[str, str], int] = {}
    for each in load_chains():
        if chain and each.code != chain:
            continue
        for segment in each.segments:
            hits = sum(len(word) for word in (segment.label, *segment.words) if word in text)
            if hits:
                best[(each.code, segment.code)] = hits
    most = max(best.values(), default=0)
    found = [key for key, hits in best.items() if hits == most]
    return found[0] if len(found) == 1 else (chain, "")


@cache
def protection_rule() -> ProtectionRule:
    """The rule of protection."""
    return load_rule("investment", "protection", ProtectionRule)


@cache
def follow_rule() -> FollowRule:
    """The rule of follow-up."""
    return load_rule("investment", "follow", FollowRule)


@cache
def forecast_rule() -> ForecastRule:
    """The weights of the forecast."""
    return load_rule("investment", "forecast", ForecastRule)


@cache
def places() -> Places:
    """Where cities lie."""
    return load_rule("investment", "places", Places)


@cache
def company_words() -> CompanyWords:
    """The words of lists."""
    return load_rule("investment", "companies", CompanyWords)


@cache
def work_calendar() -> WorkCalendar:
    """The calendar by which working days are counted."""
    return load_calendar()
