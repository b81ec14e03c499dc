"""The cache: what a run found is told again as long as nothing that it rests on has changed."""

from collections.abc import Callable, Collection

from doclint.cache.key import key_of
from doclint.cache.store import Store
from doclint.cache.wire import read, write
from doclint.config import Config
from doclint.model import Scope
from doclint.outcome import Outcome

__all__ = ["remembered"]


def remembered(scope: Scope, asked: Collection[str], config: Config, run: Callable[[], Outcome]) -> Outcome:
    """Give what an earlier run found, if nothing has changed since; else run, and keep what is found.

    What is given from the cache has documents without blocks, and pairs without rows.
    """
    key, data = key_of(scope, config, asked)
    if key is None:
        return run()
    store = Store(scope.root)
    kept = store.read(key)
    if kept is not None:
        told = read(kept, scope, asked, data)
        if told is not None:
            return told
    outcome = run()
    if key_of(scope, config, asked)[0] == key:  # nothing changed while it was looked at
        store.write(key, write(outcome))
    return outcome
