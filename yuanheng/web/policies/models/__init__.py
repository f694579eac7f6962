"""Tables of policies. Budgets, answers, approvals, notices and payments only grow; the others keep their history."""

from .fulfilments import (
    Approval,
    Fulfilment,
    FulfilmentState,
    NoticeObjection,
    Payment,
    PublicNotice,
)
from .policies import GIVEN_TO, THEMES, KnownAnswer, Level, Policy, PolicyBudget
from .requests import RequestOutcome, SupportAnswer, SupportRequest

__all__ = [
    "GIVEN_TO",
    "THEMES",
    "Approval",
    "Fulfilment",
    "FulfilmentState",
    "KnownAnswer",
    "Level",
    "NoticeObjection",
    "Payment",
    "Policy",
    "PolicyBudget",
    "PublicNotice",
    "RequestOutcome",
    "SupportAnswer",
    "SupportRequest",
]
