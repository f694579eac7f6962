"""One module a way of linking: `python -m benchmarks.linkage.systems.NAME FIRMS RECORDS OUT` in a process of its own.

FIRMS and RECORDS are Parquet; OUT gets rec_id, right_id, decision (auto, review, none); one line of JSON on standard
output says seconds and peak memory. Nothing here reads the truth.
"""
