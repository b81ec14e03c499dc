"""Owns the end of a paragraph in MDX: markup ends it however far it is indented, for MDX has no indented code.

In CommonMark a line indented by four columns goes on with the paragraph above, whatever it says.
"""

from doclint.markdown import StateBlock


def mdx_paragraph(state: StateBlock, start_line: int, _end_line: int, _silent: bool) -> bool:
    """Read a paragraph as markdown-it does, but let any line end it (as micromark without `codeIndented`)."""
    enders = state.md.block.ruler.getRules("paragraph")
    parent, state.parentType = state.parentType, "paragraph"
    last = start_line + 1
    while last < state.lineMax and not state.isEmpty(last):
        # a line of less indentation than its container is a lazy one: the container's own rule looked at it
        if state.sCount[last] >= 0 and any(ends(state, last, state.lineMax, True) for ends in enders):
            break
        last += 1
    content = state.getLines(start_line, last, state.blkIndent, False).strip()
    state.line = last
    state.push("paragraph_open", "p", 1).map = [start_line, last]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start_line, last], []
    state.push("paragraph_close", "p", -1)
    state.parentType = parent
    return True
