"""Owns the database server for as long as anybody uses it.

Runs in a session of its own, so a Ctrl-C at the terminal reaches the web processes first. It waits, without polling,
for the exclusive lock on `users.lock`: it can have it only when every user has gone, be it by leaving or by dying.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from .postgres import Cluster, embedded_cluster
from .processes import die_with_parent

STOP_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Start the server, hold it, stop it when the last user is gone."""
    cluster = embedded_cluster(durable="--fast" not in arguments)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with cluster.log.open("ab") as log, (cluster.home / "users.lock").open("a") as users:
        _forget_the_dead(cluster.data)
        server = subprocess.Popen(  # noqa: S603
            server_command(cluster),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent(signal.SIGINT, user=cluster.user),
            cwd="/",
        )
        threading.Thread(target=_leave_with, args=(server,), daemon=True).start()
        fcntl.flock(users, fcntl.LOCK_EX)
        server.send_signal(signal.SIGINT)  # "fast": open transactions are rolled back
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    return 0


def _leave_with(server: subprocess.Popen[bytes]) -> None:
    """A server that could not start, or died, leaves nothing to guard; whoever waits for it sees us gone."""
    os._exit(1 if server.wait() else 0)


def server_command(cluster: Cluster) -> list[str]:
    """The server's command line; everything that is not a default is said here."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.sockets),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_connections": "60",
        "shared_buffers": "256MB" if cluster.durable else "128MB",
        "log_min_messages": "warning",
        "idle_in_transaction_session_timeout": "10min",
    }
    if not cluster.durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    command = [str(cluster.binaries / "bin" / "postgres"), "-D", str(cluster.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return command


def _forget_the_dead(data: Path) -> None:
    """Remove a `postmaster.pid` whose process is not a server on this data any more (a killed machine leaves one).

    PostgreSQL only checks that some process has the number; after a restart of the machine a stranger may have it.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except FileNotFoundError:
        command = ""
    if str(data) not in command:
        pid_file.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
