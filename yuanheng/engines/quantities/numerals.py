"""Chinese numerals: 一百二十, 壹万贰仟, 二〇二一."""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2, "○": 0, "廿": 20}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}


def chinese_number(text: str) -> int | None:
    """The whole number written in Chinese numerals, or None where `text` is not one.

    Both forms are read: by place (`二〇二一` = 2021) and by rank (`三百零五` = 305).
    """
    if not text or any(c not in DIGITS and c not in SMALL and c not in LARGE for c in text):
        return None
    if not any(c in SMALL or c in LARGE for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if "廿" not in text else None
    return _by_rank(text)


def _by_rank(text: str) -> int | None:
    total = section = digit = 0
    seen = False
    for char in text:
        if char in DIGITS:
            if seen and digit:
                return None
            digit, seen = DIGITS[char], True
        elif char in SMALL:
            section += (digit or (0 if seen and section == 0 else 1)) * SMALL[char]
            digit, seen = 0, False
        else:
            if section + digit == 0 and total == 0:
                return None
            total = (
                (total + section + digit) * LARGE[char] if LARGE[char] > 10**4 else total + (section + digit) * 10**4
            )
            section = digit = 0
            seen = False
    return total + section + digit
