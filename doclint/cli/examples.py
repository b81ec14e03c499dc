"""Owns how a command's help shows examples: one a line, below the options, each of them run by a test."""

from collections.abc import Mapping


def examples(lines: Mapping[str, str]) -> str:
    """Make the end of a command's help, from commands and what each is for."""
    width = max(map(len, lines))
    told = [f"  {command:{width}}  {purpose}".rstrip() for command, purpose in lines.items()]
    return "\n".join(["\b", "Examples:", *told])
