"""What no text of the program may ever say: all words that ship, in code and in resources, are read here."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOOK_UPS = ("_", "ngettext", "pgettext")

_SALT = r"(magnesium|potassium|calcium|sodium|salts?|electrolytes?|vitamins?|quinine|tonic( water)?)"

NEVER = {
    "a cure": r"\bcur(e|es|ed|ing)\b",
    "prevention": r"\bprevent(s|ed|ing|ion|ative|ive)?\b",
    "a promise": r"\b(guarantee[ds]?|proven|definitely|will help|always works|gets? rid of)\b",
    "a diagnosis": r"\b(your cause is|the cause of your cramps? is|your cramps? (is|are) caused)\b"
    r"|\byou have (a |an )?(disease|disorder|deficiency|lack|diabetes|neuropathy)\b",
    "reassurance": r"\b(harmless|nothing to worry|no need to see|not dangerous|not serious)\b",
    "a dose or a volume": r"\b\d+([.,]\d+)? ?"
    r"(mg|mcg|µg|g|grams?|iu|ml|cl|l|lit(re|er)s?|glass(es)?|cups?|tablets?|pills?|capsules?)\b",
    "a remedy": rf"\b(take|try|eat|swallow|drink|add|use|supplement)\b[^.,:]{{0,30}}\b{_SALT}\b",
    "quinine": r"\b(quinine|tonic)\b",
    "blame": r"\b(should|failed|streaks?|guilt(y)?|lazy|your fault)\b|!",
}

# What may be said only to say no to it: "never asked to drink more", "do not stop a medicine".
ADVISED = {
    "drinking more": r"\b(as much as you (can|like)|drink (more|plenty|a lot))\b",
    "stopping a medicine": r"\b(stop|pause|skip|change) (taking )?(a|the|your) (medicine|statin|dose|tablet)",
}
_NO = r"\b(not|never)\b"

# The one sign and the two answers that are about them; nowhere else do these words have a place.
_ABOUT_QUININE = ("quinine", "tonic")


@cache
def _on_quinine() -> frozenset[str]:
    advice = tomllib.loads((ROOT / "resources" / "advice.toml").read_text(encoding="utf-8"))
    tables = [table for table in (*advice["signs"], *advice["asked"]) if table["id"] in _ABOUT_QUININE]
    return frozenset(text for table in tables for text in _words(table))


def forbidden(text: str) -> list[str]:
    """What the text says that it may not."""
    allowed = ("quinine",) if text in _on_quinine() else ()
    sentences = [
        sentence for sentence in re.split(r"[.:;]", text) if not re.search(_NO, sentence, re.IGNORECASE)
    ]
    claims = [
        what
        for what, pattern in NEVER.items()
        if what not in allowed and re.search(pattern, text, re.IGNORECASE)
    ]
    return claims + [
        what
        for what, pattern in ADVISED.items()
        if any(re.search(pattern, sentence, re.IGNORECASE) for sentence in sentences)
    ]


def texts(root: Path) -> Iterator[str]:
    """Every text that a user can read: the gettext messages of the code, and the words of the resources."""
    for module in sorted((root / "crampguard").rglob("*.py")):
        yield from _messages(ast.parse(module.read_text(encoding="utf-8")))
    for name in ("advice.toml", "habits.toml"):
        yield from _words(tomllib.loads((root / "resources" / name).read_text(encoding="utf-8")))


def _messages(tree: ast.Module) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in LOOK_UPS:
            for word in call.args:
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield word.value


def _words(value: Any) -> Iterator[str]:
    """All but the ids, and the sources, whose titles are other people's words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "id" and not name.endswith("sources"):
                yield from _words(inner)


def test_no_text_says_what_it_never_may() -> None:
    assert {text: wrong for text in texts(ROOT) if (wrong := forbidden(text))} == {}


def looked_up_at_import(tree: ast.AST) -> Iterator[int]:
    """The lines of look-ups that run when the module is imported: outside the bodies of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            parts = [*getattr(node, "decorator_list", ()), node.args]
        else:
            parts = [node]
        for part in parts:
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in LOOK_UPS:
                yield part.lineno
            yield from looked_up_at_import(part)


def test_no_text_is_looked_up_when_its_module_is_imported() -> None:
    """It would stay in the language of that moment."""
    found = [
        f"{module.relative_to(ROOT)}:{line}"
        for module in sorted((ROOT / "crampguard").rglob("*.py"))
        for line in looked_up_at_import(ast.parse(module.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('NAME = _("Name")', True),
        ('class Page:\n    title = pgettext("page", "Title")', True),
        ('def show(title=_("Title")): ...', True),
        ('@named(_("Title"))\ndef show(): ...', True),
        ('NAMES = {"a": [ngettext("{n} night", "{n} nights", 2)]}', True),
        ('def name():\n    return _("Name")', False),
        ('NAME = lambda: _("Name")', False),
        ('class Page:\n    def title(self):\n        return _("Title")', False),
    ],
)
def test_a_look_up_at_import_is_noticed(code: str, *, found: bool) -> None:
    assert bool(list(looked_up_at_import(ast.parse(code)))) is found


def test_the_warning_about_quinine_is_there_and_only_there() -> None:
    found = {text for text in texts(ROOT) if re.search(r"\b(quinine|tonic)\b", text, re.IGNORECASE)}
    assert found
    assert found <= _on_quinine()


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("quinine", "Only a doctor can weigh that up with you."),
        ("tonic", "Do not use it as a medicine."),
        ("magnesium", "Ask your doctor or pharmacist first."),
        ("vitamin_k2", "not without asking your doctor"),
    ],
)
def test_an_answer_about_a_remedy_sends_to_the_doctor(id_: str, words: str) -> None:
    advice = tomllib.loads((ROOT / "resources" / "advice.toml").read_text(encoding="utf-8"))
    (says,) = (table["says"] for table in advice["asked"] if table["id"] == id_)
    assert words in says


def test_the_whole_program_is_read() -> None:
    """From each room that has words, and from both files."""
    found = set(texts(ROOT))
    assert len(found) > 400
    assert {
        "When to see a doctor",  # windows
        "it is not UTF-8 text",  # store
        "in {minutes} minute",  # routine, one of two
        "in {minutes} minutes",
        "Pull your toes up.",  # advice.toml
        "Cool bedroom",  # habits.toml
    } <= found


PLANTED = [
    "Stretching cures night cramps.",
    "This prevents cramps.",
    "For the prevention of cramps.",
    "Your cause is a lack of salt.",
    "You have a deficiency.",
    "A cramp like this is harmless.",
    "Drink as much as you can.",
    "Drink plenty of water.",
    "Do not wait: drink more.",
    "Drink 2 litres a day.",
    "Six more: 8 glasses.",
    "Magnesium, 300 mg in the evening.",
    "Try a little magnesium before bed.",
    "Take potassium with dinner.",
    "Eat more salt.",
    "A vitamin D dose of 800 IU.",
    "Quinine may help.",
    "A glass of tonic water in the evening.",
    "You take quinine.",
    "Stop taking your statin.",
    "You should stretch.",
    "Well done!",
    "It will help.",
]


@pytest.mark.parametrize("text", PLANTED)
def test_a_claim_is_noticed(text: str) -> None:
    assert forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop or change a medicine by yourself.",
        "Never stop a medicine on your own.",
        "Then you are never asked to drink more.",
        "Salts such as calcium and potassium, lost by sweating.",
        "65 or over, or unwell: 18 °C or more.",
        "It is secured by a lock.",
    ],
)
def test_a_caution_is_not_a_claim(text: str) -> None:
    assert not forbidden(text)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program that says nothing yet."""
    (tmp_path / "crampguard" / "windows").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    for name in ("advice.toml", "habits.toml"):
        (tmp_path / "resources" / name).write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("crampguard/windows/card.py", '_("This cures " "cramps")'),
        ("crampguard/app.py", 'ngettext("{n} cure", "It cures {n} cramps", n).format(n=n)'),
        ("resources/habits.toml", '[[habits]]\nwhy = "It cures cramps"'),
        ("resources/advice.toml", '[[first_help]]\nsays = "It cures cramps"'),
    ],
)
def test_a_claim_is_found_wherever_it_is_planted(tree: Path, file: str, content: str) -> None:
    assert not list(texts(tree))
    (tree / file).write_text(content, encoding="utf-8")
    assert any(forbidden(text) for text in texts(tree))


def test_the_title_of_a_source_may_say_what_it_says(tree: Path) -> None:
    content = '[[habits]]\n[[habits.sources]]\ntitle = "Prevention of cramps"'
    (tree / "resources" / "habits.toml").write_text(content, encoding="utf-8")
    assert not list(texts(tree))
