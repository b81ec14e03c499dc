"""Owns what a glob in the configuration means: the rules of a `.gitignore`, on POSIX paths."""

import re
from functools import cache
from pathlib import Path


def relative_to(path: Path, folder: Path) -> str:
    """Give `path` as a POSIX path seen from `folder`; the absolute path where it lies outside."""
    path, folder = path.absolute(), folder.absolute()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def matches(glob: str, name: str) -> bool:
    """Say whether a POSIX path `name` is what `glob` means, as in a `.gitignore`.

    `*` and `?` stay within a folder, `**` spans folders; a glob without a slash means a file or folder of that name
    anywhere; a glob that means a folder means all that is in it.
    """
    return _compiled(glob).match(name) is not None


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    body = glob.removeprefix("./")
    anywhere = "/" not in body.rstrip("/")
    parts: list[str] = ["(?:.*/)?" if anywhere else ""]
    for piece in re.findall(r"\*\*/|/\*\*$|\*+|\?|\[[^\]/]+\]|.", body.strip("/"), re.DOTALL):
        if piece == "**/":
            parts.append("(?:.*/)?")
        elif piece == "/**":
            parts.append("/.*")
        elif piece[0] == "*":
            parts.append("[^/]*" if len(piece) == 1 else ".*")
        elif piece == "?":
            parts.append("[^/]")
        elif piece[0] == "[" and len(piece) > 2:
            # `[`, `&&`, `||`, `~~` and `--` in a set may mean more to Python one day, and it warns of them today.
            inner = re.sub(r"[\\\[&|~]", r"\\\g<0>", piece[1:-1]).replace("--", r"\--")
            parts.append(f"[^{inner[1:]}]" if inner[0] == "!" and len(inner) > 1 else f"[{inner}]")
        else:
            parts.append(re.escape(piece))
    try:
        return re.compile(f"(?s:{''.join(parts)})(?:/.*)?\\Z", re.DOTALL)
    except re.error:
        return re.compile(re.escape(glob) + r"\Z")
