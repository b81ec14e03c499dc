"""What sections are usually called is known in many languages, and no title is two of them."""

from doclint.align.titles import _SECTIONS, same_title

TITLES = [section.replace("\n", "|").split("|") for section in _SECTIONS.strip().split("\n\n")]


def slug(title: str) -> str:
    return "-".join(title.casefold().replace("'", " ").split())


def test_every_title_stands_for_all_of_its_section():
    for titles in TITLES:
        assert all(same_title(slug(titles[0]), slug(title)) for title in titles), titles[0]


def test_no_title_is_two_sections():
    every = [title for titles in TITLES for title in set(map(slug, titles))]
    assert len(every) == len(set(every)) > 900


def test_numbers_around_a_title_say_nothing():
    assert same_title("2-installation", "2-安装")
    assert same_title("faq", "часто-задаваемые-вопросы-1")
    assert not same_title("installation", "使用")
    assert not same_title("", "")
