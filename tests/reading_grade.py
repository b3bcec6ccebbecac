"""The reading grade of a text by Flesch and Kincaid: the school year whose pupils read it with ease.

Kincaid et al. 1975: 0.39 x words a sentence + 11.8 x syllables a word - 15.59. Syllables are counted by rule:
a word may be one off, a paragraph is not.
"""

import re

_WORD = re.compile(r"[A-Za-z']+|\d+")
_SENTENCE_ENDS = re.compile(r"[.!?:;](?=\s|$|[”\"])")
# The e that nobody speaks: at the end ("time", "times", "moved"), and before such endings ("careful").
_SILENT = re.compile(
    r"(?<![aeiouylsxzcg])(?<!sh)(?<!ch)es$|(?<![td])ed$|(?<![^aeiouy]l)e$"
    r"|e(?=(?:ly|ness|ful|less|thing|one|times|where)$)"
)
_VOWELS = re.compile(r"[aeiouy]+")
# Neighbours that are two syllables: "trial", "idea", "going", "quiet".
_APART = re.compile(r"ia|io(?!u?n)|eo(?!p)|iu|(?<!q)ua|ea(?=$)|(?<=[eouy])i(?=ng)|ie(?=t)|(?<=sc)ie|uou")


def grade(text: str) -> float:
    """The school year. A text without a full stop is one sentence."""
    text = text.replace("\u2019", "'")
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_ENDS.split(text) if _WORD.search(part)]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def syllables(word: str) -> int:
    """One at least; of a number one for each digit."""
    if word.isdigit():
        return len(word)
    heard = word.lower().partition("'")[0]
    if len(_VOWELS.findall(heard)) > 1:
        heard = _SILENT.sub("", heard)
    return max(1, len(_VOWELS.findall(heard)) + len(_APART.findall(heard)))
