"""Exact linkage: a code that passes, a name as registered, a name the firm used to have.

Precision first: a code that contradicts the name does not win silently (a neighbour's code is easily pasted), and a name
that two firms share decides nothing. Such records go to the review list with the reason written out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from yuanheng.engines.identities import Enterprise, Register, normalise_name, repair_uscc

LINKS_SCHEMA = pa.schema(
    [
        ("rec_id", pa.string()),
        ("right_id", pa.string()),
        ("probability", pa.float64()),
        ("decision", pa.string()),
        ("evidence", pa.string()),
    ]
)

_ALIKE = 0.5  # share of two-character pieces that two names must have in common to be the same firm under one code


@dataclass(frozen=True, slots=True)
class Decision:
    """`decision` is auto, review or none; `right_id` the firm meant or proposed, '' for none; `evidence` in Chinese."""

    right_id: str
    probability: float
    decision: str
    evidence: str


def link_exactly(records: pa.Table, register: Register) -> pa.Table:
    """Link every record (`rec_id, name, uscc`, more columns allowed) to the register; one row of LINKS_SCHEMA each."""
    ids = records.column("rec_id").to_pylist()
    names = records.column("name").to_pylist()
    codes = records.column("uscc").to_pylist()
    decisions = [link_record(n or "", c or "", register) for n, c in zip(names, codes, strict=True)]
    return pa.table(
        {
            "rec_id": [str(i) for i in ids],
            "right_id": [d.right_id for d in decisions],
            "probability": [d.probability for d in decisions],
            "decision": [d.decision for d in decisions],
            "evidence": [d.evidence for d in decisions],
        },
        schema=LINKS_SCHEMA,
    )


def link_record(name: str, code: str, register: Register) -> Decision:
    """Decide one record by its code and its name, each as written."""
    reading = repair_uscc(code)
    key = normalise_name(name)
    present = register.by_name.get(key, ()) if key else ()
    former = register.by_former_name.get(key, ()) if key else ()
    by_code = register.by_uscc.get(reading.code) if reading.code else None
    if by_code is not None:
        return _by_code(by_code, key, present, former)
    if reading.suggestion and (suggested := register.by_uscc.get(reading.suggestion)):
        return _by_suggestion(suggested, code, present, former)
    return _by_name(reading.code, present, former)


def _by_code(firm: Enterprise, key: str, present: tuple[Enterprise, ...], former: tuple[Enterprise, ...]) -> Decision:
    if not key:
        return Decision(firm.id, 1.0, "auto", "统一社会信用代码一致,表中未写名称")
    if firm in present:
        return Decision(firm.id, 1.0, "auto", "统一社会信用代码和名称一致")
    if firm in former:
        return Decision(firm.id, 1.0, "auto", "统一社会信用代码一致,名称为曾用名")
    others = [f for f in (*present, *former) if f.id != firm.id]
    if others:
        return Decision(firm.id, 0.5, "review", f"代码是“{firm.name}”的,名称是“{others[0].name}”的,两者矛盾")
    if likeness(key, normalise_name(firm.name)) >= _ALIKE:
        return Decision(firm.id, 0.99, "auto", f"统一社会信用代码一致,名称与“{firm.name}”相近")
    return Decision(firm.id, 0.6, "review", f"代码是“{firm.name}”的,但名称不像,可能贴错了代码或企业已更名")


def _by_suggestion(
    firm: Enterprise, code: str, present: tuple[Enterprise, ...], former: tuple[Enterprise, ...]
) -> Decision:
    if firm in present or firm in former:
        return Decision(firm.id, 1.0, "auto", f"名称一致,代码 {code.strip()} 按形近字更正后一致")
    return Decision(firm.id, 0.8, "review", f"代码 {code.strip()} 按形近字更正后是“{firm.name}”的,名称不符")


def _by_name(code: str, present: tuple[Enterprise, ...], former: tuple[Enterprise, ...]) -> Decision:
    found = _distinct(present) or _distinct(former)
    which = "名称" if present else "曾用名"
    if not found:
        return Decision("", 0.0, "none", "名录中没有这个代码,也没有这个名称")
    if len(found) > 1:
        listed = "、".join(f.id for f in found[:5])
        return Decision(found[0].id, 1 / len(found), "review", f"{which}一致的企业有 {len(found)} 家({listed})")
    firm = found[0]
    if code and firm.uscc:
        return Decision(firm.id, 0.5, "review", f"{which}一致,但表中代码 {code} 与名录代码 {firm.uscc} 不同")
    return Decision(firm.id, 0.999 if present else 0.99, "auto", f"{which}一致")


def likeness(left: str, right: str) -> float:
    """Share of two-character pieces in common (Dice, 0 to 1) of two normalised names."""
    a, b = _pieces(left), _pieces(right)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pieces(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


def _distinct(firms: Iterable[Enterprise]) -> list[Enterprise]:
    return list({f.id: f for f in firms}.values())
