"""The real register of Qidong's older firms: it loads whole, and workbooks written over its names evaluate."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from yuanheng.demo import Identity, generate
from yuanheng.engines.ledger import read_register
from yuanheng.engines.pipeline import evaluate_folder

REAL = Path(__file__).parents[1].parent / "shared" / "data" / "qidong_enterprises_1978_2004.csv"

pytestmark = pytest.mark.skipif(not REAL.is_file(), reason=f"real data is not beside this checkout: {REAL.name}")


@pytest.fixture(scope="module")
def firms():
    return list(read_register(REAL).register)


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
    assert all(row["name"].replace(" ", "")[:2] == names[row["right_id"]][:2] for row in auto if row["name"])
    grades = done.results.column("grade").to_pylist()
    assert sum(1 for g in grades if g in set("ABCD")) > 700
