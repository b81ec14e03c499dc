"""One file, the nearest, read strictly: every fault is told at once, with the file, the key and what was meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.config import Config, ConfigError, PairPattern, check_names, config_in, load, matches
from doclint.model import Severity, Term

FULL = """
source = "en"
language = ["es", "pt-br"]
select = ["headings", "changed-code"]
ignore = "missing-page, orphan-page"
min-severity = "info"
exclude = ["docs/*/reference/"]
anchors = "github"
pairs = [{source = "docs/{path}", translation = "i18n/{lang}/docs/{path}"}]

[severity]
changed-code = "warning"

[per-file-ignores]
"docs/*/release-notes.md" = ["links", "code"]
"*.mdx" = "headings"

[terms]
pipeline = {es = "canalización"}
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def errors(path: Path, text: str) -> list[str]:
    write(path, text)
    with pytest.raises(ConfigError) as caught:
        load(path.parent)
    found = caught.value.errors
    assert all(error.startswith(f"{path}: ") for error in found)
    return [error.removeprefix(f"{path}: ") for error in found]


@pytest.mark.parametrize("name", ["doclint.toml", ".doclint.toml", "pyproject.toml"])
def test_every_key_is_read(tmp_path, name):
    text = FULL
    if name == "pyproject.toml":
        text = "[tool.doclint]" + FULL.replace("[severity]", "[tool.doclint.severity]")
        text = text.replace("[per-", "[tool.doclint.per-").replace("[terms]", "[tool.doclint.terms]")
    path = write(tmp_path / name, text)
    assert load(tmp_path) == Config(
        source="en",
        languages=("es", "pt-br"),
        select=("headings", "changed-code"),
        ignore=("missing-page", "orphan-page"),
        min_severity=Severity.INFO,
        severity={"changed-code": Severity.WARNING},
        per_file_ignores={"docs/*/release-notes.md": ("links", "code"), "*.mdx": ("headings",)},
        exclude=("docs/*/reference/",),
        pairs=(PairPattern("docs/{path}", "i18n/{lang}/docs/{path}"),),
        anchors="github",
        terms={"pipeline": {"es": "canalización"}},
        term_base=(Term("pipeline", {"es": ("canalización",)}),),
        path=path,
        source_is_set=True,
    )


def test_without_a_file_the_defaults_hold(tmp_path):
    (tmp_path / ".git").mkdir()
    assert load(tmp_path) == Config()


def test_the_nearest_file_holds_and_nothing_is_merged(tmp_path):
    write(tmp_path / "doclint.toml", 'source = "de"\nselect = ["links"]')
    near = write(tmp_path / "a/.doclint.toml", 'source = "fr"')
    write(tmp_path / "a/b/pyproject.toml", '[tool.ruff]\nline-length = 100\n[project]\nname = "x"')
    page = write(tmp_path / "a/b/docs/page.md", "x")
    assert load(page) == load(tmp_path / "a/b") == Config(source="fr", path=near, source_is_set=True)
    assert load(tmp_path).source == "de"


def test_in_one_folder_our_own_file_wins(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.doclint]\nsource = "fr"')
    write(tmp_path / ".doclint.toml", 'source = "de"')
    assert load(tmp_path).source == "de"
    write(tmp_path / "doclint.toml", 'source = "it"')
    assert load(tmp_path).source == "it"


def test_the_search_ends_at_the_repository(tmp_path):
    write(tmp_path / "doclint.toml", 'source = "de"')
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / "repo/docs").mkdir()
    assert load(tmp_path / "repo/docs") == Config()
    write(tmp_path / "repo/doclint.toml", 'source = "fr"')
    assert load(tmp_path / "repo/docs").source == "fr"


def test_an_explicit_file(tmp_path):
    path = write(tmp_path / "other/my.toml", 'source = "fr"')
    write(tmp_path / "doclint.toml", 'source = "de"')
    assert load(tmp_path, path) == Config(source="fr", path=path, source_is_set=True)
    with pytest.raises(ConfigError, match="no such configuration file"):
        load(tmp_path, tmp_path / "gone.toml")
    with pytest.raises(ConfigError, match=r"no section \[tool.doclint\]"):
        load(tmp_path, write(tmp_path / "pyproject.toml", "[tool.x]"))


def test_all_faults_are_told_at_once(tmp_path):
    text = """
    sorce = "en"
    per_file_ignores = {}
    languages = ["es"]
    format = "json"
    min-severity = "eror"
    language = [1]
    select = true
    exclude = 7
    anchors = ["github"]
    source = "English, of course"
    severity = {changed-code = "fatal", "a b" = 1, links = "info"}
    pairs = [{source = "docs/{path}", translation = "i18n/{lnag}/{path}"}, 3, {sauce = "x", translation = "/{lang}"}]
    """
    assert errors(tmp_path / "doclint.toml", text) == [
        'sorce: there is no such key; did you mean "source"?',
        'per_file_ignores: there is no such key; did you mean "per-file-ignores"?',
        'languages: there is no such key; did you mean "language"?',
        "format: can only be given on the command line, as --format",
        'min-severity: must be error, warning or info, not "eror"; did you mean "error"?',
        'language: must be a list of texts, like ["a", "b"], not a list',
        'select: must be a list of texts, like ["a", "b"], not true',
        'exclude: must be a list of texts, like ["a", "b"], not 7',
        "anchors: must be a text in quotes, not a list",
        'source: must be a language\'s code, like "es" or "pt-br", not "English, of course"',
        'severity.changed-code: must be error, warning or info, not "fatal"',
        'severity."a b": must be error, warning or info, not 1',
        'pairs[0].translation: {lnag} means nothing here; did you mean "lang"?',
        "pairs[0].translation: must contain {lang}, where the language's code stands",
        "pairs[1]: must be a table with source and translation, not 3",
        'pairs[2].sauce: there is no such key; did you mean "source"?',
        "pairs[2].source: is missing; give a path, with {path} for what varies",
        "pairs[2].translation: must be relative to the folder of this file, and inside it",
    ]


def test_faults_in_pyproject_name_the_whole_key(tmp_path):
    assert errors(tmp_path / "pyproject.toml", "[tool.doclint]\nsorce = 1") == [
        'tool.doclint.sorce: there is no such key; did you mean "source"?'
    ]
    assert errors(tmp_path / "pyproject.toml", "[tool]\ndoclint = 1") == [
        "tool.doclint: must be a table, [tool.doclint]"
    ]


def test_a_file_that_cannot_be_read(tmp_path):
    (message,) = errors(tmp_path / "doclint.toml", "source =\nanchors = 1")
    assert message.startswith("is no valid TOML: ")
    assert "line 1" in message
    (tmp_path / "doclint.toml").write_bytes(b'source = "\xe9"')
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "doclint.toml").write_bytes(b'\xef\xbb\xbfsource = "fr"')
    assert load(tmp_path).source == "fr"


def test_where_a_configuration_is(tmp_path):
    assert not config_in(tmp_path)
    write(tmp_path / "pyproject.toml", "[project]")
    assert not config_in(tmp_path)
    write(tmp_path / "pyproject.toml", "[tool.doclint]")
    assert config_in(tmp_path)
    write(tmp_path / "pyproject.toml", "no toml")
    assert not config_in(tmp_path)


def test_overrides_leave_out_what_was_not_given():
    config = Config(source="fr").override(source=None, languages=("es",))
    assert config == Config(source="fr", languages=("es",))


def test_names_of_rules_are_checked(tmp_path):
    config = Config(
        select=("heading-level", "linkz"),
        ignore=("headings", "heading_level"),
        severity={"links": Severity.INFO, "missing-heding": Severity.INFO},
        per_file_ignores={"a b.md": ("code", "zzz")},
        path=tmp_path / "doclint.toml",
    )
    where = tmp_path / "doclint.toml"
    assert check_names(config, ("heading-level", "missing-heading"), ("headings", "links", "code")) == (
        f'{where}: select: there is no rule or group "linkz"; did you mean "links"?',
        f'{where}: ignore: there is no rule or group "heading_level"; did you mean "heading-level"?',
        f'{where}: severity: there is no rule or group "missing-heding"; did you mean "missing-heading"?',
        f'{where}: per-file-ignores."a b.md": there is no rule or group "zzz"; "doclint rules" lists them all',
    )
    assert check_names(Config(select=("nope",)), (), ()) == (
        'command line: select: there is no rule or group "nope"; "doclint rules" lists them all',
    )


def test_rules_that_a_file_ignores(tmp_path):
    config = Config(
        per_file_ignores={"docs/*/notes.md": ("links",), "*.mdx": ("code", "links"), "docs/": ("prose",)},
        path=tmp_path / "doclint.toml",
    )
    assert config.ignored_in(tmp_path / "docs/es/notes.md", Path("/")) == ("links", "prose")
    assert config.ignored_in(tmp_path / "x/y.mdx", Path("/")) == ("code", "links")
    assert config.ignored_in(tmp_path / "x/notes.md", Path("/")) == ()


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("notes.md", "notes.md a/b/notes.md", "mynotes.md notes.md.txt"),
        ("/notes.md", "notes.md", "a/notes.md"),
        ("*.mdx", "a.mdx x/y/b.mdx", "a.md"),
        ("docs/*.md", "docs/a.md", "docs/x/a.md x/docs/a.md"),
        ("docs/**/a.md", "docs/a.md docs/x/a.md docs/x/y/a.md", "docs/b.md"),
        ("docs/**", "docs/a.md docs/x/y.md", "other/a.md docs"),
        ("**/gen/*.md", "gen/a.md x/gen/a.md", "gen/x/a.md"),
        ("docs", "docs/a.md x/docs/y/a.md", "docs.md"),
        ("docs/es/", "docs/es/a.md", "docs/en/a.md"),
        ("page-?.md", "page-1.md", "page-10.md"),
        ("page-[0-4].md", "page-1.md", "page-7.md page-[0-4].md"),
        ("page-[!0-4].md", "page-7.md", "page-1.md"),
        ("./docs/a.md", "docs/a.md", "x/docs/a.md"),
        ("a+(b).md", "a+(b).md", "aab.md"),
        ("[z-a].md", "[z-a].md", "b.md"),
    ],
)
def test_globs(glob, yes, no):
    assert [name for name in yes.split() if not matches(glob, name)] == []
    assert [name for name in no.split() if matches(glob, name)] == []


@given(st.text(alphabet="ab*?[]!/.\\-{}()", max_size=12), st.text(alphabet="ab/.", max_size=12))
def test_no_glob_breaks(glob, name):
    assert matches(glob, name) in (True, False)
