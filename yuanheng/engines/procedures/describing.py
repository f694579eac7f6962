"""A procedure in sentences, each with its source, so that an office can read and sign it."""

from __future__ import annotations

from .dating import longest_chain
from .definition import Procedure, Step
from .kinds import SUSPENSION_KINDS

SIGNING = {"any": "任一人办理即可", "all": "会签,全部签署才算办结", "in_turn": "依次签署"}
TIME_OUT = {"none": "", "remind": "超时催办", "escalate": "超时报上一级", "pass": "超时视为同意"}


def describe_procedure(procedure: Procedure) -> tuple[str, ...]:
    """What the procedure asks, a sentence each: the whole, then every step, then what is assumed."""
    return (
        f"{procedure.label}:{procedure.purpose}。依据{procedure.source.sentence()}",
        _clock(procedure),
        *_rules(procedure),
        *(_step(procedure, number, step) for number, step in enumerate(procedure.steps, start=1)),
        *(f"假设:{assumption}" for assumption in procedure.assumptions),
    )


def _clock(procedure: Procedure) -> str:
    start = "自受理次日" if procedure.clock_from == "acceptance" else "自登记次日"
    if procedure.days is None:
        days, _ = longest_chain(procedure)
        return f"{start}起算;没有总时限,按最长的一串步骤 {days} 个工作日计"
    until = procedure.step(procedure.days_until)
    end = f"到「{until.label}」" if until else "到办结"
    law = f",法定 {procedure.statutory_days} 个工作日" if procedure.statutory_days is not None else ""
    return f"{start}起算{end},承诺 {procedure.days} 个工作日{law}"


def _rules(procedure: Procedure) -> list[str]:
    said = []
    if procedure.suspensions:
        said.append(f"可以暂停计时:{'、'.join(SUSPENSION_KINDS[kind] for kind in procedure.suspensions)}")
    if procedure.extension:
        rule = procedure.extension
        said.append(f"经{rule.approver},可延期 {rule.days} 个工作日,至多 {rule.times} 次。依据{rule.source.sentence()}")
    if procedure.asks_papers_once:
        said.append("材料不齐的一次告知全部补正内容")
    if procedure.accepts_promises:
        said.append("次要材料可以书面承诺、限期补交(容缺受理),补齐以前不归档")
    return said


def _step(procedure: Procedure, number: int, step: Step) -> str:
    labels = {other.code: other.label for other in procedure.steps}
    waits = "、".join(labels[code] for code in step.after)
    parts = [f"{number}. {step.label}"]
    if waits:
        parts.append(f"在{waits}{'都' if step.join == 'all' and len(step.after) > 1 else ''}办结后")
    if step.join == "any" and len(step.after) > 1:
        parts[-1] = f"在{waits}任一办结后"
    parts.append("由上级决定,凭文号、日期、扫描件登记" if step.authority == "external" else SIGNING[step.signing])
    parts += [f"承办:{step.bureau}"] if step.bureau else []
    parts += [f"签署:{'、'.join(step.signers)}"] if step.signers else []
    parts += [f"{step.days} 个工作日"] if step.days is not None else []
    parts += [f"法定 {step.statutory_days} 个工作日"] if step.statutory_days is not None else []
    parts += (
        [f"材料:{'、'.join(p.label + ('(可容缺)' if p.secondary else '') for p in step.papers)}"] if step.papers else []
    )
    parts += [f"可暂停:{'、'.join(SUSPENSION_KINDS[kind] for kind in step.suspensions)}"] if step.suspensions else []
    parts += ["可略"] if step.optional else []
    parts += [TIME_OUT[step.on_time_out]] if step.on_time_out != "none" and step.days is not None else []
    parts += [f"依据{step.source.sentence()}"] if step.source else []
    return ";".join(parts)
