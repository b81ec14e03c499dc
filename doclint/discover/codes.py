"""Owns what a language is called in paths: codes in every spelling (ISO 639, BCP 47), and names in English.

A tag is given back in BCP 47's canonical case: `pt_br` and `brazilian-portuguese` are `pt-BR`, `zh_hant` is `zh-Hant`.
"""

import re
from collections.abc import Iterator
from functools import cache

from doclint.regex import regex

# ISO 639-1 code, its ISO 639-2/3 codes, and the English names that folders and files bear.
_LANGUAGES = """
aa aar afar|ab abk abkhazian|ae ave avestan|af afr afrikaans|ak aka akan|am amh amharic|an arg aragonese
ar ara arb arabic|as asm assamese|av ava avaric|ay aym aymara|az aze azerbaijani|ba bak bashkir
be bel belarusian belorussian|bg bul bulgarian|bi bis bislama|bm bam bambara|bn ben bengali bangla
bo bod tib tibetan|bs bos bosnian|ca cat catalan valencian|ce che chechen|ch cha chamorro|co cos corsican
cr cre cree|cs ces cze czech|cu chu|cv chv chuvash|cy cym wel welsh|da dan danish|de deu ger german deutsch
dv div divehi dhivehi|dz dzo dzongkha|ee ewe|el ell gre greek|en eng english|eo epo esperanto
es spa spanish espanol español castellano|et est estonian|eu eus baq basque euskara|fa fas per persian farsi
ff ful fula fulah|fi fin finnish|fj fij fijian|fo fao faroese|fr fra fre french francais français
fy fry frisian|ga gle irish|gd gla gaelic|gl glg galician|gn grn guarani|gu guj gujarati|gv glv manx|ha hau hausa
he heb iw hebrew|hi hin hd hindi|ho hmo|hr hrv croatian|ht hat haitian creole|hu hun hungarian
hy hye arm armenian|hz her herero|ia ina interlingua|id ind indonesian|ie ile|ig ibo igbo|ii iii|ik ipk
io ido|is isl ice icelandic|it ita italian italiano|iu iku inuktitut|ja jpn jp japanese|jv jav javanese
ka kat geo georgian|kg kon kongo|ki kik kikuyu|kj kua|kk kaz kazakh|kl kal kalaallisut greenlandic
km khm khmer cambodian|kn kan kannada|ko kor kr korean|kr-x kau kanuri|ks kas kashmiri|ku kur kurdish|kv kom komi
kw cor cornish|ky kir kyrgyz kirghiz|la lat latin|lb ltz luxembourgish|lg lug luganda ganda|li lim limburgish
ln lin lingala|lo lao|lt lit lithuanian|lu lub|lv lav latvian|mg mlg malagasy|mh mah marshallese|mi mri mao maori
mk mkd mac macedonian|ml mal malayalam|mn mon mongolian|mr mar marathi|ms msa may malay|mt mlt maltese
my mya bur burmese|na nau|nb nob bokmal bokmål|nd nde|ne nep nepali|ng ndo|nl nld dut dutch|nn nno nynorsk
no nor norwegian|nr nbl|nv nav navajo|ny nya chichewa|oc oci occitan|oj oji ojibwe|om orm oromo|or ori odia oriya
os oss ossetian|pa pan punjabi panjabi|pi pli pali|pl pol polish polski|ps pus pashto|pt por portuguese português
qu que quechua|rm roh romansh|rn run rundi|ro ron rum romanian|ru rus russian|rw kin kinyarwanda|sa san sanskrit
sc srd sardinian|sd snd sindhi|sg sag sango|si sin sinhala sinhalese|sk slk slo slovak|sl slv slovenian slovene
sm smo samoan|sn sna shona|so som somali|sq sqi alb albanian|sr srp serbian|ss ssw swati|st sot sesotho
su sun sundanese|sv swe se swedish svenska|sw swa swahili kiswahili|ta tam tamil|te tel telugu|tg tgk tajik|th tha thai
ti tir tigrinya|tk tuk turkmen|tl tgl tagalog|tn tsn tswana|to ton tongan|tr tur turkish turkce türkçe|ts tso tsonga
tt tat tatar|ty tah tahitian|ug uig uyghur uighur|uk ukr ua ukrainian|ur urd urdu|uz uzb uzbek|ve ven venda
vi vie vn vietnamese|wa wln walloon|wo wol wolof|xh xho xhosa|yi yid yiddish|yo yor yoruba|za zha zhuang
zh zho chi cn chinese|zu zul zulu
ast ast asturian|ckb ckb sorani|fil fil filipino|haw haw hawaiian|hsb hsb sorbian|nds nds|yue yue cantonese
cmn cmn mandarin|ceb ceb cebuano|hmn hmn hmong|kab kab kabyle|sat sat santali|mai mai maithili|bho bho bhojpuri
szl szl silesian|tzm tzm tamazight|arz arz|prs prs dari|kmr kmr kurmanji|gsw gsw|pcm pcm|mni mni manipuri
nan nan|lzh lzh|wuu wuu|fur fur friulian|lmo lmo|vec vec venetian|scn scn sicilian|cnr cnr montenegrin|kok kok konkani
"""

# Spellings that are no tag of their own, or mean something narrower than their letters say.
_SPECIAL = {
    "br": "pt-BR",
    "ptbr": "pt-BR",
    "brazilian": "pt-BR",
    "brazilian-portuguese": "pt-BR",
    "portuguese-brazilian": "pt-BR",
    "portuguese-brazil": "pt-BR",
    "european-portuguese": "pt-PT",
    "ch": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "sp": "es",
    "by": "be",
    "np": "ne",
    "kh": "km",
    "tw": "zh-TW",
    "hk": "zh-HK",
    "zhcn": "zh-CN",
    "zhtw": "zh-TW",
    "zhs": "zh-Hans",
    "chs": "zh-Hans",
    "zht": "zh-Hant",
    "cht": "zh-Hant",
    "simplified-chinese": "zh-Hans",
    "chinese-simplified": "zh-Hans",
    "traditional-chinese": "zh-Hant",
    "chinese-traditional": "zh-Hant",
    "latam-spanish": "es-419",
    "british-english": "en-GB",
    "american-english": "en-US",
    "haitian-creole": "ht",
    "breton": "bre",
}

# Codes under which a folder or suffix hardly ever means anything but a language. The others are also words or
# abbreviations in software (`id`, `is`, `to`, `cs`, `ml`, `ar`, `as`…): these need stronger evidence.
_PLAIN = frozenset(
    "bg bn ca da de el en es et eu fa fi fil fr gl he hi hr hu hy it ja jp ka kk ko kr lt lv mr nb nl nn pl pt ro ru "
    "sk sl sq sr sv sw ta te th tr uk ua ur uz vi vn zh cn cz deu eng fra ita jpn kor por rus spa zho".split()
)

# The scripts that tags bear; any four letters would make a language of `es-repo`.
_SCRIPTS = "Hans|Hant|Latn|Cyrl|Arab|Deva|Grek|Hebr|Jpan|Kore|Mong|Guru|Beng|Tfng|Cans|Thaa|Olck"
_TAG = regex(
    rf"([A-Za-z]{{2,3}})(?:[-_](?:{_SCRIPTS}))?(?:[-_](?:[A-Za-z]{{2}}|[0-9]{{3}}))?", re.ASCII | re.IGNORECASE
)


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in _LANGUAGES.replace("\n", "|").split("|"):
        words = entry.split()
        for word in words:
            table.setdefault(word, words[0])
    del table["kr-x"]  # Kanuri keeps its three letters: everyone writes kr for Korean
    table["kau"] = table["kanuri"] = "kau"
    table["cha"] = table["chamorro"] = "cha"  # likewise: ch is written for Chinese
    return {**table, **_SPECIAL}


_KNOWN = _table()
_CODES = frozenset(word for word in _KNOWN if len(word) <= 3)


@cache
def tag(text: str) -> str | None:
    """Give the BCP 47 tag that `text` means as a whole, or `None` where it is no language."""
    lowered = text.lower()
    if lowered in _KNOWN:
        return _KNOWN[lowered]
    if lowered.replace("_", "-") in _SPECIAL:
        return _SPECIAL[lowered.replace("_", "-")]
    match = _TAG.fullmatch(text)
    if match is None or match[1].lower() not in _CODES:
        return None
    return canonical(text)


def canonical(text: str) -> str:
    """Give a tag in canonical case with hyphens; one that is not known is only cleaned."""
    whole = _KNOWN.get(text.lower())
    if whole is not None:
        return whole
    head, *rest = re.split(r"[-_]", text)
    known = _KNOWN.get(head.lower(), head.lower()) if head.lower() in _CODES else head.lower()
    return "-".join((known, *(_subtag(part) for part in rest)))


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def plain(text: str) -> bool:
    """Say whether a spelling hardly ever means anything but a language: `es`, `pt-br`, `french`; not `id` or `to`."""
    lowered = text.lower()
    return lowered in _PLAIN or (lowered not in _CODES and tag(text) is not None)


def same(asked: str, found: str) -> bool:
    """Say whether the tag `found` is `asked` or a narrower form of it: `pt-BR` is a `pt` (RFC 4647, basic filter)."""
    asked, found = canonical(asked).lower(), canonical(found).lower()
    return found == asked or found.startswith(f"{asked}-")


def of_source(source: str, found: str) -> bool:
    """Say whether a tag is the source's language; traditional Chinese is translated from simplified."""
    if not same(source, found) or canonical(source) != "zh":
        return same(source, found)
    return not re.search(r"-(?:hant|tw|hk|mo)\b", canonical(found).lower())


def ends(stem: str) -> Iterator[tuple[str, str, str]]:
    """Yield the ways in which a name ends in a language: what is before, the separator, the language as spelt.

    `README_pt-BR` gives (`README`, `_`, `pt-BR`) first and (`README_pt`, `-`, `BR`) after it: the longest ending first.
    """
    for at, letter in enumerate(stem):
        if letter in ".-_" and at > 0 and tag(stem[at + 1 :]):
            yield stem[:at], letter, stem[at + 1 :]


def begins(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the ways in which a name begins with a language: the language as spelt, the separator, what is after."""
    for at in range(len(name) - 2, 0, -1):
        if name[at] in ".-_" and tag(name[:at]):
            yield name[:at], name[at], name[at + 1 :]
