"""The zone on disk: one pass over the firms, every workbook growing at the same time.

Memory does not grow with the number of firms (but for the ranges of merged cells and the .ods lists); the same seed gives the
same bytes.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yuanheng.demo.backends import BookFile, open_book
from yuanheng.demo.books import Book, all_books
from yuanheng.demo.books.others import had_accident
from yuanheng.demo.books.power import ABSENT, absence
from yuanheng.demo.economics import FirmYear, figures
from yuanheng.demo.firms import Firm, firm_at, zone
from yuanheng.demo.planted import Planted, as_markdown
from yuanheng.demo.register import RegisterFile
from yuanheng.demo.stories import SMALLEST_ZONE, STORIES
from yuanheng.demo.tables import Table
from yuanheng.demo.truth import TruthFile
from yuanheng.demo.zips import pack
from yuanheng.engines.errors import YuanhengError


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


def generate(
    folder: Path, *, firms: int = 600, seed: int = 2021, years: tuple[int, ...] = (2019, 2020, 2021)
) -> DemoSummary:
    """Invent a zone and write its register, its departments' workbooks, the truth and the list of planted problems.

    Raises:
        DemoError: fewer than thirty firms (the stories need them), years that do not follow one another, or a folder that
            holds sheets which are not of this zone (they would be read with it).
    """
    _check(firms=firms, years=years)
    folder.mkdir(parents=True, exist_ok=True)
    span = {"firms": firms, "seed": seed, "first_year": years[0], "last_year": years[-1]}
    step = firms // SMALLEST_ZONE
    stories = {story.key: firm_at(place * step, **span) for place, story in enumerate(STORIES)}
    books = all_books(years, stories=stories)
    _refuse_strangers(folder, expected={book.archive or book.path for book in books})
    with tempfile.TemporaryDirectory() as outbox:
        opened = [_OpenBook(book, _place(book, folder, Path(outbox)), firms=firms) for book in books]
        _write_firms(zone(**span), folder=folder, opened=opened, firms=firms, seed=seed, years=years)
        planted = [item for each in opened for item in each.close()]
        paths = _deliver(opened, folder)
    planted.append(absence(stories[ABSENT], years[-1]))
    _write_lists(folder, planted=planted, firms=firms, seed=seed, years=years)
    return DemoSummary(
        folder=folder,
        firms=firms,
        seed=seed,
        years=years,
        register=folder / "register.xlsx",
        truth=folder / "truth.parquet",
        sheets=paths,
        workbooks=len(books),
        planted=tuple(planted),
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


def _place(book: Book, folder: Path, outbox: Path) -> Path:
    return (outbox if book.archive else folder) / book.path


def _write_firms(
    firms_of_zone: Iterable[Firm],
    *,
    folder: Path,
    opened: list[_OpenBook],
    firms: int,
    seed: int,
    years: tuple[int, ...],
) -> None:
    """Every firm once, into the register, the truth and all its workbooks."""
    register = RegisterFile(folder / "register.xlsx", firms=firms)
    truth = TruthFile(folder / "truth.parquet", told=_told([each.book for each in opened], years))
    by_year = {year: [each for each in opened if each.book.year == year] for year in years}
    for firm in firms_of_zone:
        register.add(firm)
        for year, figures_of_year in figures(firm, seed=seed, years=years).items():
            truth.add(firm, figures_of_year, accident=had_accident(firm, last=year == years[-1]))
            for each in by_year[year]:
                each.add(firm, figures_of_year)
    register.close()
    truth.close()


def _told(books: list[Book], years: tuple[int, ...]) -> dict[int, set[str]]:
    """The measures that the sheets of each year tell, the ones that a person must first map included."""
    told: dict[int, set[str]] = {year: set() for year in years}
    for book in books:
        for plan in book.sheets:
            told[book.year].update(plan.figures())
        if book.planted:
            told[book.year].update(book.planted("", book.year).measures)
    return told


def _deliver(opened: list[_OpenBook], folder: Path) -> tuple[Path, ...]:
    """Pack what arrives by chat; give every file's path in the order of the catalogue."""
    bundles: dict[str, dict[str, bytes]] = {}
    paths: list[Path] = []
    for each in opened:
        if not each.book.archive:
            paths.append(each.path)
            continue
        if each.book.archive not in bundles:
            paths.append(folder / each.book.archive)
        bundles.setdefault(each.book.archive, {})[each.path.name] = each.path.read_bytes()
    for archive, parts in bundles.items():
        pack(folder / archive, parts)
    return tuple(paths)


def _write_lists(folder: Path, *, planted: list[Planted], firms: int, seed: int, years: tuple[int, ...]) -> None:
    (folder / "problems.md").write_text(as_markdown(planted), encoding="utf-8")
    about = {
        "firms": firms,
        "seed": seed,
        "years": list(years),
        "stories": {story.key: story.told for story in STORIES},
        "planted": [item.as_dict() for item in planted],
    }
    (folder / "truth.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
