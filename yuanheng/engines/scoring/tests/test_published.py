"""What has been published and can be recomputed: Huangyan's formula, class counts, the ASEM index."""

from __future__ import annotations

import csv
import random
from decimal import Decimal
from fractions import Fraction as F
from pathlib import Path

import pyarrow as pa
import pytest

from yuanheng.engines.scoring import load_scheme, run_scheme
from yuanheng.engines.scoring.classes import Classes
from yuanheng.engines.scoring.numbers import round_half_away

ASEM = Path(__file__).resolve().parents[5] / "shared" / "data" / "asem"
HUANGYAN = {
    2022: (("24.097", "136.16", "2.694", "4929.81", "18.14", "0.0302"), ("11.5932", "0.2352")),
    2021: (("26.01", "132.27", "2.54", "4861.08", "17.45", "0.0305"), ("16.601058", "0.236565")),
}


@pytest.mark.parametrize("year", [2021, 2022])
def test_huangyans_formula_is_reproduced_to_the_digit_on_made_up_firms(year):
    r = random.Random(year)
    names = (
        "tax_paid",
        "value_added",
        "land_area",
        "energy_tce",
        "emissions",
        "employees",
        "rd_expense",
        "main_business_revenue",
        "electricity",
    )
    firms = [{name: Decimal(r.randint(1, 10**9)) / 100 for name in names} for _ in range(500)]
    for firm in firms:
        firm["emissions"] = None if r.random() < 0.3 else firm["emissions"]
    columns = {name: pa.array([firm[name] for firm in firms], pa.decimal128(38, 12)) for name in names}
    scale = ["规上" if r.random() < 0.6 else "规下" for _ in firms]
    run = run_scheme(
        load_scheme(f"huangyan-{year}"), pa.table({"id": [str(i) for i in range(500)], "scale": scale, **columns})
    )
    found = {row["subject_id"]: row["total"] for row in run.results.to_pylist()}
    (b, small), weights = HUANGYAN[year], (30, 20, 20, 10, 10, 10)
    emission = {
        i: F(f["value_added"]) / 10000 / (F(f["emissions"]) / 1000)
        for i, f in enumerate(firms)
        if scale[i] == "规上" and f["emissions"]
    }
    mean = sum(emission.values()) / len(emission)
    for index, firm in enumerate(firms):
        f = {name: F(value) if value is not None else None for name, value in firm.items()}
        if scale[index] == "规下":
            values = (f["tax_paid"] / 10000 / f["land_area"], f["tax_paid"] / 10000 / (f["electricity"] / 1000))
            total = sum(v / F(base) * 50 for v, base in zip(values, small, strict=True))
        else:
            added = f["value_added"] / 10000
            values = (
                f["tax_paid"] / 10000 / f["land_area"], added / f["land_area"], added / f["energy_tce"],
                emission.get(index, mean), added / f["employees"], f["rd_expense"] / f["main_business_revenue"],
            )  # fmt: skip
            total = sum(v / F(base) * w for v, base, w in zip(values, b, weights, strict=True))
        assert found[str(index)] == float(round_half_away(total, 2))


def counts(name: str, ranked: int, unclassified: int = 0, set_name: str = "") -> list[int]:
    scheme = load_scheme(name)
    ends = scheme.classes.of_set(set_name).places(
        ranked=ranked, unclassified=unclassified, inside_count=scheme.unclassified.inside_count
    )
    return [end - start for start, end in zip((0, *ends[:-1]), ends, strict=True)]


def test_the_published_class_counts_are_reproduced():
    assert counts("chaohu-2021", 120) == [24, 54, 36, 6]
    assert counts("jining-2023", 265, 10, "规上") == [55, 97, 99, 14]
    assert counts("jining-2023", 100, 0, "规下") == [20, 40, 35, 5]
    assert counts("yutai-2023", 132, 9) == [26, 54, 44, 8]


@pytest.mark.parametrize("rounding", ["floor", "ceil", "half_up"])
def test_chaohu_comes_out_with_any_rounding(rounding):
    order = [{"code": c, "own": s, "rounding": rounding} for c, s in (("A", 0.2), ("B", 0.45), ("C", 0.3))]
    classes = Classes.model_validate({"order": [*order, {"code": "D", "rest": True}]})
    assert classes.places(ranked=120, unclassified=0, inside_count=False) == (24, 78, 114, 120)


@pytest.mark.skipif(not ASEM.is_dir(), reason="the ASEM stages are not at ../shared/data/asem")
def test_the_asem_index_is_reproduced_in_its_normalised_and_aggregated_stages():
    run = run_scheme(load_scheme("asem"), ASEM / "stage_Treated.csv")
    found = {row["subject_id"]: row for row in run.results.to_pylist()}
    compared = 0
    for stage in ("stage_Normalised.csv", "stage_Aggregated.csv"):
        for row in csv.DictReader((ASEM / stage).open(encoding="utf-8")):
            for code, text in row.items():
                if f"{code}_score" in found[row["UnitCode"]]:
                    assert abs(found[row["UnitCode"]][f"{code}_score"] - float(text)) <= 1e-12, (stage, code)
                    compared += 1
    assert compared == 51 * (49 + 49 + 11)
