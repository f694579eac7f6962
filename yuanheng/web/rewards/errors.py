"""What rewards refuse."""

from __future__ import annotations

from yuanheng.engines.errors import YuanhengError


class RewardsError(YuanhengError):
    """Something that cannot be written of staff, contracts, shares or pay."""

    kind = "rewards"
