"""Children that never outlive the process that started them."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable

from .server_user import ServerUser

PR_SET_PDEATHSIG = 1


def die_with_parent(deadly: signal.Signals, *, user: ServerUser | None = None) -> Callable[[], None]:
    """A `preexec_fn`: become `user`, then ask the kernel for `deadly` when the parent dies.

    In that order, since a change of user clears the request.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        if user is not None and user.switched:
            os.setgroups([])
            os.setgid(user.gid)
            os.setuid(user.uid)
        libc.prctl(PR_SET_PDEATHSIG, int(deadly), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the request was made
            os._exit(1)

    return prepare
