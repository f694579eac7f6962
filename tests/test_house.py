"""The house rules that no library checks: public faces, names of rooms, no addresses, documented words."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WEB = ROOT / "yuanheng" / "web"
ENGINES = ROOT / "yuanheng" / "engines"


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def imports(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [(n.lineno, n.module or "") for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level == 0]
    return found + [(n.lineno, a.name) for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]


def test_the_site_knows_an_engine_by_its_public_face_only():
    deep = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in WEB.rglob("*.py")
        if "tests" not in path.parts
        for line, module in imports(path)
        if re.fullmatch(r"yuanheng\.engines\.\w+\.[\w.]+", module)
    ]
    assert deep == []


def test_an_engine_shows_at_most_a_dozen_names():
    crowded = {}
    for face in ENGINES.glob("*/__init__.py"):
        tree = ast.parse(face.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                names = ast.literal_eval(node.value)
                if len(names) > 16:
                    crowded[face.parent.name] = len(names)
    assert crowded == {}


def test_there_is_no_drawer_for_odds_and_ends():
    drawers = {"services.py", "utils.py", "helpers.py", "common.py", "misc.py"}
    assert [p for p in (ROOT / "yuanheng").rglob("*.py") if p.name in drawers] == []


def test_no_file_names_a_package_server_or_a_path_of_a_machine():
    wrong = re.compile(
        r"--(?:extra-)?index-url|\"resolved\":|https?://[^/\s]*(?:pypi|npmjs|debian)[^/\s]*/|(?<![\w./])/(?:work|root|farm)/"
    )
    kinds = {".py", ".md", ".txt", ".json", ".yaml", ".toml", ".html", ".js", ".css", ".in"}
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in kinds and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if wrong.search(line)
    ]
    assert found == []


def test_templates_hold_no_inline_script_style_or_handler():
    wrong = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in WEB.rglob("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if wrong.search(line)
    ]
    assert found == []


def test_lock_files_carry_hashes_and_no_addresses():
    for name in ("main.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text()
        pinned = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", text, flags=re.MULTILINE | re.IGNORECASE)
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text


@pytest.mark.parametrize("room", sorted(p.parent.name for p in ENGINES.glob("*/__init__.py")))
def test_every_public_function_of_an_engine_says_what_it_does(room):
    silent = []
    for path in (ENGINES / room).glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and ast.get_docstring(node) is None:
                silent.append(f"{path.name}:{node.lineno} {node.name}")
    assert silent == []
