"""Identifiers that are opaque, never reused, and sort by the time they were made."""

from __future__ import annotations

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """A version 7 UUID (RFC 9562): 48 bits of milliseconds, the rest random."""
    value = int.from_bytes(os.urandom(16), "big")
    value = (value & ((1 << 80) - 1)) | ((time.time_ns() // 1_000_000) << 80)
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)
