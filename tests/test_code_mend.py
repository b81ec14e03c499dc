"""A suggestion for code changes what differs and nothing else: sentences and comments that were translated stay."""

import pytest

from doclint.code.compare import compare
from doclint.code.known import NOTHING_KNOWN
from doclint.code.mend import mended
from doclint.engine import document
from doclint.model import Code, Document, Fix, Span, healed


def suggested(source: str, translation: str) -> tuple[Document, Fix | None]:
    pages = [document(text.encode(), "page.md", code) for code, text in (("en", source), ("es", translation))]
    ours, theirs = (next(page.of(Code)) for page in pages)
    return pages[1], mended(ours, pages[1], theirs, NOTHING_KNOWN, compare(ours, theirs))


def after(source: str, translation: str) -> str:
    page, fix = suggested(source, translation)
    assert fix is not None
    assert fix.safety == "unsafe"
    return healed(page.text, Span(0, len(page.text)), fix.edits)


SOURCE = '```python\n# Weigh it\nw = weigh("all of the cargo")\nsend(w)\nprint("That is all.")\n```\n'


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("send(x)", "send(w)"),
        ("sned(w)", "send(w)"),
        ("send(w)\nsend(w)", "send(w)"),
        ("send(w)  # envía", None),
    ],
)
def test_sentences_and_comments_stay(wrong: str, right: str | None):
    page = '```python\n# Pésalo\nw = weigh("toda la carga")\n%s\nprint("Eso es todo.")\n```\n'
    if right is None:  # equal but for a comment
        assert suggested(SOURCE, page % wrong)[1] is None
    else:
        assert after(SOURCE, page % wrong) == page % right


@pytest.mark.parametrize(
    "code",
    [
        '# Pésalo\nw = weigh("toda la carga")\nprint("Esto se queda.")\nsend(w)\nprint("Eso es todo.")\n',
        '# Pésalo\nw = weigh("toda la carga")\nprint("Eso es todo.")\nsend(w)\n',
        'w = "ocho toneladas y media"\nsend(w)\nprint("Eso es todo.")\n',
    ],
)
def test_nothing_is_offered_where_a_sentence_would_go_or_lines_changed_places(code: str):
    assert suggested(SOURCE, f"```python\n{code}```\n")[1] is None


def test_an_indented_block_with_dos_line_ends_keeps_both():
    source = "1. a\n\n   ```python\n   x = 1\n   y = 2\n   z = 3\n   ```\n"
    translation = "1. b\r\n\r\n   ```python\r\n   x = 1\r\n   z = 3\r\n   ```\r\n"
    assert after(source, translation) == "1. b\r\n\r\n   ```python\r\n   x = 1\r\n   y = 2\r\n   z = 3\r\n   ```\r\n"
