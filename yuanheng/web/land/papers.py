"""The papers of a disposal as Word documents: text by rule, layout by a template that is filled in Jinja's sandbox."""

from __future__ import annotations

import io
import string
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from yuanheng.engines.parcels import state_of

from .dossiers import dossiers
from .models import CLEARS, Cause, Disposal, Way
from .rulebook import Paper, paper_book
from .yields import Yields

BLANK = "____"
WAN = Decimal(10_000)


class _Blanks(dict[str, str]):
    """What nobody knows stays a blank line to be written on."""

    def __missing__(self, key: str) -> str:
        return BLANK


def template() -> bytes:
    """The template: title, number, paragraphs, office, day; an office may lay it out otherwise, the marks must stay."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    _line(made, "{{ title }}", size=22, font="方正小标宋简体", centre=True)
    _line(made, "{{ number }}", centre=True)
    made.add_paragraph("{%p for text in body %}")
    _line(made, "{{ text }}", indent=True)
    made.add_paragraph("{%p endfor %}")
    _line(made, "{{ office }}", right=True)
    _line(made, "{{ dated }}", right=True)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _line(
    made: Any, text: str, *, size: float = 16, font: str = "仿宋_GB2312", centre: bool = False, indent: bool = False,
    right: bool = False,
) -> None:  # fmt: skip
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if centre or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)


def papers_for(disposal: Disposal) -> tuple[Paper, ...]:
    """The papers of the way that was chosen; of the others none."""
    ways = {w.value for w in Way if w != Way.UNKNOWN}
    return tuple(p for p in paper_book().papers if p.step not in ways or p.step == disposal.way)


def paper_document(disposal: Disposal, step: str, *, on: date, number: str = "") -> tuple[str, bytes]:
    """The title and the filled document of a step's paper.

    Raises:
        LookupError: the step has no paper in this disposal.
    """
    paper = next((p for p in papers_for(disposal) if p.step == step), None)
    if paper is None:
        raise LookupError(step)
    words = _Blanks({k: v for k, v in words_of(disposal, on=on).items() if v})
    filled = DocxTemplate(io.BytesIO(template()))
    filled.render(
        {
            "title": paper.label, "number": number, "office": str(disposal.organisation), "dated": f"{on:%Y年%m月%d日}",
            "body": [string.Formatter().vformat(text, (), words) for text in paper.body],
        },
        jinja_env=SandboxedEnvironment(), autoescape=True,
    )  # fmt: skip
    out = io.BytesIO()
    filled.save(out)
    return paper.label, out.getvalue()


def words_of(disposal: Disposal, *, on: date) -> Mapping[str, str]:
    """What the texts may name."""
    parcel = disposal.parcel
    supply = parcel.supplies.known().filter(holds_from__lte=disposal.opened_on).order_by("-holds_from").first()  # type: ignore[attr-defined]
    dossier = next(dossiers([parcel]))
    facts = dossier.on(on)
    finding = disposal.case.papers.filter(step="find").exclude(number="").values_list("number", flat=True).first()
    found = {
        "holder": parcel.holder_name, "place": parcel.place or parcel.town, "number": parcel.number, "on": str(on),
        "area": _plain(disposal.area_mu), "grounds": disposal.grounds, "finding": finding or "",
        "idle_since": _day(disposal.idle_since), "cause": Cause(disposal.cause).label, "cause_note": disposal.cause_note,
        "way_label": Way(disposal.way).label, "fee": _wan(disposal.fee), "carried_out_on": _day(disposal.carried_out_on),
        "sentence": state_of(facts, on=on).discreet, "fee_sentence": _fee_sentence(disposal),
        "delays": ";".join(f"{d.first} 至 {d.last or '今'} {d.reason}" for d in facts.delays) or "没有登记",
    }  # fmt: skip
    if supply is not None:
        found |= {
            "contract": supply.contract_no, "supplied_on": _day(supply.holds_from), "way": supply.way,
            "price": _wan(supply.price),
            "start": _day(supply.agreed_start_on), "completion": _day(supply.agreed_completion_on),
        }  # fmt: skip
    return found | _expected(disposal, on)


def _expected(disposal: Disposal, on: date) -> dict[str, str]:
    year = Yields.now().before(on)
    average = year.average(cluster=disposal.parcel.cluster) if year else None
    if average is None or disposal.area_mu is None:
        return {}
    return {"average": average.sentence, "potential": _wan(average.per_mu * disposal.area_mu)}


def _fee_sentence(disposal: Disposal) -> str:
    if disposal.way == Way.FEE:
        return f"按价款的百分之二十征缴土地闲置费 {_wan(disposal.fee) or BLANK} 万元。"
    return "土地使用权收归国有,重新供应。" if disposal.way in CLEARS else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _wan(value: Decimal | None) -> str:
    return "" if value is None else f"{value / WAN:,.2f}"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
