"""A small office for the tests of cases: procedures of one bureau, cases under them."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from typing import Any

from yuanheng.engines.procedures import Procedure, load_procedure
from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.cases.actions import open_case
from yuanheng.web.cases.models import Case

SOURCE = {"document": "测试流程", "sureness": "K"}


def procedure(*steps: dict[str, Any], **changes: Any) -> Procedure:
    """A procedure as a file would give it; its hash follows its content."""
    made = Procedure.model_validate(
        {
            "name": "office", "label": "内部事项", "purpose": "测试", "subject": "matter", "version": "2026-01-01",
            "source": SOURCE, "clock_from": "acceptance", "days": 10,
            "suspensions": ["inspection", "papers"],
            "extension": {"days": 5, "approver": "负责人批准", "source": SOURCE},
            "steps": list(steps), **changes,
        }
    )  # fmt: skip
    return made.model_copy(update={"hash": hashlib.sha256(made.model_dump_json().encode()).hexdigest()})


def bureau(user: User) -> Any:
    """The bureau of a user's post."""
    return user.posts.get(ended_on__isnull=True).organisation


def two_steps(user: User) -> Procedure:
    """Examine, then decide, both by the user's bureau."""
    name = bureau(user).name
    return procedure(
        {"code": "examine", "label": "审查", "bureau": name, "days": 3},
        {"code": "decide", "label": "决定", "bureau": name, "after": ["examine"], "days": 2},
    )


def open_for(user: User, *, under: Procedure | str | None = None, at: datetime | None = None, **data: Any) -> Case:
    """A case kept by the user's bureau."""
    return open_case(
        procedure=under or two_steps(user), title="设备报废审批", subject_kind="", subject_id="",
        subject_label="一号仓库", organisation=bureau(user), by=user, at=at or moment.now(), data=data,
    )  # fmt: skip


def shipped(name: str) -> Procedure:
    """A procedure that the product ships."""
    return load_procedure(name)


def scan(text: str = "扫描件") -> Any:
    """A small upload."""
    made = io.BytesIO(text.encode())
    made.name = "批复.txt"
    return made
