"""From a power or a chain to the procedure a case runs under: the clock, the steps and the stops are those of procedures."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

from ..procedures import Procedure, Step
from .definition import Link, Matter, Power, Terms

SUBJECT = "application"
LICENCE_STOPS = ("hearing", "tender", "auction", "inspection", "appraisal", "expert_review")
LICENCE = {
    "document": "中华人民共和国行政许可法", "article": "第四十二条", "sureness": "S*",
    "url": "https://m.findlaw.cn/info/xingzheng/xingzhengxuke/xzxkqx/1405265.html",
}  # fmt: skip
ONCE = "材料不齐的一次告知(行政许可法第三十二条),条文未见原件"


def procedure_of_power(power: Power, *, on: datetime.date) -> Procedure:
    """The procedure of one item under the terms of a day; the promised days are kept when the decision is made."""
    terms = power.at(on)
    steps = tuple(_own_step(step, terms, first=place == 0) for place, step in enumerate(terms.flow))
    decided = next((step.code for step in steps if step.code == "decide"), steps[-1].code)
    return _procedure(
        name=f"power-{power.code.replace('_', '-')}", label=power.name, purpose=f"办理{power.name}",
        version=terms.since, source=terms.basis[0], days=terms.promised, statutory_days=terms.statutory,
        days_until=decided, suspensions=terms.suspensions or LICENCE_STOPS, accepts_promises=terms.tolerates,
        assumptions=(ONCE, *(("事项为示范目录,不是正式清单",) if power.sample else ())), steps=steps,
        extension=_extension(power),
    )  # fmt: skip


def procedure_of_mirror(power: Power, *, on: datetime.date) -> Procedure:
    """The procedure of an item that is done on a platform above: one external step with the promised days.

    Stops are whatever the platform says they are, so every kind may stop it.
    """
    terms = power.at(on)
    step = Step(
        code="above", label=f"{power.name}(上级平台)", authority="external", bureau=terms.bureau, days=terms.promised,
        statutory_days=terms.statutory,
    )  # fmt: skip
    return _procedure(
        name=f"mirror-{power.code.replace('_', '-')}", label=f"{power.name}(上级平台)", purpose="镜像上级平台的办件",
        version=terms.since, source=terms.basis[0], days=terms.promised, statutory_days=terms.statutory,
        suspensions=(*LICENCE_STOPS, "papers", "public_notice", "rectification", "superior"), steps=(step,),
        assumptions=("期限按本目录的承诺时限推算,以上级平台为准",),
    )  # fmt: skip


def procedure_of_matter(matter: Matter, powers: Mapping[str, Power], *, on: datetime.date) -> Procedure:
    """The procedure of a chain: each item a step of its bureau with its promised days, side by side where nothing waits.

    A paper is asked for once, and not where an item before it makes it.
    """
    asked: set[str] = set()
    steps = tuple(_linked_step(link, matter, powers, on, asked) for link in matter.links)
    bureaus = dict.fromkeys(step.bureau for step in steps)
    return _procedure(
        name=f"matter-{matter.name}", label=matter.label, purpose=matter.purpose, version=matter.since,
        source=matter.source, days=matter.days, days_until=matter.until,
        suspensions=tuple(dict.fromkeys((*LICENCE_STOPS, "public_notice", *matter.suspensions))),
        accepts_promises=matter.tolerates, groups=dict(matter.groups), steps=steps,
        assumptions=(*matter.assumptions, ONCE, f"由 {len(bureaus)} 个部门并联办理,牵头:{matter.keeper}"),
    )  # fmt: skip


def _own_step(step: Step, terms: Terms, *, first: bool) -> Step:
    papers = tuple({"kind": p.kind, "label": p.label, "secondary": p.secondary} for p in terms.papers) if first else ()
    return Step.model_validate({**step.model_dump(), "bureau": step.bureau or terms.bureau, "papers": papers})


def _linked_step(link: Link, matter: Matter, powers: Mapping[str, Power], on: datetime.date, asked: set[str]) -> Step:
    power = powers[link.power]
    terms = power.at(on)
    before = matter.before(link.power)
    papers = []
    for paper in terms.papers:
        if paper.kind in asked or before & set(paper.result_of):
            continue
        asked.add(paper.kind)
        papers.append({"kind": paper.kind, "label": paper.label, "secondary": paper.secondary})
    return Step.model_validate({
        "code": power.code, "label": power.name, "after": link.after, "bureau": terms.bureau,
        "authority": "external" if power.external else "own", "group": link.group, "optional": link.optional,
        "days": terms.promised if link.days is None else link.days, "statutory_days": terms.statutory,
        "papers": papers, "suspensions": terms.suspensions, "source": terms.basis[0],
    })  # fmt: skip


def _extension(power: Power) -> dict[str, Any] | None:
    if power.kind != "行政许可":
        return None
    return {"days": 10, "approver": "本行政机关负责人批准并告知理由", "source": LICENCE}


def _procedure(**values: Any) -> Procedure:
    """Checked by the procedure's own model; the hash is over its content, so that each version keeps itself."""
    values = {key: value for key, value in values.items() if value is not None}
    made = Procedure.model_validate({
        "subject": SUBJECT, "clock_from": "acceptance", "asks_papers_once": True, **values,
    })  # fmt: skip
    return made.model_copy(update={"hash": hashlib.sha256(made.model_dump_json().encode()).hexdigest()})
