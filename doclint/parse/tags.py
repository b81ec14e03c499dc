"""Owns where a tag of HTML or JSX begins and ends, over quoted values and code in braces."""

from doclint.regex import regex

TAG_START = regex(r"</?([A-Za-z][\w.:-]*)(?=[\s/>]|$)|<>|</>")


def tags_only(text: str) -> bool | None:
    """Say whether `text` is tags and blanks alone (True), holds something else (False) or ends inside a tag (None)."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        if not TAG_START.match(text, at):
            return False
        end = tag_end(text, at)
        if end < 0:
            return None
        at = end
    return True


def tag_end(text: str, start: int) -> int:
    """Give the offset after the tag that begins at `start`, over quoted values and `{…}`; -1 where it is not closed."""
    depth, quote = 0, ""
    for at in range(start + 1, min(len(text), start + 5000)):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`" and (depth or text[at - 1] in "=("):
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == ">" and depth <= 0 and text[at - 1] != "=":
            return at + 1
    return -1
