"""The evidence of one link as a waterfall: what each agreement and each contradiction adds to the log-odds, in Chinese."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from . import levels as q
from .digests import Array
from .model import Model

_SMALL = 0.005
_NAME = dict(exact="名称一致", strong="名称很像", brand="字号一致", weak="名称略像", apart="名称不像")
_SECOND = {
    "name_place": dict(same="同县区", within="所在地不矛盾", unknown="所在地不明", apart="所在地不同"),
    "name_address": dict(same="地址一致", near="地址相近", none="无地址可比", apart="地址不同"),
    "name_code": dict(same="代码一致", near="代码相近", none="无代码可比", apart="代码不同"),
    "name_rarity": dict(other="字号不同", one="字号独此一家", few="字号两三家", many="字号多家"),
    "name_length": dict(two="两字以内", three="三字", four="四五字", six="六七字", more="八字以上"),
    "code_address": dict(same="地址一致", near="地址相近", none="无地址可比", apart="地址不同"),
    "typing_trade": dict(short="名称短", long="名称长"),
}
_CODE = dict(same="代码一致", near="代码相近", none="无代码可比", apart="代码不同")


def say_level(question: q.Question, level: int) -> str:
    """What an answer means, as shown to a person: `名称:字号行业同音`, `名称很像而地址不同`."""
    code, label = question.levels[level]
    if label:
        return f"{question.label}:{label}"
    first, _, second = code.rpartition("_")
    if question is q.TYPING_TRADE:
        return f"{dict(q.TYPING.levels)[first]},{_SECOND[question.code][second]}"
    head = _CODE[first] if question is q.CODE_ADDRESS else _NAME[first]
    return f"{head},{_SECOND[question.code][second]}"


_SAID = [[say_level(question, i) for i in range(len(question.levels))] for question in q.QUESTIONS]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another candidate that a person should see."""

    id: str
    name: str
    probability: float


def waterfall(levels: Array, model: Model, *, probability: float) -> list[tuple[str, float]]:
    """(label, log-odds) from the starting point to the logit of `probability`; the contributions sum to it to 0.001.

    The last step is what the rivals take away: two firms alike leave each other no more than even odds.
    """
    steps = [("起点:随便一家企业", model.base)]
    for said, weights, level in zip(_SAID, model.weights, levels.tolist(), strict=True):
        if abs(value := float(weights[level])) >= _SMALL:
            steps.append((said[level], value))
    logit = to_logit(probability)
    rest = logit - sum(v for _, v in steps)
    return [*steps, ("其他候选企业的竞争", rest)]


def to_logit(probability: float) -> float:
    """Log-odds, with the probability kept off 0 and 1 by 1e-9."""
    held = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(held / (1 - held))


def write_evidence(steps: Sequence[tuple[str, float]], *, why: str, rivals: Sequence[Rival], firm: str) -> str:
    """The JSON kept with a link: `firm, logit, steps, others` as [id, name, probability], and `why` a person must look."""
    found: dict[str, object] = {
        "firm": firm,
        "logit": round(sum(v for _, v in steps), 3),
        "steps": [[label, round(value, 3)] for label, value in steps],
        "others": [[r.id, r.name, round(r.probability, 4)] for r in rivals],
    }
    if why:
        found["why"] = why
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def say_evidence(evidence: str) -> str:
    """One Chinese sentence for lists: the two strongest reasons, and why a person must look."""
    if not evidence.startswith("{"):
        return evidence
    found = json.loads(evidence)
    steps = [(str(words), float(value)) for words, value in found.get("steps", ())]
    good = [words for words, value in sorted(steps, key=lambda s: -s[1])[:2] if value > 0 or len(steps) == 1]
    return "。".join(filter(None, (";".join(good), found.get("why", "")))) or "依据不足"
