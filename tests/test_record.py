"""A record behaves as a frozen dataclass does, wherever doclint relies on it."""

import copy
import pickle
from functools import cached_property

import pytest

from doclint.model import Span
from doclint.record import contents, field, record, replace


@record
class Plain:
    """Two fields that must be given, two that need not."""

    name: str
    size: int
    kinds: list[str] = field(default_factory=list)
    note: str = ""

    def doubled(self) -> int:
        return 2 * self.size


@record(eq=False, caching=True)
class Known:
    """Equal to itself alone, and able to keep what it found out."""

    name: str
    secret: str = field(repr=False)

    @cached_property
    def loud(self) -> str:
        return self.name.upper()


@record
class Own:
    """Says itself how it is shown."""

    name: str

    def __repr__(self) -> str:
        return self.name


def test_fields_are_given_by_place_or_by_name() -> None:
    assert Plain("a", 2).doubled() == Plain(size=2, name="a").doubled() == 4
    assert contents(Plain("a", 2, note="x")) == {"name": "a", "size": 2, "kinds": [], "note": "x"}


def test_what_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="size"):
        Plain("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Plain("a", 1, colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="secret"):
        Known("a")  # type: ignore[call-arg]


def test_the_hundredth_record_is_made_as_the_first() -> None:
    @record
    class Fresh:
        name: str
        size: int = 3
        kinds: list[str] = field(default_factory=list)
        note: str = field(default="x", repr=False)

    for _ in range(100):
        assert contents(Fresh("a", kinds=["b"])) == {"name": "a", "size": 3, "kinds": ["b"], "note": "x"}
        assert Fresh("a").kinds == []
        for wrong in (
            Fresh,
            lambda: Fresh("a", name="b"),
            lambda: Fresh("a", 1, [], "", 5),
            lambda: Fresh("a", b=1),
        ):
            with pytest.raises(TypeError):
                wrong()


@pytest.mark.parametrize("wrong", [{}, {"name": "a", "colour": 1}])
def test_what_does_not_fit_is_refused_the_first_time(wrong: dict[str, object]) -> None:
    @record
    class Fresh:
        name: str

    with pytest.raises(TypeError, match="name" if not wrong else "colour"):
        Fresh(**wrong)  # type: ignore[arg-type]


def test_a_default_that_can_change_is_made_anew() -> None:
    first, second = Plain("a", 1), Plain("a", 1)
    first.kinds.append("x")
    assert second.kinds == []


def test_records_are_equal_by_their_fields_and_their_class() -> None:
    assert Span(1, 2) == Span(1, 2)
    assert Span(1, 2) != Span(1, 3)
    assert Span(1, 2) != (1, 2)
    assert len({Span(1, 2), Span(1, 2), Span(2, 2)}) == 2
    one, other = Known("a", "b"), Known("a", "b")
    assert one != other
    assert {one: 1}[one] == 1


def test_ordered_records_sort_by_their_fields() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]
    assert max(Span(2, 3), Span(1, 9)) == Span(2, 3)
    with pytest.raises(TypeError):
        sorted([Plain("a", 1), Plain("b", 1)])  # type: ignore[type-var]


def test_a_record_is_shown_with_its_fields() -> None:
    assert repr(Span(1, 2)) == "Span(start=1, end=2)"
    assert repr(Known("a", "hidden")) == "Known(name='a')"
    assert repr(Own("as it likes")) == "as it likes"


def test_replace_changes_some_fields_of_a_copy() -> None:
    old = Plain("a", 1, ["x"])
    new = replace(old, size=5)
    assert (old.size, new.size, new.kinds is old.kinds) == (1, 5, True)
    with pytest.raises(TypeError, match="colour"):
        replace(old, colour="red")  # type: ignore[call-arg]


def test_records_have_slots_are_matched_and_travel() -> None:
    assert not hasattr(Plain("a", 1), "__dict__")
    assert Known("a", "b").loud == "A"
    match Plain("a", 1):
        case Plain(name, size):
            assert (name, size) == ("a", 1)
    assert pickle.loads(pickle.dumps(Plain("a", 1, ["x"]))) == Plain("a", 1, ["x"])  # noqa: S301 - made here
    assert copy.deepcopy(Plain("a", 1, ["x"])) == Plain("a", 1, ["x"])
