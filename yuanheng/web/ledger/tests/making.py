"""Uploads for tests: real bytes, read by the engine in this process, stored by the action that the worker uses."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from yuanheng.engines.ledger.reading import read_here
from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.actions.readings import begin_reading, finish_reading, store_file
from yuanheng.web.ledger.actions.uploads import create_upload
from yuanheng.web.ledger.figures import refresh_figures
from yuanheng.web.ledger.models import Reading, Upload
from yuanheng.web.ledger.proposals import current_register
from yuanheng.web.ledger.tasks import known_layouts

FIRM = "启东宏达机械制造有限公司"
TAX = "企业名称,统一社会信用代码,入库税收(万元),砸下去的钱(万元)\n{rows}"


def given(text: str, name: str = "税务局_2021年税收.csv") -> Any:
    """A file as a form hands it over."""
    content = BytesIO(text.encode())
    content.name = name
    return content


def tax_sheet(*rows: tuple[str, str, str]) -> str:
    """A tax sheet of (name, code, amount in 万元), with a column that nobody knows."""
    return TAX.format(rows="\n".join(",".join((*row, "7")) for row in rows)) + "\n"


def firm(name: str = FIRM, code: str = "E1", **more: Any) -> Enterprise:
    """A firm of the register."""
    found = Enterprise.objects.filter(code=code).first()
    return found or Enterprise.objects.create(name=name, code=code, **more)


def upload_of(by: User, *files: Any, year: int = 2021, **more: Any) -> Upload:
    """An upload that the worker has not read yet."""
    return create_upload(by=by, given=files or [given(tax_sheet((FIRM, "", "12.5")))], year=year, **more)


def read_upload(upload: Upload) -> Reading:
    """As the worker does, but without a child process. Answers the first reading."""
    register = current_register()
    begin_reading(upload.pk)
    for file in upload.files.all():
        with tempfile.TemporaryDirectory() as folder:
            from yuanheng.web.base import files as stored_files

            place = Path(folder) / file.name
            place.write_bytes(stored_files.path_of(file.stored).read_bytes())
            read = read_here(place, year=upload.year, mappings=known_layouts())
            store_file(file, [read], register=register, at=moment.now())
    finish_reading(upload.pk, by=upload.by)
    upload.refresh_from_db()
    return Reading.objects.filter(file__upload=upload).first()


def uploaded(by: User, *rows: tuple[str, str, str], name: str = "税务局_2021年税收.csv", year: int = 2021) -> Upload:
    """A tax sheet handed in and read."""
    upload = upload_of(by, given(tax_sheet(*rows), name), year=year)
    read_upload(upload)
    return upload


def power_uploaded(by: User, *rows: tuple[str, str, str], month: int, year: int = 2021) -> Upload:
    """A power sheet of (account, account name, kWh) handed in and read."""
    text = "户号,用户名称,用电量(千瓦时)\n" + "\n".join(",".join(row) for row in rows) + "\n"
    upload = upload_of(by, given(text, f"供电公司_{year}年{month}月用电.csv"), year=year)
    read_upload(upload)
    return upload


def figures() -> int:
    """Bring the figures up to date here and now."""
    return refresh_figures(at=moment.now())
