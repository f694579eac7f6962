"""The reading engine as the site calls it: stored files in, readings out, each with the file it is of."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from yuanheng.engines import ledger
from yuanheng.web.base import files
from yuanheng.web.site import paths

from .models import Reading


@dataclass(frozen=True, slots=True)
class ToRead:
    """A stored file under the name its bureau gave it; `key` is the caller's."""

    key: Any
    sha256: str
    name: str


def read_stored(
    wanted: Sequence[ToRead], *, year: int, mappings: Iterable[dict[str, Any]] = ()
) -> Iterator[tuple[ToRead, list[ledger.FileReading]]]:
    """Every file with its readings, in order; an archive has one for each member.

    Single workbooks go through one call of the engine, so that its child process starts once; a file that turns out to be
    an archive under another name is noticed by the path of its reading, and the rest is then read one by one.
    """
    known = list(mappings)
    with _NamedCopies(wanted) as places:
        rest = list(zip(wanted, places, strict=True))
        while rest:
            for item, reading in _read_run(_singles(rest), year=year, mappings=known):
                rest.pop(0)
                yield item, [reading]
            if rest:  # an archive, or a file that was one under another name
                item, path = rest.pop(0)
                yield item, list(ledger.read_files([path], year=year, mappings=known))


def _read_run(
    run: list[tuple[ToRead, Path]], *, year: int, mappings: list[dict[str, Any]]
) -> Iterator[tuple[ToRead, ledger.FileReading]]:
    """Single workbooks, as long as each gives the one reading that is its own."""
    if not run:
        return
    readings = ledger.read_files([path for _, path in run], year=year, mappings=mappings)
    for (item, path), reading in zip(run, readings, strict=False):
        if not _is_of(reading, path):
            return
        yield item, reading


def _singles(rest: list[tuple[ToRead, Path]]) -> list[tuple[ToRead, Path]]:
    """The files up to the next archive."""
    run = []
    for pair in rest:
        if _looks_packed(pair):
            break
        run.append(pair)
    return run


def _looks_packed(pair: tuple[ToRead, Path]) -> bool:
    return pair[1].suffix.lower() == ".zip"


def _is_of(reading: ledger.FileReading, path: Path) -> bool:
    return reading.path == str(path) if reading.path else reading.file == path.name


class _NamedCopies:
    """Each stored file under its own name, in a folder of its own: a hard link where the file system has them."""

    def __init__(self, wanted: Sequence[ToRead]) -> None:
        self._wanted = wanted
        self._folder = Path()

    def __enter__(self) -> list[Path]:
        self._folder = Path(tempfile.mkdtemp(dir=paths.folder("reading")))
        places = []
        for number, item in enumerate(self._wanted):
            place = self._folder / str(number) / file_name(item.name)
            place.parent.mkdir()
            stored = files.path_of(item.sha256)
            try:
                os.link(stored, place)
            except OSError:
                shutil.copyfile(stored, place)
            places.append(place)
        return places

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def file_name(name: str) -> str:
    """A name that every file system takes, with its ending."""
    cleaned = "".join("_" if c in "/\\\0" else c for c in name).strip(". ") or "未命名"
    return cleaned if len(cleaned.encode()) <= 200 else cleaned[:30] + cleaned[-30:]


@contextmanager
def workbook_of(reading: Reading) -> Iterator[Path]:
    """The workbook of a reading under its own name; a member of an archive is found by its content.

    Raises:
        FileNotFoundError: the archive has no such member (it was read under other rules).
    """
    item = ToRead(key=reading, sha256=reading.file.sha256, name=reading.file.name)
    with _NamedCopies([item]) as (place,):
        if reading.file_hash == reading.file.sha256 or reading.refused:
            yield place
            return
        yield _member(place, reading.file_hash, Path(reading.member).name)


def _member(archive: Path, digest: str, name: str) -> Path:
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            if info.is_dir() or info.file_size > settings.YUANHENG_FILE_LIMIT:
                continue
            beside = archive.with_name(f"member-{file_name(name)}")
            with opened.open(info) as source, beside.open("wb") as out:
                shutil.copyfileobj(source, out)
            if hashlib.sha256(beside.read_bytes()).hexdigest() == digest:
                return beside.rename(archive.with_name(file_name(name)) if name != archive.name else beside)
    raise FileNotFoundError(name)
