"""Owns the three tables of checks: what each rule looks at, a page, a pair of pages or the whole site.

To add a rule: a page in `rules/`, a function in a module of the rule's name here, and a line in one of the tables.
"""

from collections.abc import Callable, Iterator, Mapping

from doclint.checks import (
    broken_anchor,
    broken_link,
    changed_anchor,
    changed_code,
    changed_image,
    changed_inline_code,
    changed_link,
    changed_listing,
    changed_number,
    changed_output,
    code_language,
    double_escaped_entity,
    duplicate_anchor,
    extra_block,
    extra_code,
    extra_heading,
    extra_link,
    extra_output,
    front_matter_key,
    heading_level,
    hidden_character,
    identical_page,
    invalid_utf8,
    list_length,
    missing_alt_text,
    missing_anchor,
    missing_block,
    missing_code,
    missing_component,
    missing_heading,
    missing_image,
    missing_link,
    missing_output,
    missing_page,
    mojibake,
    moved_section,
    orphan_page,
    replacement_character,
    stale_code,
    stale_page,
    table_shape,
    truncated_page,
    unclosed_fence,
    unnormalized_text,
    untranslated_prose,
    wrong_language,
)
from doclint.model import Document, Finding, Pair, Site

DOCUMENT: Mapping[str, Callable[[Document], Iterator[Finding]]] = {
    "double-escaped-entity": double_escaped_entity.check,
    "hidden-character": hidden_character.check,
    "invalid-utf8": invalid_utf8.check,
    "mojibake": mojibake.check,
    "replacement-character": replacement_character.check,
    "unclosed-fence": unclosed_fence.check,
    "unnormalized-text": unnormalized_text.check,
}

PAIR: Mapping[str, Callable[[Pair], Iterator[Finding]]] = {
    "changed-anchor": changed_anchor.check,
    "changed-code": changed_code.check,
    "changed-image": changed_image.check,
    "changed-inline-code": changed_inline_code.check,
    "changed-link": changed_link.check,
    "changed-listing": changed_listing.check,
    "changed-number": changed_number.check,
    "changed-output": changed_output.check,
    "code-language": code_language.check,
    "extra-block": extra_block.check,
    "extra-code": extra_code.check,
    "extra-heading": extra_heading.check,
    "extra-link": extra_link.check,
    "extra-output": extra_output.check,
    "heading-level": heading_level.check,
    "identical-page": identical_page.check,
    "list-length": list_length.check,
    "missing-alt-text": missing_alt_text.check,
    "missing-anchor": missing_anchor.check,
    "missing-block": missing_block.check,
    "missing-code": missing_code.check,
    "missing-component": missing_component.check,
    "missing-heading": missing_heading.check,
    "missing-image": missing_image.check,
    "missing-link": missing_link.check,
    "missing-output": missing_output.check,
    "moved-section": moved_section.check,
    "stale-code": stale_code.check,
    "stale-page": stale_page.check,
    "table-shape": table_shape.check,
    "truncated-page": truncated_page.check,
    "untranslated-prose": untranslated_prose.check,
    "wrong-language": wrong_language.check,
}

SITE: Mapping[str, Callable[[Site], Iterator[Finding]]] = {
    "broken-anchor": broken_anchor.check,
    "broken-link": broken_link.check,
    "duplicate-anchor": duplicate_anchor.check,
    "front-matter-key": front_matter_key.check,
    "missing-page": missing_page.check,
    "orphan-page": orphan_page.check,
}

# The engine's own: only it knows which allowances were used.
ENGINE = ("unknown-allowance", "unused-allowance")
