"""Find and check procedures: everything wrong with a file at once, each with its line."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..errors import Problems
from ..rules import list_rules, load_rule, rule_hash, rule_line, rule_path
from .definition import Procedure, Step

KIND = "procedures"


def list_procedures() -> list[str]:
    """Names of the procedures there are, the zone's own among them."""
    return list_rules(KIND)


def load_procedure(name_or_path: str | Path) -> Procedure:
    """A procedure by name or from a file; read once for each content of the file.

    Raises:
        ProblemsError: a key or value the model does not know, a code twice, an unknown step or group, a cycle, a step
            nobody can act on, a statutory limit shorter than the promised one; all at once, with file and line.
    """
    return _load(str(rule_path(KIND, name_or_path)), rule_hash(KIND, name_or_path))


@lru_cache(maxsize=128)
def _load(path: str, content: str) -> Procedure:
    procedure = load_rule(KIND, path, Procedure)
    problems = Problems()
    _check_codes(procedure, path, problems)
    for place, step in enumerate(procedure.steps):
        _check_step(procedure, step, place, path, problems)
    _check_cycle(procedure, path, problems)
    problems.raise_if_any()
    return procedure.model_copy(update={"hash": content})


def _check_codes(procedure: Procedure, path: str, problems: Problems) -> None:
    seen: set[str] = set()
    if not procedure.steps:
        _fault(
            problems, path, None, "steps", kind="no_steps", found="没有步骤", expected="至少一个步骤", advice="写出步骤"
        )
    for place, step in enumerate(procedure.steps):
        if step.code in seen:
            _fault(problems, path, place, "code", kind="step_twice", found=step.code, expected="每个步骤代码只用一次",
                   advice="改名或删去其一")  # fmt: skip
        seen.add(step.code)
    if procedure.days_until and procedure.days_until not in seen:
        _fault(problems, path, None, "days_until", kind="unknown_step", found=procedure.days_until,
               expected="、".join(seen), advice="改成已有的步骤代码")  # fmt: skip
    if procedure.days is not None and procedure.statutory_days is not None:
        _check_limit(procedure.days, procedure.statutory_days, path, None, problems)


def _check_step(procedure: Procedure, step: Step, place: int, path: str, problems: Problems) -> None:
    codes = [other.code for other in procedure.steps]
    for before in step.after:
        if before not in codes:
            _fault(problems, path, place, "after", kind="unknown_step", found=f"{step.label} 等待 {before}",
                   expected="、".join(codes), advice="改成已有的步骤代码")  # fmt: skip
    if step.group and step.group not in procedure.groups:
        _fault(problems, path, place, "group", kind="unknown_group", found=step.group,
               expected="、".join(procedure.groups) or "groups 里列出的组", advice="在 groups 里补上,或改正")  # fmt: skip
    if not step.bureau and not step.signers:
        _fault(problems, path, place, "code", kind="nobody_acts", found=f"{step.label} 没有承办部门,也没有签署人",
               expected="bureau 或 signers", advice="写明由谁办理;上级办理的写由谁登记")  # fmt: skip
    if step.authority == "external" and step.signing != "any":
        _fault(problems, path, place, "signing", kind="external_signing", found=f"{step.label} 由上级决定,却要求会签",
               expected="external 步骤凭文号、日期和扫描件办结", advice="去掉 signing,或另设一个本级步骤")  # fmt: skip
    if step.days is not None and step.statutory_days is not None:
        _check_limit(step.days, step.statutory_days, path, place, problems)


def _check_limit(promised: int, statutory: int, path: str, place: int | None, problems: Problems) -> None:
    if promised > statutory:
        _fault(problems, path, place, "days", kind="promise_over_law", found=f"承诺 {promised} 个工作日",
               expected=f"不超过法定 {statutory} 个工作日", advice="改正承诺时限或法定时限")  # fmt: skip


def _check_cycle(procedure: Procedure, path: str, problems: Problems) -> None:
    """Take away what waits for nothing until nothing more goes; what is left waits in a ring, or behind one."""
    known = {step.code for step in procedure.steps}
    left = {step.code: set(step.after) & known for step in procedure.steps}
    while free := {code for code, waits in left.items() if not waits & set(left)}:
        left = {code: waits for code, waits in left.items() if code not in free}
    ring = [code for code in left if _reaches(left, code)]
    if ring:
        place = next(i for i, step in enumerate(procedure.steps) if step.code == ring[0])
        labels = [f"{step.label}({step.code})" for step in procedure.steps if step.code in ring]
        _fault(problems, path, place, "after", kind="step_cycle", found="互相等待:" + "、".join(labels),
               expected="步骤之间不成环", advice="去掉其中一处 after")  # fmt: skip


def _reaches(waits: dict[str, set[str]], code: str) -> bool:
    seen: set[str] = set()
    edge = set(waits[code])
    while edge:
        if code in edge:
            return True
        seen |= edge
        edge = {far for near in edge for far in waits.get(near, set())} - seen
    return False


def _fault(
    problems: Problems, path: str, place: int | None, key: str, *, kind: str, found: str, expected: str, advice: str
) -> None:
    loc: tuple[str | int, ...] = (key,) if place is None else ("steps", place, key)
    line = rule_line(KIND, path, loc)
    name = Path(path).name
    where = f"{name} › 第 {line} 行 › {' › '.join(map(str, loc))}"
    problems.add(kind, where=where, found=found, expected=expected, advice=advice, file=name, cell=f"L{line}")
