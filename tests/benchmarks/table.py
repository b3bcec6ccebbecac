"""The figures, side by side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both programs. `goal` is the most that ours may be over the bare one."""

    name: str
    ours: float
    bare: float
    unit: str = ""
    goal: float | None = None

    @property
    def met(self) -> bool:
        return self.goal is None or self.ours - self.bare <= self.goal

    def __str__(self) -> str:
        figures = [self._figure(self.ours), self._figure(self.bare), self._figure(self.ours - self.bare, "+")]
        if self.goal is not None:
            figures += [self._figure(self.goal, "+"), "met" if self.met else "MISSED"]
        return _line(self.name, *figures)

    def _figure(self, number: float, sign: str = "") -> str:
        return f"{number:{sign}.{1 if self.unit else 0}f} {self.unit}".rstrip()


def _line(name: str, *columns: str) -> str:
    return f"{name:32}" + "".join(f"{column:>12}" for column in columns)


HEADER = _line("", "CrampGuard", "bare Qt", "difference", "goal")
