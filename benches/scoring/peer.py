"""The draws of the benchmark with numpy: `peer.py FOLDER REGIONS INDICATORS DRAWS`.

Reads the shares (by indicator), the weights and the coins (by draw) from the folder, and prints the seconds of two ways to do
it, and whether both saw the same places. Writes the least and the most place of each region.
"""

import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(3)

BLOCK = 250


def note(least, most, order, ranks, places):
    ranks[order] = places
    np.minimum(least, ranks, out=least)
    np.maximum(most, ranks, out=most)


def one_by_one(shares, logarithms, weights, coins):
    """A product of a matrix and a vector for each draw."""
    rows = shares.shape[0]
    least, most = np.full(rows, rows, np.int32), np.zeros(rows, np.int32)
    ranks, places = np.empty(rows, np.int32), np.arange(1, rows + 1, dtype=np.int32)
    for own, coin in zip(weights, coins):
        total = own.sum()
        scores = np.exp(logarithms @ own / total) if coin else shares @ own / total
        note(least, most, np.argsort(-scores), ranks, places)
    return least, most


def in_blocks(shares, logarithms, weights, coins):
    """A product of two matrices for some hundred draws that are put together alike."""
    rows = shares.shape[0]
    least, most = np.full(rows, rows, np.int32), np.zeros(rows, np.int32)
    ranks, places = np.empty(rows, np.int32), np.arange(1, rows + 1, dtype=np.int32)
    for coin, matrix in ((0, shares), (1, logarithms)):
        alike = weights[coins == coin]
        for start in range(0, len(alike), BLOCK):
            block = alike[start : start + BLOCK]
            scores = (block @ matrix.T) / block.sum(axis=1, keepdims=True)
            if coin:
                np.exp(scores, out=scores)
            for order in np.argsort(-scores, axis=1):
                note(least, most, order, ranks, places)
    return least, most


def main():
    folder, (regions, indicators, draws) = sys.argv[1], map(int, sys.argv[2:5])
    shares = np.fromfile(f"{folder}/shares").reshape(indicators, regions).T.copy()
    weights = np.fromfile(f"{folder}/weights").reshape(draws, indicators)
    coins = np.fromfile(f"{folder}/coins", np.uint8)
    with np.errstate(divide="ignore"):
        logarithms = np.log(shares)
    times, seen = [], []
    for way in (one_by_one, in_blocks):
        start = time.perf_counter()
        seen.append(way(shares, logarithms, weights, coins))
        times.append(time.perf_counter() - start)
    np.concatenate(seen[0]).astype(np.int32).tofile(f"{folder}/seen")
    print(*times, np.__version__)


main()
