"""A tree of dimensions: indicators are averaged into dimensions, dimensions into an index, by weight."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from .conditions import Rule
from .numbers import Number, plain


class Dimension(Rule):
    """A weighted mean of its parts (indicators or other dimensions); parts left out do not count."""

    label: str
    of: dict[str, Number] = Field(min_length=1)

    def sentence(self, labels: dict[str, str]) -> str:
        """The mean in words."""
        parts = "、".join(f"{labels.get(code, code)}(权重 {plain(weight)})" for code, weight in self.of.items())
        return f"{self.label} = {parts} 的加权平均"


class Dimensions(Rule):
    """All dimensions; `index` is the top."""

    index: str
    nodes: dict[str, Dimension]

    def bottom_up(self) -> tuple[str, ...]:
        """Dimension codes, each after the dimensions it is made of."""
        order: list[str] = []

        def visit(code: str) -> None:
            for part in self.nodes[code].of:
                if part in self.nodes and part not in order:
                    visit(part)
            order.append(code)

        visit(self.index)
        return tuple(order)

    def faults(self, indicators: set[str]) -> list[str]:
        """What does not hang together: unknown parts, circles, parts without a place."""
        found = list(self._unknown(indicators))
        if found:
            return found
        if self._circular():
            return ["维度之间循环引用"]
        used = [part for code in self.bottom_up() for part in self.nodes[code].of]
        lost = (indicators | set(self.nodes)) - set(used) - {self.index}
        if lost:
            found.append(f"没有归入任何维度:{'、'.join(sorted(lost))}")
        if len(used) != len(set(used)):
            found.append("同一项归入了两个维度")
        return found

    def _unknown(self, indicators: set[str]) -> Iterator[str]:
        if self.index not in self.nodes:
            yield f"index 写的 {self.index} 不在 nodes 中"
        for code, node in self.nodes.items():
            for part, weight in node.of.items():
                if part not in indicators and part not in self.nodes:
                    yield f"维度 {code} 的组成 {part} 既不是指标也不是维度"
                if weight <= 0:
                    yield f"维度 {code} 中 {part} 的权重应大于 0"
        if both := set(self.nodes) & indicators:
            yield f"维度与指标同名:{'、'.join(sorted(both))}"

    def _circular(self) -> bool:
        state: dict[str, int] = {}

        def visit(code: str) -> bool:
            if code not in self.nodes or state.get(code) == 2:
                return False
            if state.get(code) == 1:
                return True
            state[code] = 1
            found = any(visit(part) for part in self.nodes[code].of)
            state[code] = 2
            return found

        return any(visit(code) for code in self.nodes)
