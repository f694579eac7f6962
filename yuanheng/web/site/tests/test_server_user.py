"""As root, the server runs as another user, who must be able to reach its program."""

from __future__ import annotations

import os

import pytest

from yuanheng.web.site.server_user import ServerUser, server_user


@pytest.fixture
def program(tmp_path):
    tree = tmp_path / "closed" / "program"
    (tree / "bin").mkdir(parents=True)
    (tree / "bin" / "postgres").write_text("v1")
    (tree / "bin" / "postgres").chmod(0o700)
    (tree / "link").symlink_to("bin/postgres")
    (tmp_path / "closed").chmod(0o700)
    return tree


def test_a_program_in_a_closed_folder_is_copied_where_the_user_can_enter(program, tmp_path):
    user = ServerUser(uid=os.geteuid(), gid=os.getegid(), switched=True)
    home = tmp_path / "home"
    copied = user.reachable(program, home)
    assert copied != program
    assert (copied / "bin" / "postgres").stat().st_mode & 0o777 == 0o755
    assert (copied / "link").is_symlink()


def test_it_is_copied_again_only_when_it_changed(program, tmp_path):
    user = ServerUser(uid=os.geteuid(), gid=os.getegid(), switched=True)
    copied = user.reachable(program, tmp_path / "home")
    (copied / "mine").write_text("kept")
    user.reachable(program, tmp_path / "home")
    assert (copied / "mine").exists()
    os.utime(program, ns=(1, 1))
    user.reachable(program, tmp_path / "home")
    assert not (copied / "mine").exists()


def test_without_root_nothing_is_copied_and_nobody_is_switched_to(program, tmp_path):
    user = ServerUser(uid=os.geteuid(), gid=os.getegid(), switched=False)
    assert user.reachable(program, tmp_path / "home") == program
    assert "user" not in user.spawn()


def test_root_never_runs_the_server_itself():
    assert server_user().uid != 0
