"""Read one YAML rule, check it against its model, and say in the clerk's terms what is wrong with it."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ..errors import Problems

Model = TypeVar("Model", bound=BaseModel)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, with booleans as YAML 1.2 has them: `yes`, `no`, `on` and `off` are words."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
SHIPPED = Path(__file__).resolve().parents[2] / "rules"
_overlay: ContextVar[Path | None] = ContextVar("rules_overlay", default=None)


def rules_folder() -> Path:
    """The folder of shipped rules."""
    return SHIPPED


def use_rules_folder(folder: Path | None) -> None:
    """Look in `folder` before the shipped rules: a zone's own rules, by the same names."""
    _overlay.set(folder)


def list_rules(kind: str) -> list[str]:
    """Names of the rules of a kind (`schemes`, `sources`, …), sorted; case files are not rules."""
    names: set[str] = set()
    for root in _roots():
        names.update(p.stem for p in (root / kind).glob("*.yaml") if not p.name.endswith(".cases.yaml"))
    return sorted(names)


def rule_path(kind: str, name_or_path: str | Path) -> Path:
    """The file of a rule, given its name or a path to a file.

    Raises:
        ProblemsError: no such rule; the message lists near names and all there are.
    """
    text = str(name_or_path)
    if text.endswith((".yaml", ".yml")):
        if Path(text).is_file():
            return Path(text)
    else:
        for root in _roots():
            path = root / kind / f"{text}.yaml"
            if path.is_file():
                return path
    names = list_rules(kind)
    near = difflib.get_close_matches(text, names, n=3)
    problems = Problems()
    problems.add(
        "unknown_rule",
        where=f"rules/{kind}",
        found=text,
        expected="、".join(near or names) or "一个 .yaml 文件",
        advice="改用列出的名称,或给出 .yaml 文件的路径",
    )
    problems.raise_if_any()
    raise AssertionError("unreachable")


def read_rule_text(kind: str, name_or_path: str | Path) -> str:
    """The rule's YAML as written."""
    return rule_path(kind, name_or_path).read_text(encoding="utf-8")


def rule_hash(kind: str, name_or_path: str | Path) -> str:
    """sha256 of the rule's file: what a run is bound to."""
    return hashlib.sha256(rule_path(kind, name_or_path).read_bytes()).hexdigest()


def load_rule(kind: str, name_or_path: str | Path, model: type[Model]) -> Model:
    """One rule, checked.

    Raises:
        ProblemsError: not YAML, or not what `model` asks for; every fault with file, line, key, found and expected.
    """
    return _parse(rule_path(kind, name_or_path), model)


def rule_line(kind: str, name_or_path: str | Path, place: Sequence[int | str]) -> int:
    """The line where `place` (keys and positions from the top) stands in a rule's file: for faults that no model sees."""
    node = yaml.compose(read_rule_text(kind, name_or_path), Loader=_Loader)
    return _line(node, tuple(place))


def load_rules(kind: str, model: type[Model]) -> dict[str, Model]:
    """Every rule of a kind by name; the faults of all files are reported together."""
    problems = Problems()
    rules: dict[str, Model] = {}
    for name in list_rules(kind):
        try:
            rules[name] = load_rule(kind, name, model)
        except Exception as error:
            found = getattr(error, "problems", None)
            if found is None:
                raise
            problems.extend(found)
    problems.raise_if_any()
    return rules


def _roots() -> list[Path]:
    overlay = _overlay.get()
    return [SHIPPED] if overlay is None else [overlay, SHIPPED]


def _parse(path: Path, model: type[Model]) -> Model:
    problems = Problems()
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 — a safe loader, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problems.add(
            "bad_yaml",
            where=f"{path.name} › 第 {line} 行",
            found=str(getattr(error, "problem", error)),
            expected="合法的 YAML",
            advice="检查该行的缩进、冒号和引号",
            file=path.name,
            cell=f"L{line}",
        )
        problems.raise_if_any()
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            line = _line(node, fault["loc"])
            key = " › ".join(str(part) for part in fault["loc"])
            problems.add(
                "bad_rule",
                where=f"{path.name} › 第 {line} 行 › {key}",
                found=repr(fault["input"])[:120],
                expected=_expected(fault["msg"], str(fault["loc"][-1]) if fault["loc"] else "", fault["type"], model),
                advice="按规则文件说明改正该项",
                file=path.name,
                cell=f"L{line}",
            )
        problems.raise_if_any()
        raise


def _expected(message: str, key: str, kind: str, model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, list(model.model_fields), n=1)
        return f"没有这个键{f',是否想写 {near[0]}' if near else ''}"
    if kind == "literal_error":
        return "其中之一:" + message.removeprefix("Input should be ").replace(" or ", "、").replace(", ", "、")
    return message.removeprefix("Value error, ")


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """The line of the deepest node that `loc` reaches; pydantic's union tags are passed over."""
    line = 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, node = key.start_mark.line + 1, value
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
