"""Owns the language packs: how each language sorts, names large numbers and pairs its punctuation.

One row a language. Facts are those of the Unicode CLDR (root collation and tailorings, compact decimal formats).
Function words are the business of `doclint.language`. A language without a row gets the root's customs.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

from doclint.language import base
from doclint.record import record


@record
class Pack:
    """The customs of a language.

    `letters` are the letters that sort on their own, right after the letter before them (`ñ` after `n`); what is not
    among them sorts as its base letter. `scales` are number words and what they stand for, in powers of ten.
    """

    letters: Mapping[str, str]
    scales: Mapping[str, int]
    paired: tuple[tuple[str, str], ...] = ()
    ordered: bool = True
    """Whether base letters sort as the alphabet does; not so for Chinese, filed by reading or by strokes."""
    counts: tuple[str, ...] = ()
    """How the numbers from 0 on are said, each in all its forms, divided by blanks."""


_LONG = {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12}


def _counts(words: str) -> tuple[str, ...]:
    """Divide number words: those of 0, those of 1 and so on."""
    return tuple(said.strip() for said in words.split("|"))


def _myriads(small: str, large: Mapping[str, int]) -> Mapping[str, int]:
    """Give what counts in steps of ten thousand: the signs for 10, 100 and 1000 stand before a `large` one, too.

    A large one may stand before another: 1.5万亿. Ten and a hundred alone stand behind no figures.
    """
    tens = {sign: power for power, sign in enumerate(small, start=1)}
    before = {"": 0, **tens, **large}
    both = {one + two: power + more for one, power in before.items() for two, more in large.items() if power < more}
    return {small[-1]: len(small), **both}


PACKS: Mapping[str, Pack] = {
    "en": Pack({}, {**_LONG, "crore": 7, "crores": 7, "lakh": 5, "lakhs": 5},
        counts=_counts(
            "zero | one once first | two twice second pair both double | three third triple | four fourth | five "
            "fifth | six sixth | seven seventh | eight eighth | nine ninth | ten tenth | eleven eleventh | twelve "
            "twelfth dozen"
        ),
    ),
    "es": Pack(
        {"ñ": "n"},
        {
            "mil millones": 9, "mil": 3, "millones": 6, "millón": 6, "millardo": 9, "millardos": 9, "billones": 12,
            "billón": 12,
        },
        (("¿", "?"), ("¡", "!")),
        counts=_counts(
            "cero | un una uno primer primera primero | dos segundo segunda par ambos ambas doble | tres tercer "
            "tercera tercero triple | cuatro cuarto cuarta | cinco quinto quinta | seis sexto sexta | siete "
            "séptimo séptima | ocho octavo octava | nueve noveno novena | diez décimo décima | once | doce docena"
        ),
    ),
    "fr": Pack(
        {}, {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12},
        counts=_counts(
            "zéro | un une premier première | deux deuxième second seconde paire double | trois troisième triple "
            "| quatre quatrième | cinq cinquième | six sixième | sept septième | huit huitième | neuf neuvième | "
            "dix dixième | onze | douze douzaine"
        ),
    ),
    "de": Pack(
        {}, {
            "tausend": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9,
            "billion": 12, "billionen": 12,
        },
        counts=_counts(
            "null | ein eine einen einem einer eines eins einmal erste ersten erster erstes | zwei zweite zweiten "
            "zweiter zweites beide beiden paar doppelt | drei dritte dritten | vier vierte vierten | fünf fünfte "
            "fünften | sechs sechste sechsten | sieben siebte siebten | acht achte achten | neun neunte neunten | "
            "zehn zehnte zehnten | elf | zwölf dutzend"
        ),
    ),
    "pt": Pack(
        {}, {
            "mil milhões": 9, "mil": 3, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9, "trilhão": 12,
            "trilhões": 12,
        },
        counts=_counts(
            "zero | um uma primeiro primeira | dois duas segundo segunda par ambos ambas dobro | três terceiro "
            "terceira | quatro quarto quarta | cinco quinto quinta | seis sexto sexta | sete sétimo sétima | oito "
            "oitavo oitava | nove nono nona | dez décimo décima | onze | doze dúzia"
        ),
    ),
    "it": Pack(
        {}, {"mila": 3, "milione": 6, "milioni": 6, "miliardo": 9, "miliardi": 9, "bilione": 12, "bilioni": 12},
        counts=_counts(
            "zero | un una uno primo prima | due secondo seconda paio entrambi doppio | tre terzo terza | quattro "
            "quarto quarta | cinque quinto quinta | sei sesto sesta | sette settimo settima | otto ottavo ottava "
            "| nove nono nona | dieci decimo decima | undici | dodici dozzina"
        ),
    ),
    "ru": Pack(
        {"й": "и"}, {
            "тысяч": 3, "тысячи": 3, "тыс": 3, "миллион": 6, "миллиона": 6, "миллионов": 6, "млн": 6,
            "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "млрд": 9, "триллионов": 12,
        },
    ),
    "ja": Pack(
        {}, _myriads("十百千", {"万": 4, "億": 8, "兆": 12}),
        ordered=False,
    ),
    "zh": Pack(
        {}, _myriads("十百千", {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}),
        ordered=False,
    ),
    "ko": Pack({}, _myriads("십백천", {"만": 4, "억": 8, "조": 12})),
    "hi": Pack({}, {"हज़ार": 3, "लाख": 5, "करोड़": 7, "अरब": 9}),
}  # fmt: skip
_ROOT = Pack({}, {})


def pack(code: str) -> Pack:
    """Give the customs of a language; the root's for one that has no row."""
    return PACKS.get(base(code), _ROOT)


@cache
def sort_key(text: str, code: str) -> str:
    """Give the key by which a language files a name: its letters, whatever their accents and case.

    Brackets, hyphens and blanks do not count (CLDR's "shifted" punctuation); a letter of its own comes after its base.
    """
    own = pack(code).letters
    folded = unicodedata.normalize("NFC", text).casefold()
    if folded.isascii() and own.keys().isdisjoint(folded):  # as most names are
        return "".join(filter(str.isalnum, folded))
    primary = []
    for char in folded:
        if char in own:
            primary.append(own[char] + "\uffff")
        else:
            primary.append("".join(c for c in unicodedata.normalize("NFKD", char) if c.isalnum()))
    return "".join(primary)
