"""Two proportions compared: an interval for their difference, the play of chance, and many tests at once.

Pure Python, because three formulas do not earn a library of a hundred megabytes; scipy judges them in the
tests. `a of n` against `b of m` stands for events among trials on either side.
"""

from collections.abc import Sequence
from math import hypot, sqrt

_Z = 1.959963984540054  # the normal quantile of a two-sided 95 % interval
_TIE = 1 + 1e-7  # tables as likely as the observed one, but for rounding; the tolerance of R's fisher.test


def wilson(a: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a proportion, 0 to 1. n >= 1.

    Wilson, "Probable inference, the law of succession, and statistical inference", J Am Stat Assoc 1927.
    """
    rate, square = a / n, _Z * _Z
    middle = rate + square / (2 * n)
    reach = _Z * sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    scale = 1 + square / n
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def newcombe(a: int, n: int, b: int, m: int) -> tuple[float, float]:
    """The 95 % hybrid score interval of a/n - b/m, -1 to 1. n, m >= 1.

    Method 10 of Newcombe, "Interval estimation for the difference between independent proportions:
    comparison of eleven methods", Stat Med 1998.
    """
    (low_a, high_a), (low_b, high_b) = wilson(a, n), wilson(b, m)
    p, q = a / n, b / m
    low, high = p - q - hypot(p - low_a, high_b - q), p - q + hypot(high_a - p, q - low_b)
    return max(-1.0, low), min(1.0, high)  # sums of fractions can end a hair outside


def fisher(a: int, n: int, b: int, m: int) -> float:
    """Fisher's exact two-sided p: how often chance alone deals a table at most as likely as this one.

    Of all tables with the same sums, those count whose probability is not above the observed one's, as in R
    and scipy. Below about 1e-300 it is 0. Fisher, "The logic of inductive inference", J R Stat Soc 1935.
    """
    odds = [*_from_here_up(a, n, b, m), *_from_here_up(b, m, a, n)[1:]]
    return sum(likely for likely in odds if likely <= _TIE) / sum(odds)


def _from_here_up(a: int, n: int, b: int, m: int) -> list[float]:
    """How likely the tables with ever more events on the first side are, this one being 1."""
    odds = [1.0]
    while a < n and b > 0 and odds[-1] > 0:
        odds.append(odds[-1] * ((n - a) * b / ((a + 1) * (m - b + 1))))
        a, b = a + 1, b - 1
    return odds


def holm(ps: Sequence[float]) -> list[float]:
    """The ps of several tests, in their order, each grown so far that one claim too many stays rare.

    Holm, "A simple sequentially rejective multiple test procedure", Scand J Stat 1979.
    """
    grown, largest = [0.0] * len(ps), 0.0
    for place, i in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        largest = max(largest, min(1.0, (len(ps) - place) * ps[i]))
        grown[i] = largest
    return grown
