"""The small arithmetic language of schemes: parsed once, computed three ways, never evaluated as code.

A formula knows `+ - * /`, parentheses, numbers, names of measures and terms, and `filled(name, other)`:
the first where it is known, else `other`. Filling is always written out: nothing else turns missing into a number.
The same tree gives the Ibis expression (fast path), the exact fraction (border rows) and the sentence.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Generic, Protocol, TypeVar

from pydantic import AfterValidator

T = TypeVar("T")

_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_MAX_NODES = 200


@dataclass(frozen=True, slots=True)
class Const:
    """A number written in the formula, exact."""

    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A measure or a term by its code."""

    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """`first` where it is known, else `other`."""

    first: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Op:
    """One of + - * / on two parts."""

    sign: str
    left: Node
    right: Node


Node = Const | Ref | Filled | Op


class Algebra(Protocol, Generic[T]):
    """What a formula is computed in: Ibis columns or exact fractions. Missing spreads by itself."""

    def const(self, value: Fraction) -> T: ...
    def ref(self, name: str) -> T: ...
    def filled(self, first: T, other: T) -> T: ...
    def op(self, sign: str, left: T, right: T) -> T: ...


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Node:
    """The tree of a formula.

    Raises:
        ValueError: not an arithmetic expression of this language; the message says what is not understood.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"算式写法不对:{text!r};只能用 + - * / 括号、数字、指标代码和 filled(指标, 代替值)") from error
    if sum(1 for _ in ast.walk(tree)) > _MAX_NODES * 3:
        raise ValueError(f"算式过长:最多 {_MAX_NODES} 项;请拆成 terms 中的几个分式")
    return _node(tree.body, text)


def check_formula(text: str) -> str:
    """The text itself, when it is a formula; for pydantic.

    Raises:
        ValueError: as `parse_formula`, or when the formula names no measure at all.
    """
    if not names(parse_formula(text)):
        raise ValueError(f"算式里没有任何指标代码:{text!r}")
    return text


def check_ratio(text: str) -> str:
    """The text itself, when it is a formula of products and quotients; for targets and multipliers.

    Raises:
        ValueError: as `check_formula`, or when measures are added or subtracted.
    """
    if is_additive(parse_formula(check_formula(text))):
        raise ValueError(f"这里的算式只能用乘除:{text!r};相加减请先在数据中算好")
    return text


FormulaText = Annotated[str, AfterValidator(check_formula)]
RatioText = Annotated[str, AfterValidator(check_ratio)]


def _node(tree: ast.expr, text: str) -> Node:
    if isinstance(tree, ast.BinOp) and type(tree.op) in _OPERATORS:
        return Op(_OPERATORS[type(tree.op)], _node(tree.left, text), _node(tree.right, text))
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub | ast.UAdd):
        inner = _node(tree.operand, text)
        return inner if isinstance(tree.op, ast.UAdd) else Op("-", Const(Fraction(0), "0"), inner)
    if isinstance(tree, ast.Constant) and type(tree.value) in (int, float):
        written = ast.get_source_segment(text.strip(), tree) or repr(tree.value)
        return Const(Fraction(written.replace("_", "")), written)
    if isinstance(tree, ast.Name):
        return Ref(tree.id)
    if isinstance(tree, ast.Call):
        return _filled(tree, text)
    raise ValueError(f"算式 {text!r} 里有不认识的写法;只能用 + - * / 括号、数字、指标代码和 filled(指标, 代替值)")


def _filled(tree: ast.Call, text: str) -> Filled:
    if not (isinstance(tree.func, ast.Name) and tree.func.id == "filled" and len(tree.args) == 2 and not tree.keywords):
        raise ValueError(f"算式 {text!r} 里只有 filled(指标, 代替值) 这一种函数")
    return Filled(_node(tree.args[0], text), _node(tree.args[1], text))


def evaluate(node: Node, algebra: Algebra[T]) -> T:
    """The formula's result in `algebra`."""
    if isinstance(node, Const):
        return algebra.const(node.value)
    if isinstance(node, Ref):
        return algebra.ref(node.name)
    if isinstance(node, Filled):
        return algebra.filled(evaluate(node.first, algebra), evaluate(node.other, algebra))
    return algebra.op(node.sign, evaluate(node.left, algebra), evaluate(node.right, algebra))


def substitute(node: Node, replace: Callable[[Ref], Node]) -> Node:
    """The tree with every name replaced (terms written out, columns in other units converted)."""
    if isinstance(node, Const):
        return node
    if isinstance(node, Ref):
        return replace(node)
    if isinstance(node, Filled):
        return Filled(substitute(node.first, replace), substitute(node.other, replace))
    return Op(node.sign, substitute(node.left, replace), substitute(node.right, replace))


def names(node: Node) -> tuple[str, ...]:
    """Every name in the tree, in order, once."""
    return tuple(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Ref)))


def needed_names(node: Node) -> tuple[str, ...]:
    """Names that must be there: all but those a `filled` stands in for."""
    if isinstance(node, Ref):
        return (node.name,)
    if isinstance(node, Filled):
        return needed_names(node.other)
    if isinstance(node, Op):
        return tuple(dict.fromkeys((*needed_names(node.left), *needed_names(node.right))))
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Every part of the tree, from the top."""
    yield node
    if isinstance(node, Filled):
        yield from walk(node.first)
        yield from walk(node.other)
    elif isinstance(node, Op):
        yield from walk(node.left)
        yield from walk(node.right)


def leaves(node: Node) -> Iterator[Node]:
    """Measures and filled measures: what must be known for a formula to have a value."""
    if isinstance(node, Ref | Filled):
        yield node
    elif isinstance(node, Op):
        yield from leaves(node.left)
        yield from leaves(node.right)


def is_constant(node: Node) -> bool:
    """True where no name occurs."""
    return not any(isinstance(part, Ref) for part in walk(node))


def divisors(node: Node) -> tuple[Node, ...]:
    """What the formula divides by, constants left aside: each must be above zero for a value to exist."""
    found = [part.right for part in walk(node) if isinstance(part, Op) and part.sign == "/"]
    return tuple(dict.fromkeys(part for part in found if not is_constant(part)))


def is_additive(node: Node) -> bool:
    """True where measures are added or subtracted: the sign of the result then needs care in binary."""
    return any(isinstance(part, Op) and part.sign in "+-" and not is_constant(part) for part in walk(node))


def ratio_parts(node: Node) -> tuple[Node, Node]:
    """Numerator and denominator of a formula that is one ratio, for a ratio of sums.

    Raises:
        ValueError: the formula adds up ratios, so that it has no single numerator and denominator.
    """
    if isinstance(node, Op) and node.sign in "*/":
        (top, under), (top2, under2) = ratio_parts(node.left), ratio_parts(node.right)
        if node.sign == "/":
            top2, under2 = under2, top2
        return _times(top, top2), _times(under, under2)
    if divisors(node):
        raise ValueError("合计之比要求算式是一个分式;相加的几个分式请拆成几个指标")
    return node, Const(Fraction(1), "1")


def _times(left: Node, right: Node) -> Node:
    if isinstance(left, Const) and left.value == 1:
        return right
    if isinstance(right, Const) and right.value == 1:
        return left
    return Op("*", left, right)


def relative_error_units(node: Node) -> int:
    """Bound of the relative error of a formula without sums, in units of 2**-53, doubled for safety.

    Every measure enters within 4 units (decimal to binary, unit conversion), every number and every operation within 1.
    """
    units = sum(4 if isinstance(part, Ref) else 1 for part in walk(node))
    return 2 * units


def sentence(node: Node, labels: Mapping[str, str], *, outer: int = 0) -> str:
    """The formula in words: measures by their Chinese label."""
    if isinstance(node, Const):
        return node.text
    if isinstance(node, Ref):
        return labels.get(node.name, node.name)
    if isinstance(node, Filled):
        return f"{sentence(node.first, labels)}(缺失时取 {sentence(node.other, labels)})"
    if isinstance(node.left, Const) and node.left.value == 0 and node.sign == "-":
        return f"−{sentence(node.right, labels, outer=3)}"
    level = 1 if node.sign in "+-" else 2
    left = sentence(node.left, labels, outer=level)
    right = sentence(node.right, labels, outer=level + (node.sign in "-/"))
    text = f"{left} {_SIGNS[node.sign]} {right}"
    return f"({text})" if outer > level else text
