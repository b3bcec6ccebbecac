"""The statistics: published examples, vectors, scipy, and counting every possible table as judges."""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations, product
from math import comb, isclose, prod

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from crampguard.routine.statistics import Table, exact_test, newcombe, wilson


def tables(most: int, least: int = 1) -> st.SearchStrategy[Table]:
    def side(n: int) -> st.SearchStrategy[tuple[int, int]]:
        return st.tuples(st.integers(0, n), st.just(n))

    sides = st.integers(least, most).flatmap(side)
    return st.tuples(sides, sides).map(lambda both: (*both[0], *both[1]))


# The interval


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Newcombe 1998, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 10), 0.6075, 1.0),
        # the nights of one person
        ((3, 14, 7, 14), -0.556, 0.064),
        ((4, 21, 9, 15), -0.641, -0.089),
    ],
)
def test_the_interval_is_the_published_one(table: Table, low: float, high: float) -> None:
    assert newcombe(*table) == pytest.approx((low, high), abs=0.0005)


@given(tables(200))
@example((0, 1, 25, 25))
def test_the_interval_holds_the_difference_and_mirrors_when_the_sides_change_places(table: Table) -> None:
    a, n, b, m = table
    low, high = newcombe(a, n, b, m)
    assert -1 <= low <= a / n - b / m <= high <= 1
    assert newcombe(b, m, a, n) == pytest.approx((-high, -low))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_one_proportion_is_that_of_scipy(side: tuple[int, int]) -> None:
    a, n = side
    judge = stats.binomtest(a, n).proportion_ci(method="wilson")
    assert wilson(a, n) == pytest.approx((judge.low, judge.high), abs=1e-12)


# The exact test


def group(nights: int, done: int, cramps: int, done_cramps: int) -> Table:
    """A group of nights as evidence on insights writes it."""
    return done_cramps, done, cramps - done_cramps, nights - done


@pytest.mark.parametrize(
    ("groups", "p"),
    [
        ([(28, 14, 10, 3)], 0.236461),
        ([(20, 10, 8, 2), (18, 9, 6, 1)], 0.018415),
        ([(20, 10, 8, 2), (18, 9, 6, 1), (12, 12, 3, 3)], 0.018415),
        ([(15, 9, 9, 7), (13, 4, 2, 0), (16, 12, 10, 9), (12, 3, 2, 0)], 0.212845),
        ([(10, 5, 0, 0)], 1),
    ],
)
def test_the_p_of_known_groups(groups: list[tuple[int, int, int, int]], p: float) -> None:
    assert exact_test(group(*each) for each in groups) == pytest.approx(p, abs=5e-7)


def test_no_group_at_all_is_no_difference() -> None:
    assert exact_test([]) == 1


@given(tables(80))
def test_with_one_table_it_is_the_test_of_fisher_in_scipy(table: Table) -> None:
    a, n, b, m = table
    assert isclose(exact_test([table]), stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue, rel_tol=1e-9)


@given(st.lists(tables(28), max_size=6))
def test_the_sum_has_the_distribution_that_scipy_convolves(groups: list[Table]) -> None:
    likely = {0: 1.0}
    for a, n, b, m in groups:
        one = stats.hypergeom(n + m, n, a + b)
        convolved: dict[int, float] = defaultdict(float)
        for (total, p), more in product(likely.items(), range(n + 1)):
            convolved[total + more] += p * float(one.pmf(more))
        likely = convolved
    observed = likely[sum(a for a, _n, _b, _m in groups)]
    judge = sum(p for p in likely.values() if p <= observed * (1 + 1e-9))
    assert isclose(exact_test(groups), judge, rel_tol=1e-6)


@given(st.lists(tables(3, least=0), max_size=3))
def test_it_counts_every_way_in_which_the_cramps_could_fall(groups: list[Table]) -> None:
    """By the definition: within a group, any nights may be those with a cramp, all equally likely."""
    each_group = [
        [sum(night < n for night in cramps) for cramps in combinations(range(n + m), a + b)]
        for a, n, b, m in groups
    ]
    ways = Counter(map(sum, product(*each_group)))
    observed = ways[sum(a for a, _n, _b, _m in groups)]
    judge = Fraction(sum(way for way in ways.values() if way <= observed), ways.total())
    assert exact_test(groups) == float(judge)


@given(st.lists(tables(28), min_size=1, max_size=8))
def test_neither_order_nor_names_of_sides_and_answers_matter(groups: list[Table]) -> None:
    p = exact_test(groups)
    assert exact_test(reversed(groups)) == p
    assert exact_test((b, m, a, n) for a, n, b, m in groups) == p
    assert exact_test((n - a, n, m - b, m) for a, n, b, m in groups) == p


@given(st.lists(tables(28), max_size=5), st.integers(0, 28), st.integers(0, 28))
def test_a_group_without_another_side_or_another_answer_adds_nothing(
    groups: list[Table], nights: int, cramps: int
) -> None:
    one_sided = (min(cramps, nights), nights, 0, 0)
    quiet, restless = (0, nights, 0, cramps), (nights, nights, cramps, cramps)
    assert exact_test([*groups, one_sided, quiet, restless]) == exact_test(groups)


def test_the_longest_look_is_exact() -> None:
    """728 nights in 52 groups: far below what a float could add up."""
    groups = [(0, 7, 7, 7)] * 52
    assert isclose(exact_test(groups), 2 / prod([comb(14, 7)] * 52), rel_tol=1e-12)
