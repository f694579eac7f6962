"""Pay of promoters: base plus performance by a scheme that is data; a pure function of scheme, person, events and month."""

from .comparing import LineChange, compare_slips
from .computing import compute_pay
from .loading import describe_pay, list_pay_schemes, load_pay_scheme
from .scheme import PayScheme
from .sharing import Share, check_shares, split
from .values import ContractSpan, Deduction, PayEvent, PayLine, PaySlip, PayStaff

__all__ = [
    "ContractSpan",
    "Deduction",
    "LineChange",
    "PayEvent",
    "PayLine",
    "PayScheme",
    "PaySlip",
    "PayStaff",
    "Share",
    "check_shares",
    "compare_slips",
    "compute_pay",
    "describe_pay",
    "list_pay_schemes",
    "load_pay_scheme",
    "split",
]
