"""The left bar: entries by line of work, each shown to those who may open it.

register_nav("ledger.uploads", section="数据", label="上报文件", url="ledger:uploads", icon="upload",
             permission="ledger.upload.view", order=10)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse

from .access import may

SECTIONS = ("", "计划", "招商", "项目", "土地", "审批", "办件", "数据", "企业", "评价", "管理")


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the bar; `quick` puts it among the desk's quick links, with `purpose` below."""

    name: str
    section: str
    label: str
    url: str
    icon: str
    permission: str
    order: int
    quick: bool
    purpose: str


@dataclass(slots=True)
class ShownSection:
    """A section of the bar with the links this user has."""

    label: str
    entries: list[ShownEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A link of the bar on this page."""

    label: str
    href: str
    icon: str
    active: bool
    purpose: str
    quick: bool


_entries: dict[str, Entry] = {}


def register_nav(
    name: str,
    *,
    section: str,
    label: str,
    url: str,
    icon: str,
    permission: str,
    order: int = 100,
    quick: bool = False,
    purpose: str = "",
) -> None:
    """Add a link; a section that is not in `SECTIONS` comes after those."""
    _entries[name] = Entry(
        name=name,
        section=section,
        label=label,
        url=url,
        icon=icon,
        permission=permission,
        order=order,
        quick=quick,
        purpose=purpose,
    )


def bar(request: HttpRequest) -> list[ShownSection]:
    """The sections the user has; the entry with the longest address that starts the page's is active."""
    allowed = [e for e in _entries.values() if may(request.user, e.permission)]
    hrefs = {e.name: reverse(e.url) for e in allowed}
    here = [
        e for e in allowed if request.path.startswith(hrefs[e.name]) and (hrefs[e.name] != "/" or request.path == "/")
    ]
    active = max(here, key=lambda e: len(hrefs[e.name]), default=None)
    sections: dict[str, ShownSection] = {}
    for e in sorted(allowed, key=_place):
        shown = ShownEntry(
            label=e.label, href=hrefs[e.name], icon=e.icon, active=e is active, purpose=e.purpose, quick=e.quick
        )
        sections.setdefault(e.section, ShownSection(label=e.section)).entries.append(shown)
    return list(sections.values())


def _place(entry: Entry) -> tuple[int, str, int, str]:
    at = SECTIONS.index(entry.section) if entry.section in SECTIONS else len(SECTIONS) - 1
    return at, entry.section, entry.order, entry.name
