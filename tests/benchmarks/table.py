"""The figures, side by side."""

from msgspec import Struct


class Row(Struct, frozen=True):
    """A figure of both programs, or of ours alone where bare is None.

    most: what ours may be over the bare one, or in all. times: the same as a ratio.
    """

    name: str
    ours: float
    bare: float | None = None
    unit: str = ""
    most: float | None = None
    times: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.bare if self.bare else None

    @property
    def met(self) -> bool:
        within = self.most is None or self.ours - (self.bare or 0) <= self.most
        return within and (self.times is None or self.ratio is None or self.ratio <= self.times)

    def __str__(self) -> str:
        figures = [self._figure(self.ours), "" if self.bare is None else self._figure(self.bare)]
        figures.append("" if self.ratio is None else f"{self.ratio:.2f}")
        if self.times is not None:
            figures.append(f"{self.times:.2f}")
        elif self.most is not None:
            figures.append(self._figure(self.most, "" if self.bare is None else "+"))
        if self.times is not None or self.most is not None:
            figures.append("met" if self.met else "MISSED")
        return _line(self.name, *figures)

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "ours": self.ours,
            "bare": self.bare,
            "ratio": self.ratio,
            "unit": self.unit,
            "met": self.met,
        }

    def _figure(self, number: float, sign: str = "") -> str:
        return f"{number:{sign}.{1 if self.unit else 0}f} {self.unit}".rstrip()


def _line(name: str, *columns: str) -> str:
    return f"{name:36}" + "".join(f"{column:>12}" for column in columns)


HEADER = _line("", "CrampGuard", "bare", "ratio", "goal")
