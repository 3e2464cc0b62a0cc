"""What counts of small groups allow one to say: an interval round a share, a test of a change."""

from __future__ import annotations

from math import comb, sqrt

_Z = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


def wilson_interval(right: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share, from 0 to 1: `right` of `n`, without continuity correction.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22 (1927). Raises ValueError unless 0 <= right <= n and n > 0.
    """
    if not 0 <= right <= n or n == 0:
        raise ValueError(f"{right} of {n} is no share")
    share, weight = right / n, _Z**2 / n
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    # Rounding must not bring an end beyond what it bounds.
    low = 0.0 if right == 0 else max(middle - half, 0.0)
    high = 1.0 if right == n else min(middle + half, 1.0)
    return low, high


def mcnemar_exact(gained: int, lost: int) -> float:
    """How likely chance alone changes so unevenly the answers of the same people, from 0 to 1.

    `gained` were wrong and then right, `lost` the other way round; who answered alike both times says
    nothing of a change. Two-sided: twice the smaller tail of the binomial distribution with 1/2, at
    most 1. Q. McNemar, Note on the sampling error of the difference between correlated proportions or
    percentages, Psychometrika 12 (1947), exact. Raises ValueError where a number is below 0.
    """
    if min(gained, lost) < 0:
        raise ValueError("a number of people is 0 or more")
    changed = gained + lost
    tail = sum(comb(changed, k) for k in range(min(gained, lost) + 1))
    return float(min(1.0, 2 * tail / 2**changed))
