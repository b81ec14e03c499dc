"""Owns what is told of a list or glossary that lacks something where nothing tells which item it is."""

from doclint.model import Finding, Pair, Place, Row


def undecided(pair: Pair, row: Row, what: str, where: str) -> Finding:
    """Tell how many more of `what` (“items”) one side of a doubtful row has; `where` is what the source has them in."""
    ours, theirs = row.among
    count = abs(len(ours) - len(theirs))
    some = "one" if count == 1 else str(count)
    verb = "is" if count == 1 else "are"
    if row.source:
        message = f"{some} of the {len(ours)} {what} of {where} {verb} missing here; compare them one by one"
    else:
        message = f"{some} of these {len(theirs)} {what} {verb} not in {where}; compare them one by one"
    return Finding(pair.translation, theirs[0].span, message, Place(pair.source, ours[0].span))
