"""Words of the import page."""

from __future__ import annotations

from ..models import ImportKind, ImportState, LandImport

TONES = {
    ImportState.READING: "blue", ImportState.ASKING: "orange", ImportState.PREVIEW: "orange", ImportState.REFUSED: "red",
    ImportState.ENTERING: "blue", ImportState.ACCEPTED: "green", ImportState.DISCARDED: "secondary",
}  # fmt: skip
FAULTS = {
    "self_crossing": "界线自相交", "overlap": "重叠", "gap": "缝隙", "sliver": "狭长", "double": "重复", "empty": "没有面积",
}  # fmt: skip
KINDS = {
    "placeholder_date": "占位日期(1900、1901)", "several_terms": "一格几个年限", "odd_term": "年限异常",
    "zero_price": "出让价款为 0",
    "odd_price": "亩均价异常(可能错 1 万倍)", "odd_area": "面积异常", "zero_ratio": "容积率为 0", "odd_ratio": "容积率异常",
    "days_out_of_order": "日期次序颠倒", "ambiguous_place": "同名区县", "bad_date": "不是日期", "bad_number": "不是数字",
    "mixed_units": "单位混用", "repeated_row": "重复行", "boundary": "园区界线", "road": "道路", "river": "河流", "other": "其他",
}  # fmt: skip


def figures(made: LandImport) -> list[tuple[str, object]]:
    """The head figures: label and value."""
    found = made.found
    if not found or made.state in (ImportState.READING, ImportState.REFUSED):
        return []
    if made.kind == ImportKind.LAYER:
        names = [
            ("parcels", "读到的宗地"),
            ("new", "新增"),
            ("redrawn", "界线有变"),
            ("same", "未变"),
            ("blocked", "不能入库"),
        ]
    elif made.kind == ImportKind.LEDGER:
        names = [
            ("rows", "读到的行"),
            ("new", "新宗地"),
            ("known", "已有宗地"),
            ("supplies", "有供地时间"),
            ("doubted", "有存疑数值"),
        ]
    else:
        names = [("parcels", "读到的要素"), ("problems", "没有读入")]
    return [(label, found[key]) for key, label in names if key in found]
