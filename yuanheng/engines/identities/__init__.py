"""Who a record speaks of: social credit codes, enterprise names, registered capital, the register of enterprises."""

from .capital import Capital, read_capital
from .enterprise import Enterprise, Register
from .names import name_keys, normalise_name
from .uscc import UsccReading, check_character, check_uscc, convert_organisation_code, repair_uscc

__all__ = [
    "Capital",
    "Enterprise",
    "Register",
    "UsccReading",
    "check_character",
    "check_uscc",
    "convert_organisation_code",
    "name_keys",
    "normalise_name",
    "read_capital",
    "repair_uscc",
]
