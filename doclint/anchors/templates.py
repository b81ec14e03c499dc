"""Owns targets that are templates: those that hold a path, and those that only a program can fill in."""

from doclint.regex import regex

_TEMPLATE = regex(r"\{\{|\{%|\$\{|<%|\{[\w.$]+\}|^<|^[A-Z][A-Z0-9_]+$|^@|^~|^\$|^%|\|")
# Templates that hold a path: Hugo's references, Jekyll's links, and addresses written behind the site's own.
_REFERENCE = regex(
    r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:path\s*=\s*)?[\"`]?(?P<path>[^\s\"`{}]{1,1000})[\"`]?[^{}]*[>%]\}\}(?P<rest>)$"
)
_LINK = regex(r"(?:\{\{[^{}]*\}\})?/?\{%-?\s*link\s+(?P<path>[^\s%{}]+)\s*-?%\}(?P<rest>[^{}]*)$")
_FROM_ROOT = regex(
    r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}(?:\{\{-?\s*site\.baseurl\s*-?\}\})?(?P<path>/[^{}]*)(?P<rest>)$"
    r"|\{\{-?\s*['\"](?P<quoted>[^'\"{}]+)['\"]\s*\|\s*(?:relative|absolute)_url\s*-?\}\}(?P<after>[^{}]*)$"
)


def is_template(target: str) -> bool:
    """Say whether a target is one that a program makes, or a name that stands for one."""
    plain = "{" not in target and "|" not in target and "<" not in target and target[:1] not in tuple("@~$%")
    return not (plain and not target.isupper()) and bool(_TEMPLATE.search(target))


def unwrapped(target: str) -> str:
    """Take the path out of a template that holds one; anything else stays as it is."""
    if "{" not in target:
        return target
    reference = _REFERENCE.match(target)
    if reference:
        return reference["path"]
    from_root = _LINK.match(target) or _FROM_ROOT.match(target)
    if from_root is None:
        return target
    found = {name: text or "" for name, text in from_root.groupdict().items()}
    path = found["path"] or found.get("quoted", "")
    return "/" + path.lstrip("/") + found["rest"] + found.get("after", "")
