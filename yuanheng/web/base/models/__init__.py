"""Tables of the base app."""

from .audit import AuditContent, AuditEntry, AuditSeal
from .files import StoredFile
from .jobs import Job, JobState
from .notices import Notice
from .organisations import Organisation, Post, User
from .recorded import Recorded, RecordedQuerySet

__all__ = [
    "AuditContent",
    "AuditEntry",
    "AuditSeal",
    "Job",
    "JobState",
    "Notice",
    "Organisation",
    "Post",
    "Recorded",
    "RecordedQuerySet",
    "StoredFile",
    "User",
]
