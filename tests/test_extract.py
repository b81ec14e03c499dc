"""Text that was taken out of a page, beside the Markdown: recognised, aligned, compared and restored."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.__main__ import run
from doclint.extract import is_extract, plain, recover, restored
from doclint.extract.match import pairs
from doclint.language import prevailing
from doclint.model import Encoding
from doclint.parse import parse
from doclint.text.scrape import without_residue

PAGE = """# Amarres

El **patrón** avisa con `call()` a [la oficina](office.md "abierta"), que lleva la lista de los barcos.

<Video id="x1" />

## Tarifas

- Cada "barco" de vela paga doce monedas.
- Las barcas de remos no pagan nada.

```py
>>> from harbour import fee
>>> fee("sloop-3")  # con vela

12
```

## Horario

La oficina abre a las nueve de la mañana, también los domingos.
"""


def rendered(page):
    text = re.sub(r"<[^>]+>|```\w*\n?|[*`]|\]\([^)]*\)", "", page.replace("- ", "  • ")).replace("[", "")
    return "Harbour docs\nSign in\n\n" + re.sub(r"^#+ ", "", text, flags=re.MULTILINE).replace('"barco"', "“barco”")


def scraped(page):
    lines = (line for line in rendered(page).replace(">>> ", "").split("\n") if line.strip())
    return "\n".join(f"{line} | |" for line in lines).replace("from harbour", "thon | |\nfrom harbour") + "\n"


@pytest.fixture
def compared(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def compare(source, translation, suffixes=(".md", ".txt")):
        for name, text, suffix in (("a", source, suffixes[0]), ("b", translation, suffixes[1])):
            (tmp_path / f"{name}{suffix}").write_text(text, encoding="utf-8")
        capsys.readouterr()
        run(["compare", f"a{suffixes[0]}", f"b{suffixes[1]}", "--format", "json"])
        return [(item["rule"], item["line"]) for item in json.loads(capsys.readouterr().out)["findings"]]

    return compare


def test_a_rendered_page_says_what_its_source_says(compared):
    assert compared(PAGE, rendered(PAGE)) == []
    assert compared(rendered(PAGE), PAGE, (".txt", ".md")) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("sloop-3", "sloop-4", "changed-code"),
        ("call()", "ring()", "changed-inline-code"),
        ("monedas", "florines", "changed-text"),
        ("\n12\n", "\n13\n", "changed-output"),
        ("- Las barcas de remos no pagan nada.\n", "", "missing-block"),
        ("## Horario\n", "", "missing-heading"),
    ],
)
def test_what_a_rendered_page_says_otherwise_is_told(compared, old, new, rule):
    assert old in PAGE
    assert [name for name, _ in compared(PAGE, rendered(PAGE.replace(old, new)))] == [rule]


def test_a_scrape_names_what_it_lost_and_nothing_else(compared):
    found = compared(PAGE, scraped(PAGE))
    assert {rule for rule, _ in found} == {"scrape-residue"}
    assert len(found) >= 8


def test_a_part_of_a_page_lacks_nothing(compared):
    part = rendered(PAGE[PAGE.index("## Tarifas") :])
    assert compared(PAGE, part.removeprefix("Harbour docs\nSign in\n")) == []


def test_in_another_language_code_alone_is_compared(compared):
    english = PAGE.replace("Amarres", "Berths").replace("Tarifas", "Fees").replace("Horario", "Hours")
    english = re.sub(
        r"(?m)^(El|-|La) .*$", "The office of the harbour has a list of all the ships that you can see.", english
    )
    assert compared(english, rendered(PAGE)) == []
    text = rendered(PAGE.replace("sloop-3", "sloop-4"))
    line = text[: text.index("sloop-4")].count("\n") + 1
    assert compared(english, text) == [("changed-code", line)]


def test_a_scrape_is_restored_word_for_word(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "scrape.txt").write_text(scraped(PAGE), encoding="utf-8")
    assert run(["repair", "scrape.txt", "--reference", "page.md"]) == 0
    assert capsys.readouterr().out.removeprefix("Harbour docs\nSign in\n\n") == PAGE


def test_restoring_keeps_what_the_page_does_not_have():
    page = parse(PAGE, "page.md", "es")
    text = rendered(PAGE).replace("monedas.", "monedas, o trece.") + "\nUna línea propia del extracto.\n"
    made = restored(recover(parse(text, "page.txt", "es"), page))
    assert "monedas, o trece." in made
    assert "Una línea propia del extracto." in made
    assert ">>> fee(" in made


def test_markdown_is_no_extract():
    page = parse(PAGE, "page.md", "es")
    assert is_extract(rendered(PAGE), page)
    assert not is_extract(PAGE, page)
    assert not is_extract(PAGE.replace("## Tarifas", "Tarifas"), page)


def test_a_short_page_with_marks_of_its_own_is_no_extract_of_a_long_one():
    section = "## Part {}\n\nThis says what part {} of the machine does, and why.\n\n```sh\nmake part-{}\n```\n\n"
    long = parse("# All\n\n" + "".join(section.format(n, n, n) for n in range(40)))
    short = "# Todo\n\nEsta página es breve.\n\n## Instalar\n\nHazlo así.\n\n```sh\nmake part-1\n```\n"
    assert not is_extract(short, long)
    assert is_extract(short.replace("#", "").replace("```sh", "").replace("```", ""), long)


def test_residue_is_taken_out_and_fences_are_a_guess():
    text = (
        "".join(f"Line {number} of the page. | |\n" for number in range(6))
        + "thon | |\nx = f(1) | |\nThat is all there is. | |\n"
    )
    assert "|" not in without_residue(text, guess=False)
    assert "```" not in without_residue(text, guess=False)
    assert "```python\nx = f(1)\n```\n" in without_residue(text, guess=True)


NOTES = (
    "21  Una nota de la casa, que habla\nsobre los barcos.\n22  Otra nota, # que no es un título.\n\n    - Un punto.\n"
)


def test_plain_text_is_cut_into_paragraphs_and_nothing_else():
    page = plain(NOTES, "notes.txt", "es", Encoding(), ())
    assert [page.position(block.span.start)[0] for block in page.blocks] == [1, 3, 5]
    assert all(page.text[block.span.start : block.span.end] == block.text for block in page.blocks)


def test_a_text_file_is_checked_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    spanish = "Los barcos que entran en el puerto pagan una tasa, y el patrón avisa a la oficina cuando está cerca."
    english = (
        "This paragraph was forgotten: it is still in the language that the course was written in at the beginning."
    )
    (tmp_path / "course.txt").write_text(f"{spanish}\n\n      {english}\n\n{spanish}\n", encoding="utf-8")
    assert run(["check", "course.txt", "--format", "concise"]) == 1
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "course.txt:3:7: warning untranslated-prose" in out


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The list of the ships that are in the harbour and of those which will be there when it opens.", "en"),
        (
            "La lista de los barcos que están en el puerto y de los que se esperan para el fin de la semana.",
            "es",
        ),
        ("港には、いつもたくさんの船がいます。", "ja"),
        ("12 34", None),
    ],
)
def test_the_language_that_prevails(text, language):
    assert prevailing(text) == language


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.lists(st.sampled_from("abcdefgh"), max_size=40))
def test_pairs_are_equal_items_in_order(ours, theirs):
    found = pairs(ours, theirs)
    assert all(ours[i] == theirs[j] for i, j in found)
    assert found == sorted(set(found))
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)


@given(st.lists(st.text("abc", min_size=1), max_size=40))
def test_a_sequence_is_paired_with_itself_whole(items):
    assert pairs(items, items) == [(n, n) for n in range(len(items))]
