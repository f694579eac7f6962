"""The one loader of dated rules: finds, reads and checks the YAML under `yuanheng/rules/`."""

from .citation import Citation, Sureness
from .loader import (
    list_rules,
    load_rule,
    load_rules,
    read_rule_text,
    rule_hash,
    rule_line,
    rule_path,
    rules_folder,
    use_rules_folder,
)

__all__ = [
    "Citation",
    "Sureness",
    "list_rules",
    "load_rule",
    "load_rules",
    "read_rule_text",
    "rule_hash",
    "rule_line",
    "rule_path",
    "rules_folder",
    "use_rules_folder",
]
