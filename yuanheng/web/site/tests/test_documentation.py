"""What the documents say of the site is so."""

from __future__ import annotations

import re
from pathlib import Path

from yuanheng.web.base import access, registrations
from yuanheng.web.site import paths

WEB = Path(__file__).resolve().parents[2]
TEXT = (paths.CHECKOUT / "docs" / "architecture-web.md").read_text("utf-8")


def test_every_environment_variable_is_documented_and_every_documented_one_is_read():
    read = set()
    for path in WEB.rglob("*.py"):
        read.update(re.findall(r"""["'](YUANHENG_[A-Z_]+|DATABASE_URL)["']""", path.read_text("utf-8")))
    documented = set(re.findall(r"`(YUANHENG_[A-Z_]+|DATABASE_URL)`", TEXT))
    assert read == documented


def test_every_module_and_name_the_guide_mentions_is_there():
    for name in re.findall(r"`base\.([a-z_]+)`", TEXT):
        assert (WEB / "base" / f"{name}.py").is_file(), name
    assert access.gate and registrations
