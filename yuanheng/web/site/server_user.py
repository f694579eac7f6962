"""Which system user the database server runs as, and what that user can reach."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "yuanheng"
EVERYONE_MAY_ENTER = 0o005


@dataclass(frozen=True, slots=True)
class ServerUser:
    """`switched` when we are root and the server is another user."""

    uid: int
    gid: int
    switched: bool

    def spawn(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make the child this user, in a folder it can enter."""
        if not self.switched:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a file or folder to the server's user."""
        if self.switched:
            os.chown(path, self.uid, self.gid)

    def reachable(self, tree: Path, home: Path) -> Path:
        """`tree` itself where the user can enter every folder above it, else a copy of it under `home`."""
        if not self.switched or all(p.stat().st_mode & EVERYONE_MAY_ENTER for p in (tree, *tree.parents)):
            return tree
        return _copy(tree, home / "program")


def _copy(tree: Path, to: Path) -> Path:
    stamp = f"{tree} {tree.stat().st_mtime_ns}"
    mark = to / "copied-from"
    if not (mark.is_file() and mark.read_text() == stamp):
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(tree, to, symlinks=True)
        for path in (to, *to.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))
        mark.write_text(stamp)
    return to


def server_user() -> ServerUser:
    """Ourselves, or for root the system user `postgres`, else `yuanheng` (made on first use)."""
    if os.geteuid() != 0:
        return ServerUser(uid=os.geteuid(), gid=os.getegid(), switched=False)
    for name in ("postgres", NAME):
        found = _look_up(name)
        if found is not None:
            return found
    subprocess.run(  # noqa: S603
        ["/usr/sbin/useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME], check=True
    )
    made = _look_up(NAME)
    if made is None:
        raise RuntimeError(f"没有能运行数据库的系统用户:请建立用户 {NAME}(useradd --system {NAME})")
    return made


def _look_up(name: str) -> ServerUser | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return ServerUser(uid=entry.pw_uid, gid=entry.pw_gid, switched=True)
