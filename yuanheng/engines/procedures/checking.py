"""What may follow: one small check for each rule, gathered by kind of event; the first that fails refuses the event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from .definition import Procedure
from .kinds import EVENT_KINDS, SHANGHAI, SUSPENSION_KINDS, Event, EventRefused, as_date, words
from .state import CaseState
from .stepchecks import (
    Check,
    Fault,
    adding,
    at_work,
    closing_step,
    external,
    own,
    passing_on,
    removing,
    returning,
    signing,
    working,
)

STEP_KINDS = frozenset(
    [
        "signed",
        "refused",
        "returned",
        "handed_over",
        "delegated",
        "signer_added",
        "signer_removed",
        "external_done",
        "step_done",
    ]
)
BEFORE_ACCEPTANCE = frozenset(
    ["accepted", "papers_asked", "papers_given", "copied", "remarked", "revoked", "terminated"]
)
REASONED = frozenset(["suspended", "extended", "refused", "returned", "revoked", "terminated"])


def check_event(procedure: Procedure, state: CaseState, event: Event, *, on: datetime.date | None = None) -> None:
    """Let the event pass, or refuse it with the rule's name. `on` is today, where the caller knows it.

    Raises:
        EventRefused: `.rule` names the rule (`future_date`, `before_acceptance`, `step_not_active`, …).
    """
    checks: tuple[Check, ...] = (_known, _order, _moment, *_CHECKS.get(event.kind, ()))
    for check in checks:
        for rule, found, expected, advice in check(procedure, state, event):
            _refuse(procedure, event, rule, found, expected, advice)
    if on is not None and event.recorded_on > on:
        _refuse(procedure, event, "future_date", event.recorded_on.isoformat(), f"不晚于今天({on})", "改正日期")


def _refuse(procedure: Procedure, event: Event, rule: str, found: str, expected: str, advice: str) -> None:
    step = procedure.step(event.step)
    where = procedure.label + (f" › {step.label}" if step else "") + f" › {EVENT_KINDS.get(event.kind, event.kind)}"
    raise EventRefused(rule, where=where, found=found, expected=expected, advice=advice)


# for every event


def _known(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if event.kind not in EVENT_KINDS:
        yield "unknown_event", event.kind, "、".join(EVENT_KINDS), "改用列出的事项"
    if event.step and procedure.step(event.step) is None:
        yield "unknown_step", event.step, "、".join(s.code for s in procedure.steps), "改用本流程的步骤"
    if event.kind in STEP_KINDS and not event.step:
        yield "step_missing", "没有说是哪一步", "一个步骤", "选择步骤"
    if event.kind in REASONED and not str(event.data.get("reason") or "").strip():
        yield "reason_missing", "没有理由", "写明理由", "补写理由后再提交"


def _order(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if event.kind == "opened":
        if state.status != "new":
            yield "already_opened", "已经登记", "每件只登记一次", "另开一件"
        return
    if state.status == "new":
        yield "not_opened", "尚未登记", "先登记", "先登记办件"
    elif state.is_closed and event.kind not in ("remarked", "copied"):
        yield "case_closed", f"办件已于 {state.closed_on} 结束", "未结束的办件", "只能补备注;确需继续的另开一件"
    elif state.status == "draft" and event.kind not in BEFORE_ACCEPTANCE:
        yield "before_acceptance", "尚未受理", "受理之后", "先受理或要求补正"


def _moment(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if event.data.get("on") and as_date(event.data["on"]) is None:
        yield "bad_date", str(event.data["on"]), "年-月-日", "改正日期"
        return
    if event.day > event.recorded_on:
        yield "future_date", f"{event.day},晚于登记日 {event.recorded_on}", "已经发生的日子", "到那一天再登记"
    if state.last_at is not None and _aware(event.at) < _aware(state.last_at):
        yield "out_of_order", f"登记时间 {event.at:%Y-%m-%d %H:%M} 早于上一事项", "按先后登记", "改正时间"
    floor = state.accepted_on or state.opened_on
    if floor is not None and event.day < floor:
        what = "受理" if state.accepted_on else "登记"
        yield "before_start", f"{event.day} 早于{what}日 {floor}", f"不早于{what}日", "改正日期"


def _aware(at: datetime.datetime) -> datetime.datetime:
    return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at


# before and at acceptance


def _opening(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    for code in words(event.data.get("skip")):
        step = procedure.step(code)
        if step is None or not step.optional:
            possible = "、".join(s.code for s in procedure.steps if s.optional) or "本流程没有可略的步骤"
            yield "step_not_optional", code, possible, "只略去可略的步骤"
    for code in event.data.get("signers") or {}:
        if procedure.step(code) is None:
            yield "unknown_step", str(code), "、".join(s.code for s in procedure.steps), "改用本流程的步骤"


def _accepting(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if procedure.clock_from == "opening":
        yield "no_acceptance", "本流程没有受理环节", "登记即开始计时", "直接办理步骤"
    elif state.accepted_on is not None:
        yield "already_accepted", f"已于 {state.accepted_on} 受理", "每件只受理一次", "不必再受理"
    promised = words(event.data.get("promised"))
    if state.papers_wanted and not set(state.papers_wanted) <= set(promised):
        yield "papers_pending", "缺 " + "、".join(state.papers_wanted), "补正到件,或书面承诺容缺", "先登记到件"
    if promised:
        yield from _promising(procedure, event, promised)


def _promising(procedure: Procedure, event: Event, promised: tuple[str, ...]) -> Iterator[Fault]:
    if not procedure.accepts_promises:
        yield "promise_not_allowed", "容缺受理 " + "、".join(promised), "本流程不适用容缺受理", "收齐材料再受理"
    secondary = {p.label for s in procedure.steps for p in s.papers if p.secondary}
    main = [paper for paper in promised if secondary and paper not in secondary]
    if main:
        yield "promise_main_paper", "、".join(main), "次要材料:" + "、".join(sorted(secondary)), "主要材料收齐再受理"
    until = as_date(event.data.get("promised_by"))
    if until is None or until < event.day:
        yield (
            "promise_without_date",
            str(event.data.get("promised_by") or "没有补交期限"),
            "不早于受理日的补交期限",
            "写明期限",
        )


def _asking(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if not words(event.data.get("papers")):
        yield "papers_missing", "没有列出要补的材料", "一次告知全部材料", "列出材料"
    if state.papers_wanted:
        yield "papers_pending", "上次要求的材料尚未到件", "到件后再处理", "先登记到件"
    if state.status == "draft":
        if procedure.asks_papers_once and state.papers_asked_on is not None:
            yield (
                "papers_asked_once",
                f"已于 {state.papers_asked_on} 告知过",
                "补正只告知一次",
                "据现有材料决定是否受理",
            )
    elif "papers" not in procedure.suspensions:
        yield "suspension_kind", "受理后补正", _stops(procedure.stoppable_by("")), "本流程受理后不能再停下来补正"


def _given(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if not state.papers_wanted and not state.promised:
        yield "nothing_asked", "没有要求补正,也没有容缺", "要求补正或容缺之后", "不必登记"


# the clock


def _stopping(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    kind = str(event.data.get("kind") or "")
    allowed = procedure.stoppable_by(event.step)
    if kind not in allowed:
        yield (
            "suspension_kind",
            SUSPENSION_KINDS.get(kind, kind) or "没有说明种类",
            _stops(allowed),
            "改选允许的种类,否则计时不停",
        )
    if event.step:
        yield from at_work(procedure, state, event, suspended_too=True)
    if any(s.last is None and s.kind == kind and s.step == event.step for s in state.suspensions):
        yield "already_suspended", f"{SUSPENSION_KINDS.get(kind, kind)}正在暂停中", "同一事由只停一次", "先恢复"


def _stops(kinds: tuple[str, ...]) -> str:
    return "、".join(SUSPENSION_KINDS[kind] for kind in kinds) or "不得暂停"


def _resuming(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    kind = event.data.get("kind")
    lasting = [s for s in state.suspensions if s.last is None]
    mine = [s for s in lasting if s.step == event.step and kind in (None, "", s.kind)]
    if not mine:
        yield "nothing_suspended", "没有这样的暂停", "正在暂停的事项", "核对步骤和事由"
    elif event.day < max(s.first for s in mine):
        yield "resumed_before_stop", f"{event.day} 早于暂停日", "不早于暂停日", "改正日期"
    if state.papers_wanted and any(s.kind == "papers" and not s.step for s in mine):
        yield "papers_pending", "材料尚未到件", "到件即恢复", "登记补正到件"


def _extending(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    rule, days = procedure.extension, event.data.get("days")
    if rule is None:
        yield "extension_not_allowed", "本流程没有延期的规定", "在期限内办结", "不能延期"
        return
    if not isinstance(days, int) or isinstance(days, bool) or days < 1 or days > rule.days:
        yield "extension_too_long", f"{days} 个工作日", f"1 至 {rule.days} 个工作日", "改正天数"
    if len(state.extensions) >= rule.times:
        yield "extension_twice", f"已延期 {len(state.extensions)} 次", f"至多 {rule.times} 次", "不能再延期"
    if state.due is not None and event.day > state.due.on:
        yield "extension_late", f"{event.day},期限 {state.due.on} 已过", "期限届满以前决定", "不能再延期"


# the whole


def _copying(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if not words(event.data.get("to")):
        yield "receiver_missing", "没有说抄送谁", "抄送对象", "选择抄送对象"


def _completing(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    if not state.all_done:
        labels = {step.code: step.label for step in procedure.steps}
        left = [labels[code] for code, step in state.steps.items() if step.status != "done"]
        yield "steps_left", "未办结:" + "、".join(left), "全部步骤办结", "先办完各步"
    if state.promised:
        yield "promise_open", "容缺材料未补交:" + "、".join(state.promised), "补齐之后", "先登记到件;逾期不补的终止办理"


_CHECKS: Mapping[str, tuple[Check, ...]] = {
    "opened": (_opening,),
    "accepted": (_accepting,),
    "papers_asked": (_asking,),
    "papers_given": (_given,),
    "suspended": (_stopping,),
    "resumed": (_resuming,),
    "extended": (_extending,),
    "signed": (own, working, signing),
    "refused": (own, working, signing),
    "returned": (working, returning),
    "handed_over": (own, working, passing_on),
    "delegated": (own, working, passing_on),
    "signer_added": (own, working, adding),
    "signer_removed": (own, working, removing),
    "copied": (_copying,),
    "external_done": (external, working),
    "step_done": (own, working, closing_step),
    "completed": (_completing,),
}
