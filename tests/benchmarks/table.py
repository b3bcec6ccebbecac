"""The figures, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both programs. `goal` is the most that ours may be over the bare one."""

    name: str
    ours: float
    bare: float
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool:
        return self.goal is None or self.ours - self.bare <= self.goal


def table(rows: Iterable[Row]) -> str:
    lines = [f"{'':32}{'CrampGuard':>14}{'bare Qt':>14}{'difference':>14}{'goal':>14}"]
    lines += [_line(row) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _line(row: Row) -> str:
    digits = 0 if row.unit == "" else 1

    def figure(number: float, sign: str = "") -> str:
        return f"{number:{sign}.{digits}f} {row.unit}".rstrip()

    line = f"{row.name:32}{figure(row.ours):>14}{figure(row.bare):>14}{figure(row.ours - row.bare, '+'):>14}"
    if row.goal is None:
        return line
    return f"{line}{figure(row.goal, '+'):>14}  {'met' if row.met else 'MISSED'}"
