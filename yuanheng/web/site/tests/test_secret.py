"""Secrets of the machine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from yuanheng.web.site import paths
from yuanheng.web.site.secret import fingerprint, secret


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("YUANHENG_VAR", str(tmp_path))
    first = secret("x")
    assert secret("x") == first and len(first) > 40
    assert (tmp_path / "secret" / "x").stat().st_mode & 0o777 == 0o600
    assert secret("y") != first


def test_those_who_ask_at_once_get_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("YUANHENG_VAR", str(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: secret("x"), range(32)))) == 1
    assert [p.name for p in (tmp_path / "secret").iterdir()] == ["x"]


def test_two_installations_never_share_a_fingerprint(tmp_path, monkeypatch):
    found = set()
    for name in ("a", "b"):
        monkeypatch.setenv("YUANHENG_VAR", str(tmp_path / name))
        found.add(fingerprint())
        assert fingerprint() in found
    assert len(found) == 2


def test_var_is_where_it_is_stated(tmp_path, monkeypatch):
    monkeypatch.setenv("YUANHENG_VAR", str(tmp_path / "x"))
    assert paths.folder("files") == tmp_path / "x" / "files"
