"""The real register of Qidong's older firms: it loads whole, and workbooks written over its names evaluate."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from yuanheng.demo import Identity, generate
from yuanheng.engines.ledger import read_register
from yuanheng.engines.pipeline import evaluate_folder

REAL = Path(__file__).parents[1].parent / "shared" / "data" / "qidong_enterprises_1978_2004.csv"

pytestmark = [
    pytest.mark.skipif(not REAL.is_file(), reason=f"real data is not beside this checkout: {REAL.name}"),
    pytest.mark.xdist_group("real_register"),
]


@pytest.fixture(scope="module")
def firms():
    return list(read_register(REAL).register)


def _core(name):
    """What is left of a name without blanks, brackets and the region in front, which offices write or leave out."""
    plain = re.sub(r"[\s()()]", "", unicodedata.normalize("NFKC", name))
    return re.sub(r"^(江苏省?|南通市?|启东市?|启东县|上海市?)+", "", plain)


def test_a_thousand_real_firms_are_found_again_under_their_own_names_and_graded(firms, tmp_path):
    """The register is the real file; the sheets are written over its names, the 43 without a code by their old numbers."""
    people = [Identity(f.name, f.uscc or f.old_registration, f.address) for f in firms]
    generate(tmp_path, identities=people, years=(2020, 2021))
    done = evaluate_folder(
        register=REAL, sheets=tmp_path / "sheets", scheme="huaian-2024", year=2021, out=tmp_path / "out"
    )
    links = pq.read_table(tmp_path / "out" / "links.parquet").to_pylist()
    auto = [row for row in links if row["decision"] == "auto"]
    names = {f.id: f.name for f in firms}
    assert done.results.num_rows == len(firms) == 1081
    assert len(auto) > 0.97 * len(links)
    odd = [
        (row["name"], names[row["right_id"]])
        for row in auto
        if _core(row["name"])[:2] != _core(names[row["right_id"]])[:2]
    ]
    assert not odd
    grades = done.results.column("grade").to_pylist()
    assert sum(1 for g in grades if g in set("ABCD")) > 700
