"""Owns which language bytes speak that are no UTF-8 and no letters of a Latin alphabet, where nothing names it."""

from collections import Counter
from collections.abc import Iterator

from doclint.record import record
from doclint.regex import regex
from doclint.text.channels import MULTIBYTE
from doclint.text.plausible import Plausible

_KANA = regex("[\u3040-\u30ff]")
_RUN = 3  # bytes side by side: letters with accents stand among plain ones
_MOST_WORDS = 300
_ENOUGH = 40  # bytes that make good text of another encoding by accident
_EAST = ("ja", "ko", "zh-cn", "zh-tw")
_KANA_SHARE = 0.1
_KANA_BONUS = 0.5  # no other language's bytes read as kana by the dozen
# What a character costs on average in nats: right readings stay below, wrong ones lie 1.5 above.
_COMMON = 7.0
_FLUENT = 5.2
_CLEAR = 0.3
_ALPHABETIC = {
    "ru": "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic",
    "uk": "cp1251 koi8_u cp866 iso8859_5 mac_cyrillic",
    "bg": "cp1251 iso8859_5 mac_cyrillic",
    "el": "cp1253 iso8859_7",
    "he": "cp1255",
    "ar": "cp1256",
    "th": "cp874",
}


@record(order=True)
class Heard:
    """A language by what a character of the text costs in it; `sure` where no other encoding comes near."""

    mean: float
    language: str
    codec: str
    sure: bool = True


def in_another_script(data: bytes) -> bool:
    """Say whether most bytes above ASCII stand side by side, as in a script that is not the Latin one.

    Lines that are drawn repeat their signs, and tell nothing.
    """
    runs = [run for run in _runs(data) if len(run) < _RUN or len(set(run)) >= _RUN]
    return sum(len(run) for run in runs if len(run) >= _RUN) * 2 > sum(map(len, runs))


def heard(data: bytes) -> Heard | None:
    """Give the language that the lines in `data` speak, whose bytes are in another script; None if none is fluent."""
    east = sorted(_of_the_east(data)) if sum(map(len, _runs(data))) >= _ENOUGH else []
    if east:
        best = east[0]
        rivals = [other for other in east if other.codec != best.codec and other.mean < best.mean + _CLEAR]
        return Heard(best.mean, best.language, best.codec, sure=not rivals)
    return min(_alphabetic(data), default=None)


def _of_the_east(data: bytes) -> Iterator[Heard]:
    models = {language: Plausible(language) for language in _EAST}
    for codec in MULTIBYTE:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        marks = [char for char in text if char > "\x7f"]
        kana = len(_KANA.findall(text)) > _KANA_SHARE * len(marks)
        for language, model in models.items():
            mean = sum(map(model.char, marks)) / max(1, len(marks)) - (_KANA_BONUS if kana else 0.0)
            if mean <= _COMMON and (language == "ja" or not kana):
                yield Heard(mean, language, codec)


def _alphabetic(data: bytes) -> Iterator[Heard]:
    words = Counter(_runs(data)).most_common(_MOST_WORDS)
    for language, codecs in _ALPHABETIC.items():
        model = Plausible(language)
        for codec in codecs.split():
            read = [(word.decode(codec, "replace"), min(count, 5)) for word, count in words]
            mean = sum(model.text(word) * count for word, count in read) / sum(
                len(word) * count for word, count in read
            )
            if mean <= _FLUENT:
                yield Heard(mean, language, codec)


def _runs(data: bytes) -> list[bytes]:
    """Give the bytes above ASCII, as they stand side by side."""
    return data.translate(_BLANKED).split()


_BLANKED = bytes(32 if code < 128 else code for code in range(256))
