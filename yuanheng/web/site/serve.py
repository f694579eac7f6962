"""Everything on one machine: database, migrations, demo zone, web, worker, sealer.

    python -m yuanheng.web.site.serve --demo

Each part is a child process that the kernel ends when this one dies, in whatever way; the database belongs to its
guardian (see `postgres.py`), which ends it when its last user is gone.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from . import paths
from .assets import copy_assets
from .postgres import PostgresError, embedded_cluster, running
from .processes import die_with_parent

MANAGE = [sys.executable, "-m", "yuanheng.web.site.manage"]
STOP_SECONDS = 15
READY_SECONDS = 180  # a busy machine needs a while to import everything three times
WELL, PROBLEMS = 0, 1


@dataclass(frozen=True, slots=True)
class Options:
    """What `serve` was asked for."""

    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    small_demo: bool = False
    cast_only: bool = False
    workers: int = 1
    web_threads: int = 4


class Child:
    """A part of the site as a process."""

    def __init__(self, name: str, command: list[str], env: dict[str, str]) -> None:
        self.name = name
        self.process = subprocess.Popen(  # noqa: S603
            command,
            env=env,
            cwd=str(paths.CHECKOUT),
            stdin=subprocess.DEVNULL,
            preexec_fn=die_with_parent(signal.SIGTERM),
            process_group=0,  # a Ctrl-C reaches us alone; we tell the children, in order
        )

    def stop(self) -> None:
        """Ask, wait, insist."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def main(
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    demo: bool = False,
    small_demo: bool = False,
    cast_only: bool = False,
    workers: int = 1,
    web_threads: int = 4,
) -> int:
    """Run the site until Ctrl-C or SIGTERM; 0 when it was stopped, 1 when a part could not start or died.

    `demo` brings the demo zone; `small_demo` the one of 30 firms, `cast_only` its accounts alone.
    """
    options = Options(host, port, demo, small_demo, cast_only, workers, web_threads)
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    try:
        with _database():
            return _run(options, stopping)
    except PostgresError as error:
        print(f"园衡没有启动:{error}", file=sys.stderr)
        return PROBLEMS


def _database() -> object:
    return nullcontext() if os.environ.get("DATABASE_URL") else running(embedded_cluster())


def _run(options: Options, stopping: threading.Event) -> int:
    if not port_is_free(options.host, options.port):
        print(f"端口 {options.port} 已被占用:请用 --port 换一个,或先停掉占用它的程序", file=sys.stderr)
        return PROBLEMS
    env = {
        **os.environ,
        "YUANHENG_VAR": str(paths.var_folder()),
        "YUANHENG_HOSTS": os.environ.get("YUANHENG_HOSTS") or f"localhost,127.0.0.1,[::1],{options.host}",
    }
    print("正在准备数据库……", flush=True)
    if not _manage(["migrate", "-v0"], env) or not _collect(env):
        return PROBLEMS
    passwords = _load_demo(options, env) if options.demo else {}
    if passwords is None:
        return PROBLEMS
    with _children(options, env | {"YUANHENG_COLLECTED": "1"}) as children:
        if not _wait_ready(options, children, stopping):
            return WELL if stopping.is_set() else PROBLEMS
        _greet(options, passwords)
        return _watch(children, stopping)


def _manage(words: list[str], env: dict[str, str]) -> bool:
    """One command to its end; what it says on failure goes to the terminal."""
    return subprocess.run([*MANAGE, *words], env=env, cwd=paths.CHECKOUT, check=False).returncode == 0  # noqa: S603


def _collect(env: dict[str, str]) -> bool:
    """Static files with a hash in their names; icons that templates came to name since the last build are added."""
    vendor = paths.assets_folder() / "vendor"
    modules = paths.CHECKOUT / "node_modules"
    if (modules / ".yuanheng-lock").is_file():
        copy_assets(modules, vendor)
    if not vendor.is_dir():
        print("页面资源没有装好:请先运行 make install(其中一步是 python -m yuanheng.web.site.assets)", file=sys.stderr)
        return False
    return _manage(["collectstatic", "--noinput", "--clear", "-v0"], env | {"YUANHENG_COLLECTED": "1"})


def _load_demo(options: Options, env: dict[str, str]) -> dict[str, str] | None:
    """Passwords of the demo accounts by user name; None when the demo could not be loaded."""
    kept = paths.folder("secret") / "demo-passwords.json"
    how = ["--cast-only"] if options.cast_only else ["--small"] if options.small_demo else []
    if not _manage(["demo", "--passwords", str(kept), *how], env):
        return None
    passwords: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return passwords


@contextmanager
def _children(options: Options, env: dict[str, str]) -> Iterator[list[Child]]:
    granian = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        options.host,
        "--port",
        str(options.port),
    ]
    granian += ["--workers", str(options.workers), "--blocking-threads", str(options.web_threads)]
    granian += ["--no-ws", "--log-level", "warning", "yuanheng.web.site.wsgi:application"]
    worker = [
        *MANAGE,
        "procrastinate",
        "worker",
        "--concurrency",
        "1",
        "--queues",
        "jobs",
        "--delete-jobs",
        "successful",
    ]
    children: list[Child] = []
    try:
        children.append(Child("网页", granian, env))
        children.append(Child("后台任务", worker, env))
        children.append(Child("封存", [*MANAGE, "keep"], env))
        yield children
    finally:
        for child in reversed(children):
            child.stop()


def _wait_ready(options: Options, children: list[Child], stopping: threading.Event) -> bool:
    """True when the health page answers."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and not stopping.is_set():
        dead = [child for child in children if child.process.poll() is not None]
        if dead:
            print(f"“{dead[0].name}”没有启动起来,请看上面的说明", file=sys.stderr)
            return False
        try:
            with urllib.request.urlopen(f"{_address(options)}health/", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            stopping.wait(0.2)
    if not stopping.is_set():
        print("网页没有按时启动,请看上面的说明", file=sys.stderr)
    return False


def _watch(children: list[Child], stopping: threading.Event) -> int:
    """Until told to stop, or a part died by itself."""
    while not stopping.wait(0.5):
        for child in children:
            if child.process.poll() is not None:
                print(f"“{child.name}”意外退出(代码 {child.process.returncode}),园衡停止", file=sys.stderr)
                return PROBLEMS
    print("正在停止……", flush=True)
    return WELL


def _address(options: Options) -> str:
    host = "127.0.0.1" if options.host in ("0.0.0.0", "::") else options.host  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host else host}:{options.port}/"


def _greet(options: Options, passwords: dict[str, str]) -> None:
    print(f"\n园衡已启动:{_address(options)}    (Ctrl-C 停止)")
    if passwords:
        print("\n演示账号:")
        for name, password in passwords.items():
            print(f"  {name:<10} {password}")
    elif not options.demo:
        print("第一位系统管理员:python -m yuanheng.web.site.manage setpassword --create 登录名")
    print(flush=True)


def port_is_free(host: str, port: int) -> bool:
    """True when we could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--small-demo", action="store_true")
    parser.add_argument("--cast-only", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(**vars(given)))
