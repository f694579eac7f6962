"""Documents from Word templates: the office's own where there is one, else the ones built here.

A template is text with `{{ number }}` and the like, rendered in Jinja's sandbox; what it may name is `WORDS`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment

from yuanheng.web.base import files

from .errors import Refused
from .models import DocumentTemplate, IssuedKind

TITLE, BODY = "方正小标宋简体", "仿宋_GB2312"
WORDS = {
    "organ": "发文机关", "title": "文书名称", "number": "文号", "date": "日期", "applicant": "申请人", "code": "证件号码",
    "item": "事项", "case_number": "办件编号", "accepted_on": "受理日期", "due_on": "应办结日", "days": "承诺工作日",
    "papers": "材料清单", "missing": "需补正或补交的材料", "until": "补交期限", "consequence": "逾期的后果",
    "decision": "决定内容", "result": "结果名称", "valid_until": "有效期至", "basis": "依据", "qr": "二维码",
    "address": "查验地址",
}  # fmt: skip
BODIES: dict[str, tuple[str, ...]] = {
    IssuedKind.RECEIPT: (
        "{{ applicant }}({{ code }}):",
        "你(单位)申请的“{{ item }}”,材料齐全、符合法定形式,我局于{{ accepted_on }}受理,办件编号 {{ case_number }}。"
        "承诺 {{ days }} 个工作日内办结,应办结日为{{ due_on }}。",
        "收到材料:{{ papers }}。",
        "扫描二维码可以查验本通知书、查看办理进度、作出评价。",
    ),
    IssuedKind.SUPPLEMENT: (
        "{{ applicant }}({{ code }}):",
        "你(单位)申请的“{{ item }}”,经审查需要补正。现一次性告知全部内容:{{ missing }}。",
        "补正的时间不计入办理时限。逾期不补正的,按不申请处理。",
    ),
    IssuedKind.PROMISE: (
        "{{ applicant }}({{ code }})申请“{{ item }}”,主要材料齐全,承诺在{{ until }}以前补交:{{ missing }}。",
        "我局按容缺受理先行办理,材料补齐后发给结果。{{ consequence }}",
        "承诺人(签章):",
    ),
    IssuedKind.DECISION: (
        "{{ applicant }}({{ code }}):",
        "你(单位)申请的“{{ item }}”(办件编号 {{ case_number }},{{ accepted_on }}受理),我局决定:{{ decision }}。",
        "结果:{{ result }}{% if valid_until %},有效期至{{ valid_until }}{% endif %}。依据:{{ basis }}。",
        "不服本决定的,可以依法申请行政复议或者提起行政诉讼。",
    ),
    IssuedKind.TERMINATION: (
        "{{ applicant }}({{ code }}):",
        "你(单位)申请的“{{ item }}”(办件编号 {{ case_number }}),{{ decision }},现终止办理。",
        "需要继续办理的,请备齐材料重新申请。",
    ),
}


def default_template(kind: str) -> bytes:
    """The shipped template of a kind of document, as the office may download and change it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _line(document, "{{ organ }}", font=TITLE, size=20, centre=True)
    _line(document, "{{ title }}", font=TITLE, size=22, centre=True)
    _line(document, "{{ number }}", centre=True)
    for text in BODIES[IssuedKind(kind)]:
        _line(document, text, indent=not text.endswith(("):",)))
    _line(document, "{{ organ }}", right=True)
    _line(document, "{{ date }}", right=True)
    _line(document, "{{ qr }}", centre=True, exact=False)
    _line(document, "扫码或打开 {{ address }} 查验", centre=True, size=10.5)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _line(
    document: Any, text: str, *, font: str = BODY, size: float = 16, centre: bool = False, indent: bool = False,
    right: bool = False, exact: bool = True,
) -> None:  # fmt: skip
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(4)
    if exact:
        shape.line_spacing = Pt(max(28.0, size * 1.5))
    if centre or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        shape.first_line_indent = Pt(size * 2)


def template_of(kind: str) -> bytes:
    """The office's newest template of a kind, or the shipped one."""
    own = DocumentTemplate.objects.filter(kind=kind).select_related("file").first()
    return files.path_of(own.file).read_bytes() if own else default_template(kind)


def rendered(template: bytes, words: Mapping[str, Any], *, picture: bytes) -> bytes:
    """A template filled in.

    Raises:
        Refused: `template_broken`: not a Word file, or it names what there is not.
    """
    try:
        document = DocxTemplate(io.BytesIO(template))
        image = InlineImage(document, io.BytesIO(picture), width=Mm(32))
        document.render({**words, "qr": image}, jinja_env=SandboxedEnvironment(), autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except Exception as error:
        raise Refused(
            "template_broken", where="文书模板", found=f"{type(error).__name__}:{str(error)[:120]}",
            expected="Word 文件,只用列出的字段", advice="下载现行模板,在它的基础上改",
        ) from error  # fmt: skip
    return out.getvalue()
