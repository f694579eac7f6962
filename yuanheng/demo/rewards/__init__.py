"""The invented service company: its set-up, fifty people, how they were selected, what they share. Nothing in it is real.

`invent_company(people=50, seed=2021)` answers the same company for the same seed; `shares_of(...)` the shares of a project.
"""

from .inventing import invent_company
from .model import CandidateFact, Company, PersonFact, SelectionFact, StepFact
from .sharing import shares_of

__all__ = ["CandidateFact", "Company", "PersonFact", "SelectionFact", "StepFact", "invent_company", "shares_of"]
