"""Checks of events on a step: whether it is at work, who may sign, what closes it, where it may be returned to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .dating import step_clock
from .definition import Procedure
from .kinds import Event, as_date
from .state import CaseState

Fault = tuple[str, str, str, str]
"""Rule, found, expected, advice."""
Check = Callable[[Procedure, CaseState, Event], Iterator[Fault]]


def at_work(procedure: Procedure, state: CaseState, event: Event, *, suspended_too: bool = False) -> Iterator[Fault]:
    """The step is being worked on (or at least stopped in its work), and not before it began."""
    now = state.steps.get(event.step)
    if now is None:
        return
    if now.status == "suspended" and not suspended_too:
        yield "step_suspended", "这一步暂停计时中", "恢复之后", "先恢复计时"
    elif now.status not in ("active", "suspended"):
        waits = [s.label for s in procedure.steps if _holds(procedure, state, event.step, s.code)]
        found = (
            "这一步已办结"
            if now.status == "done"
            else "这一步还没轮到" + (f",在等 {'、'.join(waits)}" if waits else "")
        )
        yield "step_not_active", found, "正在办理的步骤:" + "、".join(state.current), "改选步骤,或先办前面的"
    elif now.since is not None and event.day < now.since:
        yield "before_start", f"{event.day} 早于这一步开始的 {now.since}", "不早于开始日", "改正日期"


def working(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """The step is being worked on, and its clock runs."""
    yield from at_work(procedure, state, event)


def _holds(procedure: Procedure, state: CaseState, code: str, other: str) -> bool:
    step = procedure.step(code)
    return step is not None and other in step.after and state.steps[other].status != "done"


def own(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """The zone decides the step itself."""
    step = procedure.step(event.step)
    if step is not None and step.authority == "external":
        yield "external_step", "由上级决定的步骤", "登记上级办结:文号、日期、扫描件", "改用「上级办结登记」"


def signing(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """The actor sits on a seat whose turn it is."""
    step, now = procedure.step(event.step), state.steps[event.step]
    mine = state.seats_of(event.actor, event.day) | {event.seat}
    if not event.seat:
        yield "nobody_signs", "没有签署人", "签署人", "由签署人本人签署"
    elif not now.signers:
        if step is not None and step.signing != "any":
            yield "no_signers", "还没有指定签署人", "至少一名签署人", "先加签"
    elif not mine & set(now.signers):
        yield "not_a_signer", event.seat, "、".join(now.signers), "由签署人、受委托人签署,或先加签、移交"
    elif not mine & set(now.waiting_for):
        yield "already_signed", f"{event.seat} 已签署", "待签:" + "、".join(now.waiting_for), "不必再签"
    elif step is not None and step.signing == "in_turn" and now.waiting_for[0] not in mine:
        yield "not_your_turn", event.seat, f"现在轮到 {now.waiting_for[0]}", "等前一位签署"


def closing_step(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """A step closed by hand needs no signature; one closed by time-out has run out, and may pass so."""
    step, now = procedure.step(event.step), state.steps[event.step]
    if event.data.get("timed_out"):
        yield from _timing_out(procedure, state, event)
    elif now.signers or (step is not None and step.signing != "any"):
        yield "needs_signature", "这一步凭签署办结", "待签:" + ("、".join(now.waiting_for) or "先加签"), "由签署人签署"
    elif not event.actor:
        yield "nobody_acts", "没有经办人", "经办人", "由经办人办结"


def _timing_out(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    step, clock = procedure.step(event.step), step_clock(state, event.step)
    if step is None or step.on_time_out != "pass":
        yield "time_out_not_allowed", "超时默认通过", "本步骤没有超时通过的规定", "由承办人办结"
    due = clock.due(state.calendar) if clock else None
    if due is None or event.day <= due.on:
        yield (
            "time_out_not_reached",
            f"{event.day}",
            f"晚于期限 {due.on if due else '(暂停或没有期限)'}",
            "期限过后再按超时处理",
        )


def external(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """A step decided above the zone closes on number, date and scan."""
    step = procedure.step(event.step)
    if step is not None and step.authority != "external":
        yield "own_step", "本级办理的步骤", "由本级签署或办结", "改用「签署」或「办结」"
    names = {"number": "文号", "date": "文件日期", "scan": "扫描件"}
    missing = [label for key, label in names.items() if not event.data.get(key)]
    if missing:
        yield "external_evidence", "缺" + "、".join(missing), "文号、日期和扫描件齐全", "补齐后登记"
        return
    dated = as_date(event.data["date"])
    if dated is None:
        yield "bad_date", str(event.data["date"]), "年-月-日", "改正文件日期"
    elif dated > event.recorded_on:
        yield "future_date", f"文件日期 {dated}", f"不晚于登记日 {event.recorded_on}", "改正文件日期"


def returning(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """A step is returned to itself or to one before it."""
    to = str(event.data.get("to") or event.step)
    if procedure.step(to) is None:
        yield "unknown_step", to, "、".join(s.code for s in procedure.steps), "改用本流程的步骤"
    elif to != event.step and event.step not in procedure.followers(to):
        yield "return_target", to, "本步骤之前的步骤", "改选前面的步骤"
    elif to in state.skipped:
        yield "return_target", to, "本件办理的步骤", "这一步本件略去,改选别的步骤"


def passing_on(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """Who hands over or delegates has something to pass on, and somebody else to take it."""
    to = str(event.data.get("to") or "")
    now = state.steps[event.step]
    mine = state.seats_of(event.actor, event.day) | {event.seat}
    if not to:
        yield "receiver_missing", "没有说交给谁", "接手人", "选择接手人"
    elif to in mine:
        yield "receiver_self", to, "另一个人", "改选接手人"
    elif event.kind == "handed_over" and to in now.signers:
        yield "receiver_signs_already", to, "不在签署人之列的人", "改选接手人"
    if now.signers and not mine & set(now.waiting_for):
        yield "not_a_signer", event.seat, "待签:" + "、".join(now.waiting_for), "由待签人移交或委托"
    until, first = as_date(event.data.get("until")), as_date(event.data.get("from")) or event.day
    if until is not None and until < first:
        yield "bad_date", f"{first} 至 {until}", "止日不早于起日", "改正日期"


def adding(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """A signer is added once."""
    signer = str(event.data.get("signer") or "")
    if not signer:
        yield "signer_missing", "没有说加谁", "签署人", "选择签署人"
    elif signer in state.steps[event.step].signers:
        yield "signer_twice", signer, "不在签署人之列的人", "不必再加"


def removing(procedure: Procedure, state: CaseState, event: Event) -> Iterator[Fault]:
    """A signer who has not signed is removed, and never the last."""
    signer, now = str(event.data.get("signer") or ""), state.steps[event.step]
    if signer not in now.signers:
        yield "not_a_signer", signer or "没有说减谁", "、".join(now.signers) or "没有签署人", "选择在列的签署人"
    elif signer in now.signed:
        yield "already_signed", f"{signer} 已签署", "未签的人", "已签的不能减去"
    elif len(now.signers) == 1:
        yield "last_signer", f"只剩 {signer}", "至少一名签署人", "先加签再减签"
