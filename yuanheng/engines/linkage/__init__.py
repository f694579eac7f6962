"""Which enterprise a department's record means, with the evidence.

`Register` is a register made ready: `link` decides a table of records, `link_one` a single one. The function `link` gives the
answers as a table. `link_exactly` looks at equal codes and
names alone. How: docs/algorithms/linkage.md.
"""

from .columns import FirmColumns
from .evidence import say_evidence
from .exact import LINKS_SCHEMA, Decision, link_exactly, link_record
from .faults import faults_of_records, faults_of_register
from .files import link
from .linking import Candidate, Link, Register, Standing
from .records import RECORDS_SCHEMA, record_key, records_of_facts

__all__ = [
    "LINKS_SCHEMA",
    "RECORDS_SCHEMA",
    "Candidate",
    "Decision",
    "FirmColumns",
    "Link",
    "Register",
    "Standing",
    "faults_of_records",
    "faults_of_register",
    "link",
    "link_exactly",
    "link_record",
    "record_key",
    "records_of_facts",
    "say_evidence",
]
