"""The list of enterprises: columns and filters."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter

from ..models import Enterprise, ImportState, RegisterImport
from ..registries import marks

COLUMNS = (
    Column("name", "企业名称", sort="name_pinyin", link=lambda e: reverse("enterprises:enterprise", args=[e.pk])),
    Column("code", "企业编号", sort="code", minor=True),
    Column("uscc", "统一社会信用代码", sort="uscc", minor=True),
    Column("scale", "规模", kind="badge", sort="scale", tone=lambda e: "blue" if e.scale == "规上" else "secondary"),
    Column("cluster", "主导产业", sort="cluster"),
    Column("town", "街镇", sort="town"),
    Column("industry", "行业", sort="industry_code", minor=True),
    Column("status", "状态", sort="status", minor=True),
)


def _distinct(field: str) -> list[tuple[str, str]]:
    found = Enterprise.objects.exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct()
    return [(value, value) for value in found]


def enterprise_filters() -> tuple[Any, ...]:
    """By words, scale, cluster, town, status, and what higher apps know."""
    known = marks()
    return (
        TextFilter("q", "名称、代码、拼音", apply=lambda r, t: r.matching(t)),
        ChoiceFilter(
            "scale",
            "规模",
            choices=[("规上", "规上"), ("规下", "规下"), ("-", "不详")],
            apply=lambda r, v: r.filter(scale="" if v == "-" else v),
        ),
        ChoiceFilter("cluster", "产业", choices=_distinct("cluster"), apply=lambda r, v: r.filter(cluster=v)),
        ChoiceFilter("town", "街镇", choices=_distinct("town"), apply=lambda r, v: r.filter(town=v)),
        ChoiceFilter("status", "状态", choices=_distinct("status"), apply=lambda r, v: r.filter(status=v)),
        ChoiceFilter(
            "mark",
            "数据",
            choices=[(m.code, m.label) for m in known.values()],
            apply=lambda r, v: r.filter(pk__in=known[v].find()),
        ),
    )


TONES = {
    ImportState.READING: "blue",
    ImportState.PREVIEW: "orange",
    ImportState.REFUSED: "red",
    ImportState.CONFIRMED: "green",
    ImportState.DISCARDED: "secondary",
}
IMPORT_COLUMNS = (
    Column("name", "文件", link=lambda i: reverse("enterprises:import", args=[i.pk]), sort="name"),
    Column("by", "上传人", value=lambda i: str(i.by), minor=True),
    Column("created_at", "上传时间", kind="moment", sort="created_at"),
    Column("new", "新增", kind="number", places=0),
    Column("changed", "变更", kind="number", places=0),
    Column("same", "不变", kind="number", places=0, minor=True),
    Column(
        "state", "状态", kind="badge", sort="state", value=lambda i: i.get_state_display(),
        tone=lambda i: TONES[ImportState(i.state)],
    ),
)  # fmt: skip


def shown_changes(made: RegisterImport) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(new firms, changed firms) of a preview."""
    new = [d for d in made.differences if d["kind"] == "new"]
    return new, [d for d in made.differences if d["kind"] == "changed"]
