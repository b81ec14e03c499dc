"""See rules/extra-code.md."""

from collections.abc import Iterator

from doclint.code.page import shown_outputs
from doclint.model import Code, Finding, Pair, Place
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code blocks that the source does not have."""
    printed = shown_outputs(pair.translation)
    for code, row in pair.extra(Code):
        nothing = not code.closed and not code.body.strip()  # that its fence stands there is told as unclosed-fence
        if id(code) not in printed and not nothing:
            message = f"the source does not have this code block: `{excerpt(code.body)}`"
            yield Finding(pair.translation, code.span, message, Place(pair.source, row.place))
