"""Every translation is complete, says the same numbers as the English, and is compiled."""

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from crampguard.i18n import _, ngettext, pgettext
from crampguard.routine.text import breakable
from tests.pseudo import speaking
from tests.test_texts import LOOK_UPS
from tests.translations import POT, ROOT, compiled, language_of, po_files, read, template

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_PARTED = re.compile(r"\d (?:°[CF]?|[%٪°]|[kmµ]?[gl]|[kM]B|[ckm]?m|min|h|s|د|س|ث|ك\.ب)(?![\w\u2019'])")
_RUN_IT = "run python -m tests.translations"
_OF_ONE_NUMBER = {"ar": (0, 1, 2)}  # forms of a plural that may leave its number out; else the first

_LANGUAGES = [pytest.param(po, id=language_of(po)) for po in po_files()]
languages = pytest.mark.parametrize("po", _LANGUAGES)


def texts(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    return {(message.context, _ids(message)[0]): message for message in catalog if message.id}


def _ids(message: Message) -> tuple[str, ...]:
    """The text, or both forms of one with a plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _looked_up(message: Message) -> list[str]:
    """What the program gets, in each form of a plural."""
    one, *several = _ids(message)
    if several:
        return [ngettext(one, several[0], number) for number in range(120)]
    return [pgettext(message.context, one) if message.context else _(one)]


def _is_about_health(message: Message) -> bool:
    """Whether it is in the habits, the advice, or the stretch."""
    return any(
        name.startswith(("resources/", "crampguard/windows/stretch/", "crampguard/windows/advice/"))
        for name, _line in message.locations
    )


def _numbers(text: str) -> list[str]:
    """All numbers, whatever separates their decimals."""
    return sorted(re.sub("[.,]", ".", found) for found in _NUMBER.findall(text))


def wrong(message: Message, catalog: Catalog) -> Iterator[str]:
    """What is not right about a translated text."""
    english, strings = _ids(message), _strings(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings):
        yield "empty"
        return
    if len(english) > 1 and len(strings) != catalog.num_plurals:
        yield f"{len(strings)} forms of {catalog.num_plurals}"
    of_one_number = _OF_ONE_NUMBER.get(str(catalog.locale), (0,))
    wanted = {frozenset(_PLACEHOLDER.findall(text)) for text in english}
    for form, text in enumerate(strings):
        found = frozenset(_PLACEHOLDER.findall(text))
        fewer = len(english) > 1 and form in of_one_number and any(found < one for one in wanted)
        if found not in wanted and not fewer:
            yield f"placeholders of {text!r}"
    edges = [(text[0].isspace(), text[-1].isspace(), text.count("\n")) for text in (english[0], *strings)]
    if len(set(edges)) > 1:
        yield "white space at an end, or other lines"
    if _is_about_health(message) and len(english) == 1 and _numbers(english[0]) != _numbers(strings[0]):
        yield f"numbers: {_numbers(english[0])}, not {_numbers(strings[0])}"


def test_the_template_holds_the_texts_of_the_program() -> None:
    assert texts(read(POT)).keys() == texts(template()).keys(), _RUN_IT


@languages
def test_a_translation_is_complete(po: Path) -> None:
    catalog, wanted = read(po), template()
    assert texts(catalog).keys() == texts(wanted).keys(), _RUN_IT
    faults = {key: list(wrong(message, catalog)) for key, message in texts(catalog).items()}
    assert {key: found for key, found in faults.items() if found} == {}


@languages
def test_a_translation_is_compiled(po: Path) -> None:
    with po.with_suffix(".mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    fresh = gettext.GNUTranslations(io.BytesIO(compiled(read(po))))
    assert vars(shipped)["_catalog"] == vars(fresh)["_catalog"], _RUN_IT


@pytest.mark.parametrize("po", [pytest.param(POT, id="en"), *_LANGUAGES])
def test_no_line_ends_between_a_number_and_its_unit(po: Path) -> None:
    catalog = read(po)
    with speaking(gettext.GNUTranslations(io.BytesIO(compiled(catalog)))):
        texts = [_PLACEHOLDER.sub("5", text) for message in catalog for text in _looked_up(message)]
    assert {text for text in texts if _PARTED.search(breakable(text))} == set()


def test_no_text_hides_from_the_template() -> None:
    """Babel overlooks a look-up within an f-string, and then the text stays English."""
    hidden = [
        f"{module}:{call.lineno}"
        for module in (ROOT / "crampguard").rglob("*.py")
        for string in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in LOOK_UPS
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("english", "translated", "fault"),
    [
        ("{n} of {of}", "{n} von {off}", "placeholders"),
        ("Bedtime {time}", "Schlafenszeit", "placeholders"),
        (("{n} night", "{n} nights"), ("eine Nacht", "Nächte"), "placeholders"),
        (("{n} night", "{n} nights"), ("{n} Nacht",), "1 forms"),
        ("Hold for 30 seconds.", "20 Sekunden halten.", "numbers"),
        ("18 °C or more", "1,8 °C oder mehr", "numbers"),
        ("Open", "", "empty"),
        ("a, ", "a,", "white space"),
    ],
)
def test_a_fault_in_a_translation_is_noticed(
    english: str | tuple[str, str], translated: str | tuple[str, ...], fault: str
) -> None:
    catalog = Catalog(locale="de")
    catalog.add(english, translated, locations=[("resources/habits.toml", 0)])
    (message,) = texts(catalog).values()
    assert [found for found in wrong(message, catalog) if fault in found]


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        (("{n} night", "{n} nights"), ("eine Nacht", "{n} Nächte")),
        ("Use 2.5 of 10", "Von 10 nimm 2,5"),
        ("At {time}", "Um {time}"),
    ],
)
def test_a_sound_translation_has_no_fault(
    english: str | tuple[str, str], translated: str | tuple[str, ...]
) -> None:
    catalog = Catalog(locale="de")
    catalog.add(english, translated, locations=[("resources/habits.toml", 0)])
    (message,) = texts(catalog).values()
    assert not list(wrong(message, catalog))
