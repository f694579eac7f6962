"""Files of plans: what is read, and what is refused with a way out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from yuanheng.engines.plans import extract, files, read_plan_file

SENTENCE = "力争全年签约亿元以上项目10个。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path, body: str, *, prolog: str = "", numbering: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        document = f'<?xml version="1.0"?>{prolog}<w:document {W}><w:body>{body}</w:body></w:document>'
        pack.writestr("word/document.xml", document)
        if numbering:
            pack.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_that_offices_write(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    assert read_plan_file(path) == SENTENCE


def test_a_word_file_gives_paragraphs_tables_and_accepted_changes(tmp_path: Path) -> None:
    body = (
        paragraph("一、目标")
        + "<w:p><w:r><w:t>力争</w:t></w:r><w:del><w:r><w:delText>签约9个</w:delText></w:r></w:del>"
        + "<w:ins><w:r><w:t>签约项目10个。</w:t></w:r></w:ins></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('规上企业')}</w:tc><w:tc>{paragraph('20家以上')}</w:tc></w:tr></w:tbl>"
    )
    assert read_plan_file(word(tmp_path / "计划.docx", body)) == "一、目标\n力争签约项目10个。\n规上企业 | 20家以上"


def numbered(text: str, level: int) -> str:
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{place}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_the_numbers_that_word_makes_stand_in_the_text_and_make_the_outline(tmp_path: Path) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, text in enumerate(("%1、", "(%2)"))
    )
    lists = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    body = numbered("招商", 0) + numbered("外资", 1) + numbered("内资", 1) + numbered("建设", 0) + numbered("厂房", 1)
    text = read_plan_file(word(tmp_path / "计划.docx", body, numbering=lists))
    assert text == "一、招商\n(一)外资\n(二)内资\n二、建设\n(一)厂房"
    assert [(o.level, o.title) for o in extract(text).outline] == [
        (1, "招商"),
        (2, "外资"),
        (2, "内资"),
        (1, "建设"),
        (2, "厂房"),
    ]


def test_a_word_file_with_entities_is_refused_unexpanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = word(tmp_path / "计划.docx", paragraph("&b;"), prolog=bomb)
    with pytest.raises(files.PlanFileError, match="打不开"):
        read_plan_file(path)


def test_a_word_file_that_inflates_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_INFLATED", 1000)
    with pytest.raises(files.PlanFileError, match="展开后过大"):
        read_plan_file(word(tmp_path / "计划.docx", paragraph("目" * 5000)))


@pytest.mark.parametrize(
    ("name", "advice"), [("计划.doc", "另存为 .docx"), ("计划.xls", "带文字的 .pdf"), ("计划", "带文字的 .pdf")]
)
def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path, name: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(files.PlanFileError) as refused:
        read_plan_file(path)
    assert advice in refused.value.problem.advice


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(" \n", encoding="utf-8")
    with pytest.raises(files.PlanFileError, match="没有文字"):
        read_plan_file(path)


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "计划.pdf"
    path.write_bytes(b"%PDF-1.4 nothing more")
    with pytest.raises(files.PlanFileError, match="PDF"):
        read_plan_file(path)


def test_a_scanned_pdf_is_told_as_one(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    buffer = io.BytesIO()
    writer.write(buffer)
    path = tmp_path / "扫描.pdf"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(files.PlanFileError, match="扫描件") as refused:
        read_plan_file(path)
    assert "OCR" in refused.value.problem.advice


def test_a_file_read_gives_offsets_into_its_text(tmp_path: Path) -> None:
    text = read_plan_file(word(tmp_path / "计划.docx", paragraph("2021年工作计划") + paragraph(SENTENCE)))
    (target,) = extract(text).targets
    assert text[target.start : target.end] == target.quote
