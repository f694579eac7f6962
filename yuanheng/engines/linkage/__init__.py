"""Which enterprise a department's record means, with the evidence.

First version: exact codes, names and former names. What does not match exactly is for a person; nothing is guessed.
"""

from .exact import LINKS_SCHEMA, Decision, link, link_record
from .records import RECORDS_SCHEMA, record_key, records_of_facts

__all__ = ["LINKS_SCHEMA", "RECORDS_SCHEMA", "Decision", "link", "link_record", "record_key", "records_of_facts"]
