"""Character TF-IDF: two- and three-character pieces of the name, the nearest firm by cosine. Needs scikit-learn.

Automatic from a cosine of 0.90, review from 0.40; both fixed before any result was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .tables import Answer, run, tidy

AUTO, REVIEW, CHUNK = 0.90, 0.40, 500


def link(firms: list[dict[str, Any]], records: list[dict[str, Any]]) -> tuple[Iterable[Answer], dict[str, Any]]:
    """The best of each row of the sparse product, chunk by chunk."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), dtype=np.float32)
    right = vectors.fit_transform(tidy(f["name"]) for f in firms).T.tocsr()
    left = vectors.transform(tidy(r["name"]) for r in records)
    answers: list[Answer] = []
    for start in range(0, len(records), CHUNK):
        part = left[start : start + CHUNK] @ right
        for number in range(part.shape[0]):
            begin, end = part.indptr[number], part.indptr[number + 1]
            best, score = "", 0.0
            if end > begin:
                at = int(begin + np.argmax(part.data[begin:end]))
                best, score = firms[part.indices[at]]["id"], float(part.data[at])
            decision = "auto" if score >= AUTO else "review" if score >= REVIEW else "none"
            answers.append((records[start + number]["rec_id"], best if decision != "none" else "", decision))
    return answers, {}


if __name__ == "__main__":
    raise SystemExit(run(link))
