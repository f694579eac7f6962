"""The permission matrix as data: the roles' files crossed with what the apps declare."""

from __future__ import annotations

from dataclasses import dataclass

from ..permissions import field_groups, permissions
from ..roles import Role, roles


@dataclass(frozen=True, slots=True)
class Line:
    """One permission or group of figures, and the word in each role's column ('' for no)."""

    code: str
    label: str
    writes: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An app's permissions."""

    app: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """All of it."""

    roles: tuple[Role, ...]
    sections: tuple[Section, ...]
    fields: tuple[Line, ...]


APPS = {
    "base": "基础",
    "enterprises": "企业",
    "ledger": "数据",
    "runs": "评价批次",
    "evaluation": "评价管理",
}


def matrix_page() -> MatrixPage:
    """Permissions by app, then groups of figures."""
    known = tuple(roles().values())
    by_app: dict[str, list[Line]] = {}
    for p in permissions().values():
        cells = tuple(r.grants[p.code].label if p.code in r.grants else "" for r in known)
        by_app.setdefault(p.code.split(".", 1)[0], []).append(
            Line(code=p.code, label=p.label, writes=p.writes, cells=cells)
        )
    fields = tuple(
        Line(code=g.code, label=g.label, writes=False, cells=tuple("可见" if g.code in r.fields else "" for r in known))
        for g in field_groups().values()
    )
    sections = tuple(Section(app=APPS.get(app, app), lines=tuple(lines)) for app, lines in by_app.items())
    return MatrixPage(roles=known, sections=sections, fields=fields)


def matrix_lines() -> tuple[list[str], list[list[str]]]:
    """Headings and lines of the export."""
    page = matrix_page()
    headings = ["分类", "代码", "权限", *(r.label for r in page.roles)]
    lines = [
        [section.app, line.code, line.label, *(cell or "无" for cell in line.cells)]
        for section in page.sections
        for line in section.lines
    ]
    lines += [["数据可见性", line.code, line.label, *(cell or "不可见" for cell in line.cells)] for line in page.fields]
    return headings, lines
