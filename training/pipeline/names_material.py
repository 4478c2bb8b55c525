"""Sentences with the names of persons marked: our own, the treebanks', and copies with other names in their place."""

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from faker import Faker
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans

Marked = tuple[str, list[tuple[int, int]]]
LABEL = "PERSON"
HERE = Path(__file__).parent / "names"
LOCALES = (
    "en_US en_GB en_IN en_AU en_IE de_DE fr_FR es_ES es_MX pt_BR pt_PT it_IT nl_NL pl_PL cs_CZ sk_SK sl_SI hr_HR tr_TR sv_SE no_NO da_DK fi_FI "
    "hu_HU ro_RO lt_LT lv_LV et_EE vi_VN id_ID fil_PH zu_ZA tw_GH yo_NG ga_IE az_AZ es_CO fr_CA de_AT"
).split()
"""Locales of Faker whose names are written in Latin letters; those of East and South Asia beyond them are written out below."""
GIVEN_ELSEWHERE = (
    "Wei Jing Xiaoming Lihua Jun Mei Yiran Zhihao Hui Qiang Xin Yan Haruto Yui Kenji Aiko Sakura Takumi Hiroshi Naoko Ren Yuto Minjun Seoyeon Jiho Hyejin "
    "Sunwoo Jisoo Omar Fatima Yusuf Layla Khalid Noor Hassan Amina Tariq Zainab Reza Shirin Dariush Nasrin Farhad Parisa Avi Noa Yael Eitan Tamar Oleg Svetlana "
    "Dmitri Olena Taras Nikos Eleni Yannis Kofi Ama Chidi Ngozi Amara Tunde Wanjiru Otieno Abebe Hiwot Sefo Leilani Priya Rahul Ananya Arjun Sunita Vikram Lakshmi Imran Ayesha"
).split()
FAMILY_ELSEWHERE = (
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Tanaka Suzuki Sato Watanabe Yamamoto Nakamura Kobayashi Kim Lee Park Choi Jung Kang "
    "Cho Yoon Al-Masri Haddad Khoury El-Sayed Ben-David Mizrahi Hosseini Rahimi Karimi Petrov Ivanova Kovalenko Shevchenko Papadopoulos Mensah Osei Okafor Adeyemi Eze "
    "Mwangi Ochieng Tesfaye Bekele Tuilagi Patel Sharma Iyer Reddy Banerjee Khan Siddiqui Perera Nguyen Tran Pham"
).split()


def own(part: str) -> list[Marked]:
    """Our sentences of `part` ("train" or "test")."""
    return [row for path in sorted((HERE / part).glob("*.jsonl")) for row in marked_in(path)]


def marked_in(path: Path) -> list[Marked]:
    """The marked sentences of a file of ours."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(row["text"], [(start, end) for start, end in row["names"]]) for row in rows]


def elsewhere(treebank: Path) -> list[Marked]:
    """Marked sentences of other makers: the development part of Universal NER's EWT, and W-NUT 17."""
    return tagged(treebank / "ner" / "uner_en_ewt-ud-dev.iob2", columns=(1, 2), kinds=frozenset({"PER"})) + tagged(
        treebank / "ner" / "wnut17_wnut17train.conll", columns=(0, 1), kinds=frozenset({"person"})
    )


def tagged(path: Path, *, columns: tuple[int, int], kinds: frozenset[str]) -> list[Marked]:
    """Sentences of a file in one of the IOB formats; `columns` hold the word and its tag, `kinds` are the tags of persons."""
    found: list[Marked] = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        text, spans = "", []
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            fields = line.split("\t")
            word, tag = fields[columns[0]], fields[columns[1]]
            start = len(text) + bool(text)
            text = f"{text} {word}" if text else word
            if tag[2:] in kinds:
                if tag[0] == "I" and spans and spans[-1][1] == start - 1:
                    spans[-1] = (spans[-1][0], len(text))
                else:
                    spans.append((start, len(text)))
        if text:
            found.append((text, spans))
    return found


class OtherNames:
    """Puts other names, of many cultures, into a sentence's places for names."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        Faker.seed(seed)
        self._given, self._family = list(GIVEN_ELSEWHERE), list(FAMILY_ELSEWHERE)
        for locale in LOCALES:
            fake = Faker(locale)
            self._given += {fake.first_name() for _ in range(120)}
            self._family += {fake.last_name() for _ in range(120)}
        latin = re.compile(r"[^\W\d_][\w'’ -]*\Z")
        self._given = [name for name in self._given if latin.match(name) and ord(max(name)) < 0x2000]
        self._family = [name for name in self._family if latin.match(name) and ord(max(name)) < 0x2000]

    def name_like(self, name: str) -> str:
        """Another name of the same make: a handle for a handle, two words for two, lower case for lower case."""
        given, family = self._random.choice(self._given), self._random.choice(self._family)
        if name.startswith("@") or ("." in name and name.islower()) or re.fullmatch(r"[a-z]+\d+|[a-z]{5,}", name):
            bare = re.sub(r"[^a-z]", "", (given[0] + family if self._random.random() < 0.5 else given).lower()) or "jsmith"
            return "@" + bare if name.startswith("@") else bare
        parts = name.split()
        if re.match(r"[A-Z]\.", name):
            other = f"{given[0]}. {family}"
        elif len(parts) > 1:
            other = f"{given} {family}"
        else:
            other = family if self._random.random() < 0.3 else given
        return other.lower() if name.islower() else other.upper() if name.isupper() and len(name) > 3 else other

    def replaced(self, marked: Marked) -> Marked:
        """The sentence with another name in each place; a name that occurs twice is replaced by the same one."""
        text, spans = marked
        chosen: dict[str, str] = {}
        pieces, found, done, length = [], [], 0, 0
        for start, end in spans:
            name = chosen.setdefault(text[start:end], self.name_like(text[start:end]))
            pieces += [text[done:start], name]
            length += start - done
            found.append((length, length + len(name)))
            length += len(name)
            done = end
        return "".join([*pieces, text[done:]]), found


def examples(nlp: Language, rows: Iterable[Marked]) -> Iterator[Example]:
    """Examples with the marked names as entities; a mark that cuts a token is widened to it; of two in one token the first stays."""
    for text, spans in rows:
        predicted = nlp.make_doc(text)
        reference = Doc(nlp.vocab, words=[token.text for token in predicted], spaces=[bool(token.whitespace_) for token in predicted])
        marks = [predicted.char_span(start, end, alignment_mode="expand") for start, end in spans]
        reference.set_ents(filter_spans([Span(reference, mark.start, mark.end, label=LABEL) for mark in marks if mark is not None]))
        yield Example(predicted, reference)
