"""Splink 5 as its documentation advises: needs splink.

Tidied columns; the ready-made comparison for names, edit distance for the code, closeness for the address and equality
of its first number; blocking as in "Matching businesses" (examples): the code, the name, the two rarest tokens of the
name; where Chinese has no spaces the tokens are two-character pieces. Trained as in the tutorial: the chance of a match
from strict rules, u from a million random pairs, m by expectation maximisation from two sides. The business example's
own comparison of names, a product of the frequencies of common tokens, was tried on 9,393 records: recall 0.551 for
0.536 at the same precision, in 92 s for 5 s; the faster one stands here.
Automatic from a match probability of 0.99, review from 0.5: the best pair of each record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from .tables import Answer, run, tidy

AUTO, REVIEW = 0.99, 0.5

PREPARE = """
create table pieces as
  select side, unique_id, unnest(list_distinct([substr(name, i, 2) for i in range(1, greatest(length(name), 2))])) as token
  from given;
create table often as select token, count(*)::float / (select count(*) from pieces) as rel_freq from pieces group by token;
create table tokens as
  select side, unique_id, (list(token order by rel_freq, token) filter (rel_freq < 0.01))[:2] as rarest
  from pieces join often using (token) group by all;
create table ready as
  select g.*, nullif(regexp_extract(address, '(\\d+)'), '') as first_number, t.rarest
  from given g left join tokens t using (side, unique_id);
"""


def _settings() -> Any:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.NameComparison("name"),
            cl.LevenshteinAtThresholds("uscc", [1, 2]),
            cl.JaroWinklerAtThresholds("address", [0.92, 0.8]),
            cl.ExactMatch("first_number"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("uscc"),
            block_on("name"),
            block_on("rarest"),
            "l.rarest[1] = r.rarest[2] and substr(l.name, 1, 3) = substr(r.name, 1, 3)",
            "l.rarest[2] = r.rarest[1] and substr(l.name, 1, 3) = substr(r.name, 1, 3)",
            "l.rarest[1] = r.rarest[1]",
        ],
    )


def link(firms: list[dict[str, Any]], records: list[dict[str, Any]]) -> tuple[Iterable[Answer], dict[str, Any]]:
    """Prepare, train, predict; the best firm of each record."""
    import duckdb
    import splink
    from splink import DuckDBAPI, Linker, block_on

    con = duckdb.connect()
    con.execute("set threads = 2")
    rows = [("a", r["rec_id"], r) for r in records] + [("b", f["id"], f) for f in firms]
    given = pa.table(
        {
            "side": [side for side, _, _ in rows],
            "unique_id": [key for _, key, _ in rows],
            "name": [tidy(row["name"]) or None for _, _, row in rows],
            "uscc": [tidy(row["uscc"]) or None for _, _, row in rows],
            "address": [tidy(row["address"]) or None for _, _, row in rows],
        }
    )
    con.register("given", given)
    con.execute(PREPARE)
    api = DuckDBAPI(connection=con)
    sides = [
        api.register(con.sql(f"select * exclude (side) from ready where side = '{side}'"), dataset_display_name=name)
        for side, name in (("a", "records"), ("b", "z_firms"))
    ]
    linker = Linker(sides, _settings())
    train = linker.training
    train.estimate_probability_two_random_records_match([block_on("uscc"), block_on("name")], recall=0.6)
    train.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    train.estimate_parameters_using_expectation_maximisation(block_on("uscc"))
    train.estimate_parameters_using_expectation_maximisation(block_on("name"))
    pairs = linker.inference.predict(threshold_match_probability=REVIEW)
    best = con.sql(
        f"select unique_id_l, unique_id_r, match_probability from {pairs.physical_name}"
        " qualify row_number() over (partition by unique_id_l order by match_weight desc, unique_id_r) = 1"
    ).fetchall()
    answers = [(left, right, "auto" if chance >= AUTO else "review") for left, right, chance in best]
    return answers, {"version": splink.__version__}


if __name__ == "__main__":
    raise SystemExit(run(link))
