"""The brief as a Word document in the layout of GB/T 9704: A4, its margins, 小标宋 title, 仿宋 text of 28 points a line.

The template is the office's own if there is one, else the one built here. A template is text with `{{ title }}` and the
like; it is rendered in Jinja's sandbox, so that it can name what it is given and nothing else.
"""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment
from PIL import Image, ImageDraw, ImageFont

from yuanheng.engines.errors import YuanhengError

from .pages.brief import BriefPage, template_words

TITLE, BODY, HEAD, TABLE = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
COLUMNS = (
    ("序号", "number"), ("目标", "subject"), ("目标值", "wanted"), ("实际", "actual"), ("完成", "progress"),
    ("状态", "state"), ("责任部门", "bureau"),
)  # fmt: skip
WIDTHS = (11, 45, 24, 24, 17, 16, 25)
FEW = 20
COLOURS = {"done": "#2f9e6e", "pace": "#2f7fc1", "behind": "#d9941a", "lost": "#d1495b", "none": "#8a94a6"}


class TemplateError(YuanhengError):
    """A template that cannot be filled in."""

    kind = "brief_template"


def default_template() -> bytes:
    """The shipped template, as the office may download and change it."""
    document = Document()
    _paper(document)
    _line(document, "{{ title }}", font=TITLE, size=22, centre=True)
    _line(document, "{{ number }}", centre=True)
    _line(document, "{{ office }}          {{ dated }}", centre=True)
    _loop(document, "{%p for text in summary %}")
    _line(document, "{{ text }}", indent=True)
    _loop(document, "{%p endfor %}")
    _line(document, "{{ chart }}", centre=True, exact=False)
    _line(document, "图 1 各目标完成比例与时间进度(序号与各表连续)", centre=True, font=TABLE, size=10.5)
    _loop(document, "{%p for section in sections %}")
    _line(document, "{{ section.head }}", font=HEAD, indent=True)
    _loop(document, "{%p for text in section.sentences %}")
    _line(document, "{{ text }}", indent=True)
    _loop(document, "{%p endfor %}")
    _table(document)
    _loop(document, "{%p endfor %}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paper(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
        run = _run(foot, text if not kind else "", font=TABLE, size=14)
        if kind == "instr":
            field = OxmlElement("w:instrText")
            field.text = text
            run._r.append(field)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _run(paragraph: Any, text: str, *, font: str, size: float) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _line(
    document: Any, text: str, *, font: str = BODY, size: float = 16, centre: bool = False, indent: bool = False,
    exact: bool = True,
) -> None:  # fmt: skip
    paragraph = document.add_paragraph()
    _run(paragraph, text, font=font, size=size)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    if exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(max(28.0, size * 1.5))
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        shape.first_line_indent = Pt(size * 2)


def _loop(document: Any, text: str) -> None:
    document.add_paragraph(text)


def _table(document: Any) -> None:
    """Heading, the loop's two rows (which vanish), and one row between."""
    table = document.add_table(rows=4, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for column, ((label, key), width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        for row, text in ((0, label), (2, f"{{{{ row.{key} }}}}")):
            cell = table.cell(row, column)
            cell.width = Mm(width)
            _run(cell.paragraphs[0], text, font=HEAD if row == 0 else TABLE, size=10.5)
    table.cell(1, 0).paragraphs[0].add_run("{%tr for row in section.rows %}")
    table.cell(3, 0).paragraphs[0].add_run("{%tr endfor %}")
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)


def chart(page: BriefPage) -> io.BytesIO:
    """Bars of completion with the line of the time gone; numbered as the lines are, so that it needs no Chinese font."""
    rows = [r for s in page.sections for r in s.rows]
    step = 26 if len(rows) <= FEW else 17  # so that it stands on the first page under the summary
    high, left, wide = 40 + step * max(len(rows), 1), 60, 820
    picture = Image.new("RGB", (left + wide + 90, high), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(min(step - 4, 15))
    for place, row in enumerate(rows):
        top, share = 12 + place * step, min(max(row.standing.share or Fraction(0), Fraction(0)), Fraction(1))
        draw.text((12, top), str(place + 1), fill="#1d2733", font=font)
        draw.rectangle((left, top, left + wide, top + step - 6), fill="#e6ebf0")
        if share:
            draw.rectangle((left, top, left + int(wide * share), top + step - 6), fill=COLOURS[row.standing.tone])
        draw.text((left + wide + 10, top), row.standing.progress_said.replace("—", "-"), fill="#1d2733", font=font)
    gone = left + int(wide * float(page.board.elapsed.rstrip("%")) / 100)
    draw.line((gone, 4, gone, high - 20), fill="#1d2733", width=3)
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def brief_document(page: BriefPage, template: Path | None) -> bytes:
    """The filled document.

    Raises:
        TemplateError: the template is damaged, or names what is not there.
    """
    words = template_words(page)
    number = 0
    for section in words["sections"]:
        for row in section["rows"]:
            number += 1
            row["number"] = str(number)
    try:
        made = DocxTemplate(io.BytesIO(template.read_bytes() if template else default_template()))
        words["chart"] = InlineImage(made, chart(page), width=Mm(150))
        made.render(words, jinja_env=SandboxedEnvironment(), autoescape=True)
        out = io.BytesIO()
        made.save(out)
    except Exception as error:
        if template is None:
            raise
        raise TemplateError(
            where="简报模板", found=f"{type(error).__name__}:{error}"[:200], expected="能填写的 .docx 模板",
            advice="下载默认模板,在它上面改文字和格式,保留 {{ }} 和 {% %} 标记",
        ) from error  # fmt: skip
    return out.getvalue()
