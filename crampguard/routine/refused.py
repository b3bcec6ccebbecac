"""The answer to a change that makes no sense. Apart, so that the terminal knows it without the engine."""


class Refused(Exception):  # noqa: N818 (an answer, not a fault)
    """The change makes no sense now. str() is one line that says why."""
