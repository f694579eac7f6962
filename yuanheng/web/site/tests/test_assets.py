"""Browser assets: by exact version, from no address written down, only what is used."""

from __future__ import annotations

import json
import re

import pytest

from yuanheng.web.site import assets, paths

LOCK = json.loads((paths.CHECKOUT / "package-lock.json").read_text())
SPRITE = (
    '<svg><defs><symbol id="tabler-home" viewBox="0 0 24 24"><path d="M0" /></symbol>'
    '<symbol id="tabler-x" viewBox="0 0 24 24"><path d="M1" /></symbol></defs></svg>'
)


def test_every_package_is_pinned_to_one_version():
    wanted = json.loads((paths.CHECKOUT / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert all(LOCK["packages"][f"node_modules/{name}"]["version"] == version for name, version in wanted.items())


def test_the_lock_file_names_no_registry_and_keeps_every_hash():
    for name, package in LOCK["packages"].items():
        assert "resolved" not in package
        assert not name or package["integrity"].startswith("sha512-")


def test_the_sprite_holds_the_named_icons_alone():
    made = assets.sprite(SPRITE, {"home"})
    assert 'id="tabler-home"' in made and "tabler-x" not in made


def test_an_icon_that_does_not_exist_is_named():
    with pytest.raises(SystemExit, match="houme"):
        assets.sprite(SPRITE, {"houme"})


def test_icons_named_in_templates_and_registrations_are_found():
    named = assets.named_icons()
    assert {"home", "bell", "shield-lock", "user-plus"} <= named


def test_the_built_sprite_has_every_icon_that_pages_name():
    built = paths.assets_folder() / "vendor" / "icons.svg"
    if not built.is_file():
        pytest.skip("browser assets are not built: python -m yuanheng.web.site.assets")
    there = set(re.findall(r'id="tabler-([a-z0-9-]+)"', built.read_text()))
    assert assets.named_icons() <= there, "run python -m yuanheng.web.site.assets again"


def test_a_second_build_runs_no_npm(tmp_path, monkeypatch):
    import hashlib

    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / ".yuanheng-lock").write_text(hashlib.sha256(b"{}").hexdigest())
    monkeypatch.setattr(assets, "npm", lambda: pytest.fail("npm was called"))
    assert assets.install(tmp_path) == tmp_path / "node_modules"


def test_without_npm_on_the_machine_the_wheels_is_used(monkeypatch):
    import subprocess

    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    command = assets.npm()
    said = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
    assert re.match(r"\d+\.\d+", said)
