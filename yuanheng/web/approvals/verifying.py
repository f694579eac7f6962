"""The short address in a document's QR code: the row's number and a keyed digest of it, so that none can be guessed or forged.

Five bytes of number and ten of HMAC-SHA256 (80 bits) in base32: 24 letters. The key is drawn on the machine and never shown.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import io

import qrcode

from yuanheng.web.site.secret import secret

from .models import Issued

ROW, MAC = 5, 10
LENGTH = 24


def token_of(issued: Issued) -> str:
    """The token of a document."""
    row = issued.pk.to_bytes(ROW, "big")
    return base64.b32encode(row + _mac(row)).decode().lower()


def row_of(token: str) -> int | None:
    """The row a token names; None where it is not one of ours: too short, not base32, or its digest is wrong."""
    if len(token) != LENGTH:
        return None
    try:
        raw = base64.b32decode(token.upper())
    except (binascii.Error, ValueError):
        return None
    row, mac = raw[:ROW], raw[ROW:]
    return int.from_bytes(row, "big") if hmac.compare_digest(mac, _mac(row)) else None


def _mac(row: bytes) -> bytes:
    return hmac.new(secret("verification").encode(), b"approvals.issued:" + row, hashlib.sha256).digest()[:MAC]


def qr_picture(address: str) -> bytes:
    """The QR code of an address as PNG, with the quiet zone that phones need."""
    out = io.BytesIO()
    qrcode.make(address, box_size=8, border=4, error_correction=qrcode.constants.ERROR_CORRECT_M).save(
        out, format="PNG"
    )
    return out.getvalue()
