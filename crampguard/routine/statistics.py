"""Statistics for comparing two proportions, a/n and b/m: interval, exact test, correction for many tests.

Pure Python, because four formulas do not justify a library of a hundred megabytes; the tests compare them
with scipy.
"""

from collections.abc import Sequence
from math import hypot, sqrt

_Z = 1.959963984540054  # the normal quantile of a two-sided 95 % interval
_TIE = 1 + 1e-7  # tolerance for tables as likely as the observed one; that of R's fisher.test


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
    return max(-1.0, low), min(1.0, high)  # rounding can end slightly outside


def fisher(a: int, n: int, b: int, m: int) -> float:
    """Fisher's exact two-sided p: the probability of all tables that are at most as likely as this one.

    All tables with the same margins are considered, as in R and scipy. Below about 1e-300 the result is 0.
    Fisher, "The logic of inductive inference", J R Stat Soc 1935.
    """
    odds = [*_from_here_up(a, n, b, m), *_from_here_up(b, m, a, n)[1:]]
    return sum(likely for likely in odds if likely <= _TIE) / sum(odds)


def _from_here_up(a: int, n: int, b: int, m: int) -> list[float]:
    """The relative likelihoods of this table (1) and of those with one more event on the first side each."""
    odds = [1.0]
    while a < n and b > 0 and odds[-1] > 0:
        odds.append(odds[-1] * ((n - a) * b / ((a + 1) * (m - b + 1))))
        a, b = a + 1, b - 1
    return odds


def holm(ps: Sequence[float]) -> list[float]:
    """The p values of several tests, adjusted by Holm's method, in the same order.

    Holm, "A simple sequentially rejective multiple test procedure", Scand J Stat 1979.
    """
    adjusted, largest = [0.0] * len(ps), 0.0
    for place, i in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        largest = max(largest, min(1.0, (len(ps) - place) * ps[i]))
        adjusted[i] = largest
    return adjusted
