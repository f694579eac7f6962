"""What is wrong with the files themselves: twice the same, one code for two firms, a code that fails. Told, not dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pyarrow as pa

from yuanheng.engines.identities.characters import fold_texts
from yuanheng.engines.identities.code_parts import parse_codes

from .columns import FirmColumns, texts

SHOWN = 3


def faults_of_register(firms: FirmColumns) -> list[str]:
    """Sentences, in Chinese, about a register's own errors, with how each is treated."""
    names, read = fold_texts(firms.names), parse_codes(firms.codes)
    by_code: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    codes_of: dict[str, set[str]] = defaultdict(set)
    for i, name, code in zip(firms.ids, names, read, strict=True):
        if code.code:
            by_code[code.code].add(i)
            codes_of[i].add(code.code)
        if name:
            by_name[name].add(i)
    bad = [c.written for c in read if len(c.written) == 18 and not c.code]
    return _told(
        ("名录有 {n} 个编号出现不止一次,各行当作同一家的不同名称", _twice(firms.ids)),
        ("名录有 {n} 个信用代码由两家以上共用,各家都列为候选,由人判断", _shared(by_code)),
        ("名录有 {n} 家写了两个以上信用代码,任一代码都能对上", _shared(codes_of)),
        ("名录有 {n} 个名称由两家以上共用,只凭名称不会自动归户", _shared(by_name)),
        ("名录有 {n} 个信用代码校验不符,只作参考", bad),
        ("名录有 {n} 家没有名称", [i for i, name in zip(firms.ids, names, strict=True) if not name]),
    )


def faults_of_records(records: pa.Table) -> list[str]:
    """The same for records."""
    ids, names = texts(records, "rec_id"), fold_texts(texts(records, "name"))
    read = parse_codes(texts(records, "uscc"))
    by_code: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    for name, code in zip(names, read, strict=True):
        if name and code.code:
            by_code[code.code].add(name)
            by_name[name].add(code.code)
    return _told(
        ("记录有 {n} 个 rec_id 出现不止一次,逐行都有结果", _twice(ids)),
        ("记录有 {n} 个信用代码写在两个以上名称下", _shared(by_code)),
        ("记录有 {n} 个名称写了两个以上信用代码", _shared(by_name)),
        (
            "记录有 {n} 条既没有名称也没有代码",
            [i for i, name, c in zip(ids, names, read, strict=True) if not name and not c.written],
        ),
    )


def _told(*found: tuple[str, Sequence[str]]) -> list[str]:
    return [f"{words.format(n=len(some))}:{_some(some)}" for words, some in found if some]


def _some(values: Sequence[str]) -> str:
    shown = "、".join(v or "(空)" for v in sorted(set(values))[:SHOWN])
    return shown + ("等" if len(set(values)) > SHOWN else "")


def _twice(values: Iterable[str]) -> list[str]:
    return [v for v, n in Counter(values).items() if n > 1]


def _shared(table: dict[str, set[str]]) -> list[str]:
    return [key for key, owners in table.items() if len(owners) > 1]
