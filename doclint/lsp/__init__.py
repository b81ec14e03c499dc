"""The language server: what doclint finds, shown in an editor while a page is written. Needs the extra `lsp`."""
