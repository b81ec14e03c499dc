"""Owns the work that a Dask cluster does: pairs are sent there whole, and what is found comes back small."""

from collections.abc import Iterator
from typing import Any

from doclint.engine.allow import Signed
from doclint.engine.work import Task, Workers, of_the_past, parts, signed, without_past
from doclint.model import Pair, Past, Site
from doclint.outcome import WorkError
from doclint.record import record, replace

_PAIRS = 8  # a part
_RETRIES = 5  # after as many lost workers a part is done here


def cluster(address: str = "") -> Workers:
    """Give workers that are a Dask cluster: the one at `address`, or one on this machine for the time of the run.

    Raises WorkError, when work is to be done, if Dask is not installed or there is no cluster at the address.
    """

    def share_out(task: Task, site: Site, /) -> Iterator[Signed]:
        shares = [part for part in parts(task, max(1, len(task.pairs) // _PAIRS)) if part.pairs or part.pages]
        with _client(address) as client:
            futures = [client.submit(without_past, _sendable(part), retries=_RETRIES, pure=False) for part in shares]
            yield from of_the_past(task)
            for part, future in zip(shares, futures, strict=True):
                error = future.exception()
                found = without_past(part) if error else future.result()
                yield from (signed(item, site) for item in found)

    return share_out


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise WorkError("--executor dask needs Dask; install it with: pip install 'doclint[dask]'") from None
    try:
        return Client(f"tcp://{address}" if address else None, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkError(f"there is no Dask scheduler at {address} ({error})") from None


@record
class _Told:
    """Tells the words of a site's languages where the site itself is not."""

    words: dict[str, frozenset[str]]

    def __call__(self, language: str) -> frozenset[str]:
        return self.words.get(language, frozenset())


def _sendable(task: Task) -> Task:
    """Give a task that stands alone: with the words that it needs, and without the past, which stays here."""
    return replace(task, pairs=tuple(map(_alone, task.pairs)))


def _alone(pair: Pair) -> Pair:
    habits = pair.habits
    told = _Told({page.language: habits.spoken(page.language) for page in (pair.source, pair.translation)})
    own = {code: replace(one, spoken=told, by_language={}) for code, one in habits.by_language.items()}
    return replace(pair, habits=replace(habits, spoken=told, by_language=own), past=Past())
