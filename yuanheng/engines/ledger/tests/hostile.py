"""Hostile files as builders: each must be refused clearly, within seconds, in bounded memory (or read safely)."""

# ruff: noqa: E501 - parts of a workbook are written as they lie in the file

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REFUSED, READ = "refused", "read"

Builder = Callable[[Path], None]
Part = str | bytes | Iterable[bytes]
HOSTILE: dict[str, tuple[str, Builder, str]] = {}


def hostile(file: str, outcome: str = REFUSED) -> Callable[[Builder], Builder]:
    """Register a builder under its function's name; `outcome` is what must happen."""

    def add(build: Builder) -> Builder:
        HOSTILE[build.__name__] = (file, build, outcome)
        return build

    return add


def good_bytes() -> bytes:
    """A small honest workbook."""
    book = openpyxl.Workbook()
    book.active.append(["企业名称", "税收(元)"])
    book.active.append(["启东市甲公司", 5])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_xml(body: str, dimension: str = "A1:B2", extra: str = "") -> str:
    """A worksheet part."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{body}</sheetData>{extra}</worksheet>'


ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>企业名称</t></is></c><c r="B1" t="inlineStr"><is><t>税收(元)</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>启东甲公司</t></is></c><c r="B2"><v>5</v></c></row>'


def workbook(path: Path, sheet: Part, *, parts: dict[str, Part] | None = None, level: int = 9) -> None:
    """An .xlsx of hand-written parts."""
    files: dict[str, Part] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            if isinstance(content, str | bytes):
                archive.writestr(name, content)
            else:
                with archive.open(name, "w") as part:
                    for piece in content:
                        part.write(piece)


@hostile("空.xlsx")
def an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


@hostile("空格.csv")
def a_file_of_blanks(path: Path) -> None:
    path.write_bytes(b" \n\t\n" * 500)


@hostile("截断.xlsx")
def a_truncated_xlsx(path: Path) -> None:
    data = good_bytes()
    path.write_bytes(data[: len(data) // 2])


@hostile("截断.xls")
def a_truncated_xls(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("x")
    for r in range(200):
        sheet.write(r, 0, f"启东{r}公司")
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue()[:3000])


@hostile("坏块.xlsx")
def a_part_with_broken_compression(path: Path) -> None:
    data = bytearray(good_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 60] = b"\xff" * 60
    path.write_bytes(bytes(data))


@hostile("炸弹.xlsx")
def a_zip_bomb(path: Path) -> None:
    blanks = [b" " * 2**20] * 64
    workbook(path, [sheet_xml(ROWS).encode(), *blanks])


@hostile("字符串炸弹.xlsx")
def a_shared_strings_bomb(path: Path) -> None:
    item = "<si><t>" + "启东" * 20 + "</t></si>"
    head = f'{HEAD}<sst xmlns="{MAIN}" count="1" uniqueCount="1">'
    strings = [head.encode(), *[(item * 10_000).encode()] * 140, b"</sst>"]
    workbook(
        path,
        sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        parts={"xl/sharedStrings.xml": strings},
        level=1,
    )


@hostile("亿笑.xlsx")
def a_billion_laughs(path: Path) -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(10))
    strings = f'<?xml version="1.0"?><!DOCTYPE sst [{entities}]><sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'
    workbook(path, sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), parts={"xl/sharedStrings.xml": strings})


@hostile("外部实体.xlsx")
def an_external_entity(path: Path) -> None:
    workbook(
        path,
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + sheet_xml(ROWS.replace("启东甲公司", "&e;")).replace(HEAD, ""),
    )


@hostile("外部实体16.xlsx")
def an_external_entity_in_utf16(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet_xml(
        ROWS
    ).replace(HEAD, "")
    workbook(path, text.encode("utf-16"))


@hostile("范围.xlsx", READ)
def an_absurd_dimension(path: Path) -> None:
    workbook(path, sheet_xml(ROWS, dimension="A1:XFD1048576"))


@hostile("倒范围.xlsx", READ)
def a_reversed_dimension(path: Path) -> None:
    workbook(path, sheet_xml(ROWS, dimension="XFD1048576:A1"))


@hostile("远格.xlsx")
def a_cell_at_the_far_corner(path: Path) -> None:
    workbook(path, sheet_xml(ROWS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


@hostile("范围远格.xlsx")
def an_absurd_dimension_that_is_true(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    workbook(path, sheet_xml(ROWS + far, dimension="A1:XFD1048576"))


@hostile("长文.xlsx")
def one_long_text_in_very_many_cells(path: Path) -> None:
    text = f'{HEAD}<sst xmlns="{MAIN}"><si><t>企业名称</t></si><si><t>{"长" * 32_000}</t></si></sst>'
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>{min(r, 2) - 1}</v></c></row>' for r in range(1, 100_001))
    workbook(path, sheet_xml(cells, dimension="A1:A100000"), parts={"xl/sharedStrings.xml": text}, level=1)


@hostile("重名.xlsx")
def two_parts_of_one_name(path: Path) -> None:
    workbook(path, sheet_xml(ROWS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(ROWS.replace("<v>5", "<v>6")))


@hostile("数.xlsx", READ)
def numbers_beyond_all_bounds(path: Path) -> None:
    odd = ("1e999999999", "NaN", "Infinity", "-Infinity", "9" * 4000)
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>启东第{r}公司</t></is></c><c r="B{r}"><v>{v}</v></c></row>'
        for r, v in enumerate(odd, start=3)
    )
    workbook(path, sheet_xml(ROWS + rows))


@hostile("新.xls", READ)
def an_xlsx_named_xls(path: Path) -> None:
    path.write_bytes(good_bytes())


@hostile("旧.xlsx", READ)
def an_xls_named_xlsx(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("x")
    for r, row in enumerate([["企业名称", "税收(元)"], ["启东市甲公司", 5]]):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    book.save(str(path))


@hostile("行多.csv")
def more_lines_than_a_sheet_has(path: Path) -> None:
    path.write_text("企业名称,税收\n" + "甲,1\n" * 1_100_000, encoding="utf-8")


@hostile("宽.xlsx")
def sixteen_thousand_columns(path: Path) -> None:
    from yuanheng.engines.ledger.grid import column_letters

    cells = "".join(f'<c r="{column_letters(c)}1"><v>{c}</v></c>' for c in range(16384))
    workbook(path, sheet_xml(f'<row r="1">{cells}</row>', dimension="A1:XFD1"))


@hostile("宽.csv")
def sixteen_thousand_columns_in_csv(path: Path) -> None:
    path.write_text(
        "企业名称," + ",".join(f"税收{i}" for i in range(16383)) + "\n" + "甲公司," + ",".join(["1"] * 16383),
        encoding="utf-8",
    )


@hostile("空行.xlsx", READ)
def many_empty_formatted_rows(path: Path) -> None:
    rows = "".join(
        f'<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/><c r="B{r}" s="1"/></row>' for r in range(3, 300_003)
    )
    workbook(path, sheet_xml(ROWS + rows, dimension="A1:B300002"), level=1)


@hostile("合并.xlsx", READ)
def a_huge_merged_range(path: Path) -> None:
    workbook(path, sheet_xml(ROWS, extra='<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'))


@hostile("合并多.xlsx")
def too_many_merged_ranges(path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{r}:B{r}"/>' for r in range(1, 250_000))
    workbook(path, sheet_xml(ROWS, extra=f"<mergeCells>{merges}</mergeCells>"), level=1)


@hostile("加密.xlsx")
def an_encrypted_workbook(path: Path) -> None:
    path.write_bytes(ole({"EncryptionInfo": b"\x04\x00\x04\x00" + b"\0" * 5000, "EncryptedPackage": b"\0" * 9000}))


@hostile("加密.xls")
def an_xls_with_a_password(path: Path) -> None:
    bof = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
    filepass = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    path.write_bytes(ole({"Workbook": bof + filepass + b"\x55" * 5000}))


@hostile("网页.xls")
def html_saved_as_xls(path: Path) -> None:
    path.write_text(
        "<html><body><table><tr><td>企业名称</td><td>税收</td></tr></table></body></html>", encoding="utf-8"
    )


@hostile("网页2.xls")
def html_with_a_mark_and_blanks(path: Path) -> None:
    path.write_bytes(
        "\ufeff\r\n\r\n<!-- x -->\n<HTML xmlns:x='urn:schemas-microsoft-com:office:excel'><table>".encode("utf-8")
    )


@hostile("xml表.xls")
def spreadsheet_xml_2003(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        encoding="utf-8",
    )


@hostile("网页.mht.xls")
def mht_saved_as_xls(path: Path) -> None:
    path.write_text("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html></html>", encoding="utf-8")


@hostile("编码.csv")
def bytes_in_no_encoding(path: Path) -> None:
    path.write_bytes("企业名称,税收(元)\n甲公司,5\n".encode("gb18030") + b"\xff\xfe\x81\xff\xff,\x80\n" * 20)


@hostile("二进制.csv")
def binary_noise(path: Path) -> None:
    import random

    path.write_bytes(random.Random(1).randbytes(200_000))


@hostile("照片.xlsx")
def a_picture_named_xlsx(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 5000)


@hostile("文档.xlsx")
def a_word_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")


@hostile("报告.pdf.xls")
def a_pdf_named_xls(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"x" * 4000)


@hostile("长行.csv")
def one_endless_line(path: Path) -> None:
    path.write_bytes(b"a" * 5_000_000)


@hostile("引号.csv")
def an_endless_quote(path: Path) -> None:
    path.write_text('企业名称,税收\n"' + "甲,\n" * 600_000, encoding="utf-8")


@hostile("嵌套.zip")
def a_zip_in_a_zip(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("税.xlsx", good_bytes())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("内.zip", inner.getvalue())


@hostile("路径.zip")
def a_path_out_of_the_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../外.xlsx", good_bytes())


@hostile("链接.zip")
def a_symbolic_link_in_a_zip(path: Path) -> None:
    info = zipfile.ZipInfo("链接.xlsx")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")


@hostile("密码.zip")
def a_zip_with_a_password(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("税.xlsx", good_bytes())
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) if offset == 6 else data.rfind(mark)
        data[at + offset] |= 1
    path.write_bytes(bytes(data))


@hostile("炸弹.zip")
def a_zip_of_zeros(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("税.csv", "税2.csv"):
            with archive.open(name, "w") as part:
                for _ in range(32):
                    part.write(b"0" * 2**20)


@hostile("谎.zip")
def a_zip_that_lies_about_sizes(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("税.csv", b"0" * (50 * 2**20))
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    path.write_bytes(bytes(data))


@hostile("空.zip")
def an_empty_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w"):
        pass


@hostile("深.ods")
def an_ods_with_a_million_repeated_rows(path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000"/>'
    content = f'{HEAD}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content.replace('xmlns:office="o"', 'xmlns:office="urn:o"'))


@hostile("实体.ods")
def an_ods_with_entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            "<?xml version='1.0'?>" + "<!-- " + "x" * 70_000 + " -->" + '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        )


@hostile("公式.csv", READ)
def formula_and_dde_text(path: Path) -> None:
    path.write_text(
        '企业名称,税收(元)\n=cmd|\' /C calc\'!A0,5\n"=HYPERLINK(""http://x"",""甲公司"")",6\n@SUM(1+1)*cmd,7\n',
        encoding="utf-8",
    )


@hostile("无穷.xlsx", READ)
def numbers_that_are_none(path: Path) -> None:
    cells = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>启东{r}公司</t></is></c><c r="B{r}"><v>{v}</v></c></row>'
        for r, v in enumerate(("1e308", "1E+400", "-1e30", "7"), 3)
    )
    workbook(path, sheet_xml(ROWS + cells, dimension="A1:B6"))


@hostile("注释.xlsx")
def a_document_type_behind_a_long_comment(path: Path) -> None:
    text = HEAD + "<!--" + "x" * 100_000 + '--><!DOCTYPE x [<!ENTITY e "y">]>' + sheet_xml(ROWS).replace(HEAD, "")
    workbook(path, text)


@hostile("重叠.zip")
def a_zip_with_too_many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.csv", "")


@hostile("缺件.xlsx")
def a_workbook_without_its_sheet(path: Path) -> None:
    workbook(path, "")
    with zipfile.ZipFile(path) as archive:
        kept = {n: archive.read(n) for n in archive.namelist() if "sheet1" not in n}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)


@hostile("乱.xlsx")
def a_sheet_of_broken_xml(path: Path) -> None:
    workbook(path, sheet_xml(ROWS)[:200] + "<<<>>></nothing>")


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of 512-byte sectors with the given streams, each at least 4,096 bytes long."""
    size, chains, body = 512, [], b""
    for data in streams.values():
        data = data.ljust(max(4096, -(-len(data) // size) * size), b"\0")
        chains.append((len(body) // size, len(data)))
        body += data
    count = len(body) // size
    fat = []
    for start, length in chains:
        sectors = length // size
        fat += [start + i + 1 for i in range(sectors - 1)] + [0xFFFFFFFE]
    fat += [0xFFFFFFFE, 0xFFFFFFFD]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    entries = b""
    names = ["Root Entry", *streams]
    for index, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\0\0"
        kind = 5 if index == 0 else 2
        child = 1 if index == 0 else 0xFFFFFFFF
        right = index + 1 if 0 < index < len(names) - 1 else 0xFFFFFFFF
        start, length = (0xFFFFFFFE, 0) if index == 0 else chains[index - 1]
        entries += (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
            + b"\0" * 36
            + struct.pack("<III", start, length, 0)
        )
    entries = entries.ljust(512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, count, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", count + 1) + b"\xff\xff\xff\xff" * 108
    return header + body + entries + struct.pack("<128I", *fat)
