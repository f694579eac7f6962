"""The password policy beyond length: at least three kinds of characters."""

from __future__ import annotations

from django.core.exceptions import ValidationError

KINDS_NEEDED = 3


class MixedCharactersValidator:
    """Lower case, upper case, digits, others: at least three of the four."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise with what is missing."""
        kinds = [str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum()]
        found = sum(any(kind(c) for c in password) for kind in kinds)
        if found < KINDS_NEEDED:
            raise ValidationError(f"{self.get_help_text()}现在只有 {found} 种。", code="password_too_plain")

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return "密码须含小写字母、大写字母、数字、符号中的至少三种。"
