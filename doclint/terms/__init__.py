"""Terms: a term base read and written, words found whatever their inflection, and what a site's pages teach."""
