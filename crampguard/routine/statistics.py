"""Statistics for comparing two proportions, a/n and b/m: an interval, and an exact test over several groups.

Pure Python, because three formulas do not justify a library of a hundred megabytes; the tests compare them
with scipy.
"""

from collections.abc import Iterable
from math import comb, hypot, sqrt

Table = tuple[int, int, int, int]
"""a events of n, and b events of m."""

_Z = 1.959963984540054  # the normal quantile of a two-sided 95 % interval


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


def exact_test(tables: Iterable[Table]) -> float:
    """The exact two-sided p for no difference within any table, however the tables differ from each other.

    Given the margins of a table, a is hypergeometric if nothing differs. S is the sum of all a, and p the
    probability of all sums that are at most as likely as S. With one table this is Fisher's exact test.
    Computed in whole numbers, so that sums which are equally likely are known to be.

    Mantel and Haenszel, "Statistical aspects of the analysis of data from retrospective studies of disease",
    J Natl Cancer Inst 1959. Zelen, "The analysis of several 2 x 2 contingency tables", Biometrika 1971.
    """
    ways, place = [1], 0  # in how many ways each sum comes about; where S is among them
    for a, n, b, m in tables:
        events = a + b
        least, most = max(0, events - m), min(n, events)
        ways = _convolved(ways, [comb(n, i) * comb(m, events - i) for i in range(least, most + 1)])
        place += a - least
    return sum(way for way in ways if way <= ways[place]) / sum(ways)


def _convolved(left: list[int], right: list[int]) -> list[int]:
    """The coefficients of the product of two polynomials."""
    product = [0] * (len(left) + len(right) - 1)
    for i, x in enumerate(left):
        for j, y in enumerate(right, i):
            product[j] += x * y
    return product
