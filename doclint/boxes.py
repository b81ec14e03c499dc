"""Owns what boxes are called: a note is a note as `[!NOTE]`, `:::note`, `!!! note`, `<Note>` or `{{% alert %}}`."""

from doclint.model import Component

# Names of admonitions in docutils, GitHub, Python-Markdown, Docusaurus, VitePress, Starlight, Docsy and Mintlify.
_NAMES = frozenset(
    """abstract admonition alert aside attention callout caution check danger error failure fyi hint important info
    note notice seealso success tip todo warn warning""".split()
)


def is_box(component: Component) -> bool:
    """Say whether a component opens a box, by its name."""
    return not component.closing and component.name.strip("{}").casefold() in _NAMES


def other_syntax(source: Component, translation: Component) -> bool:
    """Say whether both open a box, each in another syntax."""
    return source.form != translation.form and is_box(source) and is_box(translation)
