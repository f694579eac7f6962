"""`serve` as a person meets it: it prints what is needed to sign in, and leaves nothing behind however it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from yuanheng.web.base.cast import PARTS
from yuanheng.web.site import paths
from yuanheng.web.site.postgres import embedded_cluster
from yuanheng.web.site.serve import port_is_free

pytestmark = pytest.mark.skipif(
    not (paths.assets_folder() / "vendor").is_dir(),
    reason="browser assets are not built: python -m yuanheng.web.site.assets",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A `serve` of a new installation, its words, and its processes."""

    def __init__(self, var: Path, port: int, *words: str) -> None:
        self.var, self.port = var, port
        env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        command = [sys.executable, "-m", "yuanheng.web.site.serve", "--port", str(port), *words]
        self.process = subprocess.Popen(
            command,
            env=env | {"YUANHENG_VAR": str(var)},
            cwd=paths.CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def wait_for(self, text: str) -> str:
        """Read until it says so, or ends."""
        while text not in self.said:
            line = self.process.stdout.readline()
            assert line, f"ended before saying {text!r}:\n{self.said}"
            self.said += line
        return self.said

    def processes(self) -> list[str]:
        """Command lines of everything that runs for this installation."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                env = (folder / "environ").read_bytes().decode(errors="replace")
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if f"YUANHENG_VAR={self.var}\0" in env and int(folder.name) != os.getpid() and command:
                found.append(command)
        return found

    def wait_until_all_are_gone(self, seconds: float = 25) -> None:
        until = time.monotonic() + seconds
        while self.processes():
            assert time.monotonic() < until, f"still there: {self.processes()}"
            time.sleep(0.1)


@pytest.fixture
def served(tmp_path, monkeypatch):
    var = tmp_path / "var"
    var.mkdir()
    started = []

    def start(*words: str, port: int | None = None) -> Served:
        started.append(Served(var, port or free_port(), *words))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        one.process.stdout.close()
    for one in started:
        one.wait_until_all_are_gone()
    monkeypatch.setenv("YUANHENG_VAR", str(var))
    shutil.rmtree(embedded_cluster().home, ignore_errors=True)


def test_it_prints_address_and_passwords_serves_and_stops_cleanly(served):
    site = served("--demo", "--cast-only")
    said = site.wait_for("  admin")
    assert f"http://127.0.0.1:{site.port}/" in said
    names = re.findall(r"^  (\w+) +\S{14}$", said, re.MULTILINE)
    assert names == [part.username for part in PARTS]
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/account/login/") as page:
        html = page.read().decode()
        assert "unsafe" not in page.headers["Content-Security-Policy"]
    style = re.search(r'href="(/static/base/yuanheng\.[0-9a-f]+\.css)"', html)
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}{style[1]}") as file:
        assert "immutable" in file.headers["Cache-Control"]
    assert len(site.processes()) >= 6  # serve, web and its worker, jobs, keeper, guardian, database
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(30) == 0
    site.wait_until_all_are_gone()


@pytest.mark.slow
def test_killed_it_leaves_no_process_and_starts_again_with_what_it_had(served):
    site = served("--demo", "--cast-only")
    site.wait_for("  admin")
    site.process.send_signal(signal.SIGKILL)
    site.process.wait()
    site.wait_until_all_are_gone()
    again = served("--demo", "--cast-only")
    passwords = [re.findall(r"^  (\w+ +\S{14})$", one.wait_for("  admin"), re.MULTILINE) for one in (site, again)]
    assert passwords[0] == passwords[1]
    kept = site.var / "secret" / "demo-passwords.json"
    assert kept.stat().st_mode & 0o077 == 0


def test_a_taken_port_is_said_at_once(served):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
        site = served(port=port)
        assert "--port" in site.wait_for("占用")
        assert site.process.wait(20) == 1
