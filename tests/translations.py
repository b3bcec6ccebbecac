"""The catalogues of texts: `python -m tests.translations` brings them up to date.

It collects every text of the program in resources/locale/crampguard.pot, merges new and changed ones into
each translation (a .po file beside it), and compiles that (.mo). `python -m tests.translations nl` begins a
new language. A changed text is marked fuzzy there and is English in the program until someone has read it.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from crampguard.store.advice import advice
from crampguard.store.catalogue import catalogue
from tests.pseudo import speaking

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "resources" / "locale"
POT = LOCALE / "crampguard.pot"
MADE = datetime(2026, 11, 29, tzinfo=UTC)  # always the same, so that a file changes only where its texts do

# Babel has a third form for these, for whole millions.
_TWO_FORMS = {"es": "n != 1", "fr": "n > 1", "pt_BR": "n > 1"}


class _Listening(NullTranslations):
    """Keeps each text that is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[str, None] = {}

    def gettext(self, message: str) -> str:
        self.heard[message] = None
        return message


def po_files() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/crampguard.po"))


def language_of(po: Path) -> str:
    return po.parts[-3]


def template() -> Catalog:
    """Every text of the program, in code and in resources."""
    made = _empty()
    code = extract_from_dir(ROOT / "crampguard", comment_tags=("Translators:",), strip_comment_tags=True)
    for name, _line, message, comments, context in code:
        made.add(message, locations=[(f"crampguard/{name}", 0)], auto_comments=comments, context=context)
    for name, texts in _from_resources():
        for text in texts:
            made.add(text, locations=[(f"resources/{name}", 0)])
    return made


def _from_resources() -> Iterator[tuple[str, list[str]]]:
    """The file, and what the program looks up when it reads it."""
    for name, read in (("habits.toml", catalogue), ("advice.toml", advice)):
        listening = _Listening()
        with speaking(listening):
            read()
        yield name, list(listening.heard)


def read(po: Path) -> Catalog:
    """A translation, or the template."""
    with po.open("rb") as file:
        return read_po(file, locale=None if po == POT else language_of(po), abort_invalid=True)


def _begun(po: Path) -> Catalog:
    """A translation without a text so far."""
    made = _empty(language_of(po))
    if rule := _TWO_FORMS.get(language_of(po)):
        made.mime_headers = [("Plural-Forms", f"nplurals=2; plural=({rule});")]
    return made


def _empty(language: str | None = None) -> Catalog:
    about = "# The texts of CrampGuard."
    return Catalog(language, header_comment=about, project="CrampGuard", creation_date=MADE, fuzzy=False)


def compiled(catalog: Catalog) -> bytes:
    """The content of the .mo file. What is fuzzy is left out."""
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def _write(po: Path, catalog: Catalog) -> None:
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalog, width=110, include_lineno=False, ignore_obsolete=True)


def main(languages: list[str]) -> None:
    texts = template()
    _write(POT, texts)
    for po in sorted({*po_files(), *(LOCALE / name / "LC_MESSAGES" / "crampguard.po" for name in languages)}):
        catalog = read(po) if po.exists() else _begun(po)
        catalog.update(texts)
        _write(po, catalog)
        po.with_suffix(".mo").write_bytes(compiled(read(po)))
        usable = (message for message in catalog if message.id and not message.fuzzy)
        done = sum(bool(message.string and all(message.string)) for message in usable)
        print(f"{language_of(po)}: {done} of {len(texts)} texts")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
