"""Who uses whose land and whose power, in exact decimals: leases into land, two statements compared, sums, shared bills.

How and with which guarantees: `docs/decisions/0018-tenancy.md`. The rules are `rules/tenancies/*.yaml`.
"""

from .balance import Balance, Holding, Use, balance_uses
from .land import Base, DerivedLand, derive_land
from .meters import Bill, Part, Split, split_bill
from .rules import TenancyRules, load_tenancy_rules
from .sides import Difference, Said, compare_sides

__all__ = [
    "Balance",
    "Base",
    "Bill",
    "DerivedLand",
    "Difference",
    "Holding",
    "Part",
    "Said",
    "Split",
    "TenancyRules",
    "Use",
    "balance_uses",
    "compare_sides",
    "derive_land",
    "load_tenancy_rules",
    "split_bill",
]
