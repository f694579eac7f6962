"""Tables of the project register."""

from .project import Investor, Project, ProjectAmount, ProjectQuerySet
from .stages import Recognition, StageEntry

__all__ = ["Investor", "Project", "ProjectAmount", "ProjectQuerySet", "Recognition", "StageEntry"]
