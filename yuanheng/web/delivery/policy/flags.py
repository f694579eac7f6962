"""Red flags: each rule looks at what is known of a project and answers in a sentence with its figures, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..rules import FlagRule, FlagRules
from .series import Month, missing

TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step at work with its due day."""

    label: str
    group: str
    due_on: date


@dataclass(frozen=True, slots=True)
class OpenDifficulty:
    """A difficulty that is not solved."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a project on a day. `planned` and `reached` by stage code; amounts in yuan."""

    stage: str
    reached: Mapping[str, date] = field(default_factory=dict)
    planned: Mapping[str, date] = field(default_factory=dict)
    replans: Mapping[str, int] = field(default_factory=dict)
    last_sign: date | None = None
    months: tuple[Month, ...] = ()
    year_done: Decimal | None = None
    year_plan: Decimal | None = None
    through: date | None = None
    steps: tuple[LateStep, ...] = ()
    difficulties: tuple[OpenDifficulty, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A lamp that is lit: in words, with its figures and the rule's code."""

    code: str
    label: str
    tone: str
    sentence: str


def wan(amount: Decimal) -> str:
    """In 万元, without needless noughts."""
    text = f"{amount / TEN_THOUSAND:,.2f}"
    return text.rstrip("0").rstrip(".") + " 万元"


def flags_of(known: Known, rules: FlagRules, *, on: date) -> tuple[Flag, ...]:
    """The lamps lit on a day, red ones first."""
    lit = []
    for rule in rules.flags:
        if rule.stages and known.stage not in rule.stages:
            continue
        said = SAY[rule.kind](known, rule, on)
        if said:
            lit.append(Flag(rule.code, rule.label, rule.tone, said))
    return tuple(sorted(lit, key=lambda f: f.tone != "red"))


def _silence(known: Known, rule: FlagRule, on: date) -> str:
    if known.last_sign is None:
        return ""
    days = (on - known.last_sign).days
    return f"已 {days} 天没有任何进展记录(最近一次 {known.last_sign}),限 {rule.limit} 天" if days > rule.limit else ""


def _missing_months(known: Known, rule: FlagRule, on: date) -> str:
    lacking = missing(known.months)
    if len(lacking) < rule.limit or not lacking:
        return ""
    told = "、".join(f"{m:%Y-%m}" for m in lacking[-3:])
    return f"缺 {len(lacking)} 个月的进展({'最近 ' if len(lacking) > 3 else ''}{told}),未报不作零"


def _late_steps(known: Known, rule: FlagRule, on: date) -> str:
    late = [s for s in known.steps if s.group in rule.groups and (on - s.due_on).days > rule.limit]
    return ";".join(f"“{s.label}”应于 {s.due_on} 完成,已逾期 {(on - s.due_on).days} 天" for s in late)


def _milestone_late(known: Known, rule: FlagRule, on: date) -> str:
    planned, reached = known.planned.get(rule.milestone), known.reached.get(rule.milestone)
    if planned is None or reached is not None or (on - planned).days <= rule.limit:
        return ""
    return f"计划 {planned},至今未到,已晚 {(on - planned).days} 天"


def _since_stage(known: Known, rule: FlagRule, on: date) -> str:
    since = known.reached.get(rule.since)
    if since is None or rule.milestone in known.reached or (on - since).days <= rule.limit:
        return ""
    return f"{since} 起已 {(on - since).days} 天,限 {rule.limit} 天"


def _behind_plan(known: Known, rule: FlagRule, on: date) -> str:
    """The year's plan is taken to run evenly over its months; compared to the newest reported month."""
    if known.year_plan is None or known.year_done is None or known.through is None or not known.year_plan:
        return ""
    should = known.year_plan * known.through.month / 12
    behind = (should - known.year_done) * 100 / should
    if behind <= rule.limit:
        return ""
    return (
        f"截至 {known.through:%Y-%m} 已报完成 {wan(known.year_done)},按全年计划 {wan(known.year_plan)} 均匀推算应完成 "
        f"{wan(should)},落后 {behind:.0f}%,限 {rule.limit}%"
    )


def _falling(known: Known, rule: FlagRule, on: date) -> str:
    fell = [m for m in known.months if m.fell is not None and m.fell > rule.limit]
    return ";".join(f"{m.first:%Y-%m} 累计投资比此前少 {wan(m.fell)}" for m in fell[-2:] if m.fell is not None)


def _difficulty_overdue(known: Known, rule: FlagRule, on: date) -> str:
    late = [d for d in known.difficulties if (on - d.due_on).days > rule.limit]
    return ";".join(f"“{d.title}”应于 {d.due_on} 解决,已逾期 {(on - d.due_on).days} 天" for d in late)


def _replanned(known: Known, rule: FlagRule, on: date) -> str:
    most = max(known.replans.values(), default=0)
    return f"同一节点已调整 {most} 次,限 {rule.limit} 次" if most > rule.limit else ""


SAY: dict[str, Callable[[Known, FlagRule, date], str]] = {
    "silence": _silence,
    "missing_months": _missing_months,
    "late_steps": _late_steps,
    "milestone_late": _milestone_late,
    "since_stage": _since_stage,
    "behind_plan": _behind_plan,
    "falling": _falling,
    "difficulty_overdue": _difficulty_overdue,
    "replanned": _replanned,
}
