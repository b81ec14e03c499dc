"""Owns how a class of plain values is made: what `dataclasses` does, without its cost at every start.

To a type checker a record is a frozen dataclass, and the type checker sees to it that its fields never change. In a run
it is a class with slots whose `__init__` is written when more than a few records have been made. There are more than a
hundred such classes; writing every method of all of them took `dataclasses` a fifth of a run over two pages.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(old: Any, /, **changes: Any) -> Any:
        """Give a record like another, but for some fields; type checkers see `dataclasses.replace`."""
        kept = {name: getattr(old, name) for name in old.__match_args__ if name not in changes}
        return type(old)(**kept, **changes)


__all__ = ["contents", "field", "record", "replace"]

ClassT = TypeVar("ClassT")
_FEW = 24
"""Records of a class that are filled one by one: writing an `__init__` takes as long as filling some fifty."""


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[ClassT], /) -> type[ClassT]: ...


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    *, frozen: bool = True, eq: bool = True, order: bool = False, caching: bool = False
) -> Callable[[type[ClassT]], type[ClassT]]: ...


def record(
    cls: type[Any] | None = None,
    /,
    *,
    frozen: bool = True,  # noqa: ARG001 - type checkers alone ask
    eq: bool = True,
    order: bool = False,
    caching: bool = False,
) -> Any:
    """Make a class a record: its annotated names are its fields, in their order.

    Without `eq` a record equals itself only; with `order` records sort by their fields; one that is `caching` has room
    for what `functools.cached_property` keeps. As in a dataclass, `field` gives a default that is made anew
    (`default_factory`) or is not shown (`repr`).
    """

    def made(cls: type[Any]) -> type[Any]:
        return _made(cls, eq=eq, order=order, caching=caching)

    return made if cls is None else made(cls)


def contents(of: object) -> dict[str, Any]:
    """Give a record's fields by name, in their order."""
    cls: Any = type(of)
    return {name: getattr(of, name) for name in cls.__match_args__}


def _made(cls: type[Any], *, eq: bool, order: bool, caching: bool) -> type[Any]:
    """Give the class anew, with slots (which are laid out when a class is made) and the methods of a record."""
    names = tuple(cls.__annotations__)
    content = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: content.pop(name) for name in names if name in content}
    content |= {"__slots__": (*names, "__dict__") if caching else names, "__match_args__": names}
    new: type[Any] = type(cls.__name__, cls.__bases__, _methods(names, defaults, eq=eq, order=order) | content)

    made = 0

    def init(self: object, *args: object, **kwargs: object) -> None:
        nonlocal made
        made += 1
        if made > _FEW or not _filled(self, names, defaults, args, kwargs):
            new.__init__ = _init(names, defaults)
            new.__init__(self, *args, **kwargs)

    new.__init__ = init
    return new


def _filled(
    self: object, names: tuple[str, ...], defaults: dict[str, Any], args: tuple[object, ...], kwargs: dict[str, object]
) -> bool:
    """Fill in the fields of a record, or say that what was given does not fit."""
    if len(args) == len(names) and not kwargs:
        for name, value in zip(names, args, strict=True):
            setattr(self, name, value)
        return True
    given = dict(zip(names, args, strict=False)) | kwargs
    if len(given) < len(args) + len(kwargs):  # too many, or one twice
        return False
    for name in names:
        if name in given:
            value = given.pop(name)
        else:
            value = defaults.get(name, MISSING)
            if isinstance(value, Field):
                value = value.default if value.default_factory is MISSING else value.default_factory()
            if value is MISSING:
                return False
        setattr(self, name, value)
    return not given


def _methods(
    names: tuple[str, ...], defaults: dict[str, Any], *, eq: bool, order: bool
) -> dict[str, Callable[..., Any]]:
    """Give the methods that read the fields."""
    values = attrgetter(*names)

    def same(self: object, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def less(self: object, other: object) -> Any:
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: object) -> str:
        told = (name for name in names if getattr(defaults.get(name), "repr", True))
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in told)})"

    methods: dict[str, Callable[..., Any]] = {"__repr__": shown}
    if eq:
        methods |= {"__eq__": same, "__hash__": lambda self: hash(values(self))}
    if order:
        methods["__lt__"] = less
    return methods


def _init(names: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Write the `__init__` of a record."""
    known: dict[str, Any] = {}
    head, body = ["self"], []
    for name in names:
        default = defaults.get(name, MISSING)
        factory = default.default_factory if isinstance(default, Field) else MISSING
        default = default.default if isinstance(default, Field) else default
        known |= {f"default_{name}": default, f"make_{name}": factory}
        optional = default is not MISSING or factory is not MISSING
        head.append(f"{name}=default_{name}" if optional else name)
        made_anew = f"make_{name}() if {name} is default_{name} else {name}"
        body.append(f" self.{name} = {name if factory is MISSING else made_anew}")
    exec(f"def __init__({', '.join(head)}):\n" + "\n".join(body), known)  # noqa: S102 - from names alone
    init: Callable[..., None] = known["__init__"]
    return init
