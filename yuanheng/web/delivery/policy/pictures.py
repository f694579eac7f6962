"""A picture from a phone: hostile until read. What it is, when and where it was taken; then drawn anew without its data.

Only JPEG, PNG and WebP are opened, never by name or claimed type. Width and height are known before any pixel is
decoded, and too many pixels are refused. The copy that is kept is drawn anew from the pixels: no EXIF, no trailing bytes.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image, ImageOps, UnidentifiedImageError

from yuanheng.engines.errors import YuanhengError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 20 * 2**20
MOST_PIXELS = 60_000_000
LONGEST = 2000
ORIGINAL, TAKEN, GPS, EXIF = 0x9003, 0x0132, 0x8825, 0x8769
PHONE_ZONE = ZoneInfo("Asia/Shanghai")


class PictureError(YuanhengError):
    """A file that is no picture we take; nothing of it was kept."""

    kind = "not_a_picture"


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """The clean copy (JPEG), its size in pixels, and what the original said of time and place."""

    content: bytes
    width: int
    height: int
    taken_at: datetime | None
    latitude: Decimal | None
    longitude: Decimal | None


def read_picture(data: bytes, *, name: str) -> ReadPicture:
    """Check, read time and place, and draw anew.

    Raises:
        PictureError: too large, not a picture of a kind we take, damaged, or with too many pixels.
    """
    if len(data) > MOST_BYTES:
        raise _refused(name, f"{len(data) / 2**20:.1f} MB", f"不超过 {MOST_BYTES // 2**20} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Any = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise _refused(
                    name, f"{picture.width}×{picture.height} 像素", f"不超过 {MOST_PIXELS // 10**6} 百万像素"
                )
            taken, place = _said(picture)
            clean = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise _refused(name, "打不开的文件", "手机拍的照片(JPEG、PNG 或 WebP)") from error
    clean.thumbnail((LONGEST, LONGEST))
    bare = Image.new("RGB", clean.size)
    bare.paste(clean)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=85)
    return ReadPicture(out.getvalue(), bare.width, bare.height, taken, *place)


def _refused(name: str, found: str, expected: str) -> PictureError:
    return PictureError(where=name, found=found, expected=expected, advice="换一张照片,或重新拍摄后上传")


def _said(picture: Any) -> tuple[datetime | None, tuple[Decimal | None, Decimal | None]]:
    """Time and place by EXIF; damaged data says nothing."""
    try:
        exif = picture.getexif()
        text = exif.get_ifd(EXIF).get(ORIGINAL) or exif.get(TAKEN)
        gps = exif.get_ifd(GPS)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return None, (None, None)
    return _moment(text), _place(gps)


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=PHONE_ZONE)
    except ValueError:
        return None


def _place(gps: Any) -> tuple[Decimal | None, Decimal | None]:
    latitude = _degrees(gps.get(2), gps.get(1), most=90)
    longitude = _degrees(gps.get(4), gps.get(3), most=180)
    return (latitude, longitude) if latitude is not None and longitude is not None else (None, None)


def _degrees(parts: Any, side: Any, *, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(str(float(p))) for p in parts)
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ArithmeticError, InvalidOperation):
        return None
    if not value.is_finite() or not 0 <= value <= most:
        return None
    return round(-value if side in ("S", "W") else value, 6)
