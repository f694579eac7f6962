"""The invented zone's investment projects: a library as messy as offices keep it, and the truth behind it.

`write_projects(folder, firms=..., projects=FULL_YEAR, seed=2021)` writes `projects/项目库.xlsx`, `truth/projects.json` and
the event log `truth/project-events.xlsx`; the same seed gives the same bytes. Nothing in it is a real project or investor.
"""

from .cohorts import FULL_YEAR
from .inventing import FirmCard, invent
from .model import AmountFact, InvestorFact, Project, RecognitionFact, StageFact
from .writing import EVENTS, LIBRARY, TRUTH, write_projects

__all__ = [
    "EVENTS",
    "FULL_YEAR",
    "LIBRARY",
    "TRUTH",
    "AmountFact",
    "FirmCard",
    "InvestorFact",
    "Project",
    "RecognitionFact",
    "StageFact",
    "invent",
    "write_projects",
]
