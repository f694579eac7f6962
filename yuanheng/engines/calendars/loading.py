"""A calendar's file: years, each with the notice that set its days off and its make-up working days.

A zone adds a year by a file of its own with `extends`; a year given again replaces the extended file's. The days a
notice names may reach into the December before (the days off around New Year's Day).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ..errors import Problems
from ..rules import Citation, list_rules, load_rule, rule_hash, rule_line, rule_path, rules_folder
from .workdays import DAY, WEEKDAYS, SpecialDay, WorkCalendar

KIND = "calendars"


class _Days(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    first: datetime.date
    last: datetime.date | None = None
    name: str

    def days(self) -> Iterator[datetime.date]:
        day, last = self.first, self.last or self.first
        while day <= last:
            yield day
            day += DAY


class _Year(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Citation
    off: tuple[_Days, ...]
    work: tuple[_Days, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    label: str
    source: Citation
    extends: str = ""
    years: dict[int, _Year]


def list_calendars() -> list[str]:
    """Names of the calendars there are, the zone's own among them."""
    return list_rules(KIND)


def load_calendar(name: str | Path = "china") -> WorkCalendar:
    """A calendar by name, or from a file; read once for each content of the files.

    Raises:
        ProblemsError: a missing year between two years, a day named twice, a make-up day that is a weekday anyway, a
            day outside its notice's year, an end before its start; all at once, each with file and line.
    """
    # A calendar may stand on any other, so it is read again when any of them changes.
    content = (rule_hash(KIND, name), *(rule_hash(KIND, each) for each in list_rules(KIND)))
    return _load(str(rule_path(KIND, name)), content)


@lru_cache(maxsize=32)
def _load(path: str, _content: tuple[str, ...]) -> WorkCalendar:
    file, years = _gather(Path(path), seen=())
    problems = Problems()
    special: dict[datetime.date, SpecialDay] = {}
    if not years:
        _fault(problems, Path(path), ("years",), kind="calendar_empty", found="没有年份", expected="至少一年",
               advice="写出各年的放假安排")  # fmt: skip
        problems.raise_if_any()
    _check_gaps(years, problems)
    for year in sorted(years):
        origin, entry = years[year]
        _add_year(year, entry, origin, special, problems)
    problems.raise_if_any()
    return WorkCalendar(
        name=file.name,
        label=file.label,
        special=special,
        known_from=datetime.date(min(years), 1, 1),
        known_through=datetime.date(max(years), 12, 31),
    )


def _gather(path: Path, seen: tuple[Path, ...]) -> tuple[_File, dict[int, tuple[Path, _Year]]]:
    file = load_rule(KIND, path, _File)
    years: dict[int, tuple[Path, _Year]] = {}
    if file.extends:
        base = rule_path(KIND, file.extends)
        if base.resolve() == path.resolve():  # a zone's china.yaml extends the shipped one of the same name
            base = rules_folder() / KIND / f"{file.extends}.yaml"
        if base.resolve() in (p.resolve() for p in (*seen, path)):
            problems = Problems()
            _fault(problems, path, ("extends",), kind="calendar_cycle", found=f"{file.extends} 又引回本历",
                   expected="引用另一部工作日历", advice="改正 extends")  # fmt: skip
            problems.raise_if_any()
        years.update(_gather(base, (*seen, path))[1])
    years.update({year: (path, entry) for year, entry in file.years.items()})
    return file, years


def _check_gaps(years: dict[int, tuple[Path, _Year]], problems: Problems) -> None:
    for year in range(min(years), max(years)):
        if year not in years:
            following = min(y for y in years if y > year)
            _fault(problems, years[following][0], ("years", following), kind="calendar_gap", found=f"缺 {year} 年",
                   expected="年份连续", advice=f"补上 {year} 年的放假安排")  # fmt: skip


def _add_year(
    year: int, entry: _Year, path: Path, special: dict[datetime.date, SpecialDay], problems: Problems
) -> None:
    notice = entry.source.number or f"《{entry.source.document}》"
    for key, spans in (("off", entry.off), ("work", entry.work)):
        for place, span in enumerate(spans):
            loc = ("years", year, key, place)
            if span.last is not None and span.last < span.first:
                _fault(problems, path, loc, kind="calendar_reversed", found=f"{span.first} 至 {span.last}",
                       expected="止日不早于起日", advice="对调或改正日期")  # fmt: skip
            for day in span.days():
                fault = _fault_of(day, year, work=key == "work", special=special)
                if fault:
                    kind, found, expected, advice = fault
                    _fault(problems, path, loc, kind=kind, found=found, expected=expected, advice=advice)
                special.setdefault(day, SpecialDay(work=key == "work", name=span.name, notice=notice))


def _fault_of(
    day: datetime.date, year: int, *, work: bool, special: dict[datetime.date, SpecialDay]
) -> tuple[str, str, str, str] | None:
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        return (
            "calendar_other_year",
            f"{day} 写在 {year} 年下",
            f"{year - 1} 年 12 月或 {year} 年的日子",
            "移到所属年份",
        )
    if day in special:
        before = "上班" if special[day].work else "放假"
        return "calendar_overlap", f"{day} 重复,前面已写作{before}", "一天只写一次", "对照通知删去其一"
    if work and day.weekday() < 5:
        weekday = WEEKDAYS[day.weekday()]
        return "calendar_already_worked", f"{day}(周{weekday})列为调休上班", "周六或周日", "对照通知改正,工作日不必列出"
    return None


def _fault(
    problems: Problems, path: Path, loc: tuple[str | int, ...], *, kind: str, found: str, expected: str, advice: str
) -> None:
    line = rule_line(KIND, path, loc)
    where = f"{path.name} › 第 {line} 行 › {' › '.join(map(str, loc))}"
    problems.add(kind, where=where, found=found, expected=expected, advice=advice, file=path.name, cell=f"L{line}")
