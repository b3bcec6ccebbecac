"""Words that do more than stand for themselves somewhere, for the tests of whatever shows a user's own."""

import json

HOSTILE = {
    "markup": "<b>Walk</b> <img src='http://example.org/x.png'> <a href='file:///etc/passwd'>here</a>",
    "entities": "Rest &amp; read &lt;now&gt;",
    "script": "<script>alert(1)</script>",
    "one tag": "<b>",
    "mnemonics": "Rest & read & sleep && snake_case_name __init__ _x &y",
    "format": "{title} {0} %s %(x)s ${HOME} `id` $(id)",
    "toml": 'a"""b\'\'\'c # no comment\\u0041',
    "override": "Walk \u202egnihton yas\u202c \u2066in\u2069 \u2067out",
    "unclosed override": "\u202e\u202e\u202eWalk",
    "right to left": "הליכה בערב (10 דקות)",
    "arabic with marks": "مَشْيٌ خَفِيفٌ",
    "family": "Walk 👨‍👩‍👧‍👦👍🏽🇩🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "long": "Walk " * 2000,
    "long word": "W" * 10_000,
    "accents": "e" + "\u0301" * 9_999,
    "flags": "🇩🇪🇫🇷" * 2_500,
    "lines": "Walk\n\n\r\nslowly\u2028around\u2029the\x0bblock\x85\x1c" * 300,
    "tabs": "\tWalk\t\tslowly\t",
    "controls": "Wa\x00lk\x01\x08\x7f\x80\x9b31m \ufeff\ufff9",
    "terminal": "\x1b[31mWalk\x1b]0;title\x07\x1b[2J\x9b2J",
    "placeholder": "Walk [*] [*]",
    "formula": "=HYPERLINK(\"http://example.org\";\"x\")",
    "path": "../../etc/passwd",
    "zero width": "W\u200ba\u200cl\u200dk\u2060",
}  # fmt: skip

# What no file can hold, and a window can.
SURROGATES = "Walk \ud83d alone \udc00"
UNSEEN = ["", " ", "\n\t", "\x00\x1b", "\u202e\u202c", "\u200b\u200d", "\ufeff"]


def own_habit(id_: str, text: str, lead: int = 60) -> str:
    """The table of a habit that has this title and this nudge, for settings.toml."""
    words = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # all else that TOML wants
    return f"[habits.{id_}]\ntitle = {words}\nnudge = {words}\nlead = {lead}\nuseful_for = 60\n"
