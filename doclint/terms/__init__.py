"""Terms: a term base read and written, words found whatever their inflection, and what a site's pages teach."""

USUAL_PAGES = 3
"""The fewest pages that make something the site's way of saying a term."""

USUAL_PAGES = 3
"""The pages from which on something may be the site's way of saying a term."""
