"""The zone on disk: one pass over the firms, every workbook growing at the same time.

Memory does not grow with the number of firms (but for the ranges of merged cells and the .ods lists); the same seed gives the
same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from yuanheng.demo.backends import BookFile, open_book
from yuanheng.demo.books import Book, all_books
from yuanheng.demo.books.others import had_accident
from yuanheng.demo.books.power import ABSENT, absence
from yuanheng.demo.economics import FirmYear, figures
from yuanheng.demo.firms import Firm, Identity, firm_at, zone
from yuanheng.demo.parcels import write_land
from yuanheng.demo.planted import Planted, as_markdown
from yuanheng.demo.projects import FULL_YEAR, FirmCard, write_projects
from yuanheng.demo.register import RegisterFile
from yuanheng.demo.stories import SMALLEST_ZONE, STORIES
from yuanheng.demo.tables import Table
from yuanheng.demo.truth import TruthFile
from yuanheng.demo.zips import pack
from yuanheng.engines.errors import YuanhengError

REGISTER = "register.xlsx"
_PARALLEL_FROM_FIRMS = 20_000
_PROJECTS, _FEW_PROJECTS = FULL_YEAR, 60
_SMALL_BELOW_FIRMS = 100
_FIRMS_THAT_EXPAND = 600
"""Projects of firms of the register belong to some of the first ones, so that a large zone costs no more."""

_MOST_PROCESSES = 4


class DemoError(YuanhengError):
    """A zone that cannot be invented as asked."""

    kind = "demo"


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was written, and the problems that were put in on purpose."""

    folder: Path
    firms: int
    seed: int
    years: tuple[int, ...]
    register: Path
    truth: Path
    sheets: tuple[Path, ...]
    workbooks: int
    planted: tuple[Planted, ...]
    projects: int = 0

    def __str__(self) -> str:
        """What a person wants to know after the command."""
        return (
            f"{self.folder}:{self.firms} 户企业,{self.years[0]}-{self.years[-1]} 年,{self.workbooks} 个工作簿,"
            f"{self.projects} 个项目,有意放入 {len(self.planted)} 处问题(见 problems.md);"
            f"名录 {self.register.name},真实数据 {self.truth.name}"
        )


class _OpenBook:
    """A workbook being written and the tables in it."""

    def __init__(self, book: Book, path: Path, *, firms: int) -> None:
        self.book = book
        self.path = path
        self._file: BookFile = open_book(path, firms=firms, encoding=book.encoding)
        self._tables = [
            Table(self._file.sheet(plan.name, hidden=plan.hidden), plan, file=path.name) for plan in book.sheets
        ]

    def add(self, firm: Firm, year: FirmYear) -> None:
        for table in self._tables:
            table.add(firm, year)

    def close(self) -> list[Planted]:
        for table in self._tables:
            table.end()
        self._file.close()
        planted = [item for table in self._tables for item in table.planted]
        if self.book.planted:
            planted.append(self.book.planted(self.path.name, self.book.year))
        return planted


@dataclass(frozen=True, slots=True)
class _Task:
    """What to invent and where; small enough to be handed to another process."""

    folder: Path
    outbox: Path
    firms: int
    seed: int
    years: tuple[int, ...]
    identities: tuple[Identity, ...] = ()

    def all_firms(self) -> Iterator[Firm]:
        firms = zone(firms=self.firms, seed=self.seed, first_year=self.years[0], last_year=self.years[-1])
        return (self._as_named(firm) for firm in firms)

    def stories(self) -> dict[str, Firm]:
        step = self.firms // SMALLEST_ZONE
        return {
            story.key: self._as_named(
                firm_at(
                    place * step, firms=self.firms, seed=self.seed, first_year=self.years[0], last_year=self.years[-1]
                )
            )
            for place, story in enumerate(STORIES)
        }

    def _as_named(self, firm: Firm) -> Firm:
        if not self.identities:
            return firm
        given = self.identities[firm.index]
        return replace(firm, name=given.name, uscc=given.uscc, address=given.address or firm.address, former="")

    def books(self) -> list[Book]:
        return all_books(self.years, firms=self.firms, stories=self.stories())

    def path(self, book: Book) -> Path:
        """Where a workbook is written; what will arrive in a zip waits in the outbox."""
        return (self.outbox if book.archive else self.folder) / book.path


def generate(
    folder: Path,
    *,
    firms: int = 600,
    seed: int = 2021,
    years: tuple[int, ...] = (2019, 2020, 2021),
    identities: Sequence[Identity] = (),
    projects: int | None = None,
) -> DemoSummary:
    """Invent a zone and write its register, its departments' workbooks, the truth and the list of planted problems.

    `identities` gives the firms names and codes of your own (their number then is the number of firms): a trial over a real
    register. The figures stay invented. `projects` is the number of investment projects: 500, in the small zone 60, if not given.

    Raises:
        DemoError: fewer than thirty firms (the stories need them), years that do not follow one another, or a folder that
            holds sheets which are not of this zone (they would be read with it).
    """
    firms = len(identities) or firms
    projects = projects if projects is not None else _PROJECTS if firms >= _SMALL_BELOW_FIRMS else _FEW_PROJECTS
    _check(firms=firms, years=years)
    with tempfile.TemporaryDirectory() as outbox:
        task = _Task(folder, Path(outbox), firms, seed, years, tuple(identities))
        books = task.books()
        _refuse_strangers(folder, expected={book.archive or book.path for book in books})
        folder.mkdir(parents=True, exist_ok=True)
        planted = _write_all(task)
        planted.append(absence(task.stories()[ABSENT], years[-1]))
        paths = _deliver(task, books)
        _write_lists(task, planted=planted)
        cards = [FirmCard.of(firm) for firm in islice(task.all_firms(), _FIRMS_THAT_EXPAND)]
        write_projects(folder, firms=cards, projects=projects, seed=seed, last_year=years[-1])
        write_land(folder, firms=list(islice(task.all_firms(), _FIRMS_THAT_EXPAND)), seed=seed, last_year=years[-1])
        # The register comes last: where it stands, the zone is whole.
        shutil.move(task.outbox / REGISTER, folder / REGISTER)
    return DemoSummary(
        folder=folder,
        firms=firms,
        seed=seed,
        years=years,
        register=folder / REGISTER,
        truth=folder / "truth.parquet",
        sheets=paths,
        workbooks=len(books),
        planted=tuple(planted),
        projects=projects,
    )


def _check(*, firms: int, years: tuple[int, ...]) -> None:
    if firms < SMALLEST_ZONE:
        raise DemoError(
            where="yuanheng demo › --firms",
            found=str(firms),
            expected=f"至少 {SMALLEST_ZONE} 户(每个示例情形占一户)",
            advice=f"把户数改为 {SMALLEST_ZONE} 或更多",
        )
    if not years or list(years) != list(range(years[0], years[0] + len(years))):
        raise DemoError(
            where="yuanheng demo › years", found=str(years), expected="从小到大的连续年度", advice="改为连续的年度"
        )


def _refuse_strangers(folder: Path, *, expected: set[str]) -> None:
    """A zone written over itself is fine; other people's sheets are neither deleted nor mixed in."""
    found = {path.relative_to(folder).as_posix() for path in (folder / "sheets").rglob("*") if path.is_file()}
    if strangers := sorted(found - expected):
        raise DemoError(
            where=str(folder / "sheets"),
            found="、".join(strangers[:3]) + ("等" if len(strangers) > 3 else ""),
            expected="空文件夹,或只有同样规模演示数据的文件夹",
            advice="换一个空文件夹",
        )


def _write_all(task: _Task) -> list[Planted]:
    """Write everything; a large zone in several processes, each with its share of the workbooks. The bytes are the same."""
    shares = min(os.cpu_count() or 1, _MOST_PROCESSES) if task.firms >= _PARALLEL_FROM_FIRMS else 1
    if shares == 1:
        found = _write_share(task, 0, 1)
    else:
        with ProcessPoolExecutor(shares, mp_context=get_context("spawn")) as pool:
            parts = [pool.submit(_write_share, task, share, shares) for share in range(shares)]
            found = {place: planted for part in parts for place, planted in part.result().items()}
    return [item for place in sorted(found) for item in found[place]]


def _write_share(task: _Task, share: int, shares: int) -> dict[int, list[Planted]]:
    """Every firm once, into each `shares`-th workbook; the first share has the register and the truth besides."""
    books = task.books()
    opened = {
        place: _OpenBook(book, task.path(book), firms=task.firms)
        for place, book in enumerate(books)
        if place % shares == share
    }
    by_year = {year: [each for each in opened.values() if each.book.year == year] for year in task.years}
    record = _Record(task, books) if share == 0 else None
    for firm in task.all_firms():
        years = figures(firm, seed=task.seed, years=task.years)
        if record:
            record.add(firm, years)
        for year, figures_of_year in years.items():
            for each in by_year[year]:
                each.add(firm, figures_of_year)
    if record:
        record.close()
    return {place: each.close() for place, each in opened.items()}


class _Record:
    """The register and the truth."""

    def __init__(self, task: _Task, books: list[Book]) -> None:
        self._last = task.years[-1]
        self._register = RegisterFile(task.outbox / REGISTER, firms=task.firms)
        self._truth = TruthFile(task.folder / "truth.parquet", told=_told(books, task.years))

    def add(self, firm: Firm, years: dict[int, FirmYear]) -> None:
        self._register.add(firm)
        for year, figures_of_year in years.items():
            self._truth.add(firm, figures_of_year, accident=had_accident(firm, last=year == self._last))

    def close(self) -> None:
        self._register.close()
        self._truth.close()


def _told(books: list[Book], years: tuple[int, ...]) -> dict[int, set[str]]:
    """The measures that the sheets of each year tell, the ones that a person must first map included."""
    told: dict[int, set[str]] = {year: set() for year in years}
    for book in books:
        for plan in book.sheets:
            told[book.year].update(plan.figures())
        if book.planted:
            told[book.year].update(book.planted("", book.year).measures)
    return told


def _deliver(task: _Task, books: list[Book]) -> tuple[Path, ...]:
    """Pack what arrives by chat; give every file's path in the order of the catalogue."""
    bundles: dict[str, dict[str, bytes]] = {}
    for book in books:
        if book.archive:
            path = task.path(book)
            bundles.setdefault(book.archive, {})[path.name] = path.read_bytes()
    for archive, parts in bundles.items():
        pack(task.folder / archive, parts)
    return tuple(task.folder / name for name in dict.fromkeys(book.archive or book.path for book in books))


def _write_lists(task: _Task, *, planted: list[Planted]) -> None:
    (task.folder / "problems.md").write_text(as_markdown(planted), encoding="utf-8")
    about = {
        "firms": task.firms,
        "seed": task.seed,
        "years": list(task.years),
        "stories": {story.key: story.told for story in STORIES},
        "planted": [item.as_dict() for item in planted],
    }
    (task.folder / "truth.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
