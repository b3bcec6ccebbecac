"""Installations of the program in folders with hostile names, for the tests of our desktop entries."""

from pathlib import Path

# Each of these means something to a desktop entry, its quoting, its field codes or a shell.
HOSTILE = [
    "plain",
    "two words",
    'a "quoted" one',
    "it's",
    "100%",
    "%f %u %%",
    "$HOME ${HOME}",
    "`id` $(id)",
    "back\\slash",
    "back\\\\two \\s \\n",
    'all "\\" of $it `%c`\\',
    "a\ttab",
    "a\nnew line",
    "; & | < > * ? # ( ) ~ ! [x] {y}",
    "a=b",
    "~",
    "#",
    "grün 茶",
]

TELLS = """#!/bin/sh
printf '%s\\0' "$0" "$@" > "$TOLD.new" && mv "$TOLD.new" "$TOLD"
"""


def installation(folder: Path, *, script: bool = True) -> Path:
    """The python of a venv whose programs only tell, in the file $TOLD, how they were called."""
    for name in ["python", "crampguard"] if script else ["python"]:
        program = folder / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(TELLS)
        program.chmod(0o755)
    return folder / "bin" / "python"
