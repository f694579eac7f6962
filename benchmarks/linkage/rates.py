"""Every rate of the noise model, in one place; `docs/algorithms/linkage-noise.md` says what each one stands for.

Each table is a choice of one and sums to 1, except GIVEN, FIRMS and EXTRA, whose entries are independent chances.
"""

from __future__ import annotations

import random

Table = dict[str, float]

RATES: dict[str, Table] = {
    # how hard a record is
    "difficulty": {"code": 0.45, "noisy": 0.30, "hard": 0.17, "absent": 0.08},
    # who writes it
    "source:code": {"tax": 0.45, "social": 0.20, "environment": 0.15, "land": 0.15, "power": 0.05},
    "source:noisy": {
        "power": 0.35, "land": 0.20, "social": 0.15, "building": 0.15, "environment": 0.10, "tax": 0.05,
    },
    "source:hard": {"building": 0.35, "power": 0.30, "land": 0.25, "social": 0.05, "tax": 0.05},
    "source:absent": {"power": 0.30, "building": 0.30, "land": 0.15, "tax": 0.15, "social": 0.10},
    # what happens to a code
    "code": {
        "clean": 0.72, "lower_spaced": 0.06, "letter_for_digit": 0.04, "one_wrong": 0.03, "one_lost": 0.03,
        "two_swapped": 0.02, "one_doubled": 0.01, "old_registration": 0.02, "organisation_code": 0.02,
        "scientific": 0.015, "neighbours": 0.02, "labelled": 0.015,
    },
    "name_beside_code": {"as_registered": 0.70, "noisy": 0.22, "hard": 0.08},
    # what happens to a name that stays recognisable
    "noisy_steps": {"1": 0.50, "2": 0.35, "3": 0.15},
    "noisy": {
        "region_dropped": 0.16, "region_short": 0.10, "region_bracketed": 0.06, "region_widened": 0.06,
        "region_renamed": 0.04, "form_variant": 0.14, "form_shortened": 0.10, "industry_shortened": 0.05, "note": 0.11,
        "spacing": 0.04, "width": 0.04, "traditional": 0.03, "brackets": 0.01, "line_break": 0.02, "truncated": 0.02,
        "tenant": 0.02,
    },
    # what happens to a name that does not
    "hard": {
        "brand": 0.12, "brand_industry": 0.20, "region_brand": 0.13, "former": 0.25, "typo": 0.30,
    },
    "typos": {"1": 0.70, "2": 0.30},
    "typo": {
        "homophone": 0.35, "look_alike": 0.20, "missing": 0.20, "swapped": 0.10, "doubled": 0.08, "wrong": 0.07,
    },
    # who is not in the register at all
    "absent": {"held_out": 0.55, "twin_elsewhere": 0.20, "person": 0.15, "facility": 0.10},
    # what is written as the address, where one is
    "address": {"as_registered": 0.38, "reshaped": 0.35, "truncated": 0.12, "elsewhere": 0.15},
    "address:building": {"as_registered": 0.10, "reshaped": 0.25, "truncated": 0.15, "elsewhere": 0.50},
    # chances of their own
    "given": {
        "tax": 0.80, "power": 0.75, "land": 0.90, "building": 0.90, "social": 0.30, "environment": 0.80,
    },
    "firms": {
        "twin_other_city": 0.020, "twin_one_character": 0.020, "branch": 0.015, "former_known": 0.12,
        "former_unknown": 0.06, "held_out": 0.05,
    },
    "extra": {"noise_on_hard": 0.40, "typo_in_brand": 0.04, "unit_of_firm": 0.02, "twin_weight": 4.0},
}  # fmt: skip

FREE = ("given", "firms", "extra")


def shaken(seed: int, tables: dict[str, Table] = RATES) -> dict[str, Table]:
    """The same kinds of noise at other rates: each choice times a factor between 0.4 and 2.5, then made to sum to 1.

    A model tuned to the rates above shows it here. The chances in FREE and the shares of difficulty stay.
    """
    rng = random.Random(f"rates:{seed}")
    found: dict[str, Table] = {}
    for name, table in tables.items():
        if name in FREE or name == "difficulty":
            found[name] = dict(table)
            continue
        moved = {key: rate * 2.5 ** rng.uniform(-1, 1) for key, rate in table.items()}
        total = sum(moved.values())
        found[name] = {key: rate / total for key, rate in moved.items()}
    return found


def pick(rng: random.Random, table: Table) -> str:
    """One key, by its rate."""
    return rng.choices(list(table), weights=list(table.values()))[0]


def markdown() -> str:
    """The tables as the documentation prints them."""
    lines = []
    for name, table in RATES.items():
        lines += [f"| `{name}` | rate |", "|---|---|", *(f"| {key} | {rate:g} |" for key, rate in table.items()), ""]
    return "\n".join(lines)
