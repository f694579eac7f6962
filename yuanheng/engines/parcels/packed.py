"""A zip of a Shapefile before it is opened: bombs, foreign paths, links, passwords, too many or missing parts."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from .limits import MIB, Limits, refuse

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
CHUNK = 1 << 20


def unpack(path: Path, folder: Path, *, name: str, limits: Limits) -> Path:
    """The one Shapefile of a zip, its parts under a safe name in `folder`; the rest of the zip is left alone.

    Raises:
        RefusedLayerError: no Shapefile or several, a part missing, or the zip is hostile.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            _check(members, name, limits)
            shapes = [m for m in members if m.filename.lower().endswith(".shp") and not _hidden(m.filename)]
            if len(shapes) != 1:
                raise refuse(
                    where=name, found=f"压缩包里有 {len(shapes)} 个 .shp", expected="一个图层一个压缩包",
                    advice="每个图层单独打包上传",
                )  # fmt: skip
            _extract(archive, members, shapes[0], folder, name, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise refuse(where=name, found="压缩包损坏或不完整") from error
    return folder / "layer.shp"


def _hidden(filename: str) -> bool:
    return PurePosixPath(filename).name.startswith(".") or "__MACOSX" in filename


def _check(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(members) > limits.members:
        raise refuse(where=name, found=f"压缩包内有 {len(members)} 个文件", expected=f"不超过 {limits.members} 个")
    if any(m.flag_bits & 1 for m in members):
        raise refuse(where=name, found="压缩包有密码", advice="取消密码后重新上传")
    if any(stat.S_ISLNK(m.external_attr >> 16) for m in members):
        raise refuse(where=name, found="压缩包里有符号链接")
    total, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members) or 1
    if total > limits.inflated_size or (total > 30 * MIB and total / packed > limits.inflation_ratio):
        raise refuse(where=name, found=f"展开后 {total // MIB} MB(压缩比 {total // packed} 倍),疑似压缩炸弹")


def _extract(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], shape: zipfile.ZipInfo, folder: Path, name: str,
    limits: Limits,
) -> None:  # fmt: skip
    """The parts beside the .shp, counted as they inflate: a directory may lie about sizes."""
    stem = shape.filename[:-4]
    parts = {
        m.filename[len(stem) :].lower(): m
        for m in members
        if m.filename[: len(stem)] == stem and m.filename[len(stem) :].lower() in PARTS
    }
    for needed, label in ((".shx", "索引"), (".dbf", "属性表")):
        if needed not in parts:
            raise refuse(
                where=name, found=f"缺 {needed}({label})", expected=".shp、.shx、.dbf 齐全", advice="补齐后重新打包"
            )
    left = limits.inflated_size
    for ending, member in parts.items():
        with archive.open(member) as source, (folder / f"layer{ending}").open("wb") as target:
            while block := source.read(CHUNK):
                left -= len(block)
                if left < 0:
                    raise refuse(where=name, found=f"展开后超过 {limits.inflated_size // MIB} MB,疑似压缩炸弹")
                target.write(block)
