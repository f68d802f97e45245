"""Scores of indicator systems, worked out a second time, from the definitions alone.

Reads systems from standard input, one JSON text a line: what the system says, what the regions report, and what the compiler made of it.
Prints a line for every difference and, last, how much was compared. Numbers are fractions; logarithms, roots and powers are decimals of 70
digits. Nothing here knows how the compiler computes.
"""

import collections
import itertools
import json
import math
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 70
NEAR = Fraction(1, 10**24)
SAME = Fraction(1, 10**40)


def decimal(number):
    return Decimal(number.numerator) / Decimal(number.denominator)


def settled(number):
    """A computed number that is a short decimal for all that can be seen is that decimal."""
    exact = Fraction(number)
    short = Fraction(round(exact * 10**45), 10**45)
    return short if abs(exact - short) < Fraction(1, 10**58) else exact


def logarithm(number):
    return settled(decimal(number).ln())


def root(number):
    over, under = math.isqrt(number.numerator), math.isqrt(number.denominator)
    if over * over == number.numerator and under * under == number.denominator:
        return Fraction(over, under)
    return settled(decimal(number).sqrt())


def power(number, exponent):
    if number == 0:
        return Fraction(0)
    if exponent.denominator == 1:
        return number ** int(exponent)
    if exponent == Fraction(1, 2):
        return root(number)
    return settled((decimal(number).ln() * decimal(exponent)).exp())


def rounded(number, digits, rounding):
    scaled = number * 10**digits
    half = math.floor(scaled) + Fraction(1, 2)
    # What cannot be told from a half is one: roots are decimals here.
    scaled = half if abs(scaled - half) < SAME else scaled
    if rounding == "half-even":
        whole = round(scaled)
    else:
        whole = math.floor(abs(scaled) + Fraction(1, 2)) * (1 if scaled >= 0 else -1)
    return Fraction(whole, 10**digits)


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def median(values):
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


# Weights.


def weights_of(weighting, children):
    kind = weighting["kind"]
    if kind in ("equal", "entropy", "standard-deviation", "critic"):
        return [Fraction(1, len(children))] * len(children)
    if kind == "ratio":
        given = [Fraction(child["weight"]) for child in children]
    elif kind == "panel":
        columns = list(zip(*[[Fraction(points) for points in row] for row in weighting["rows"]]))
        given = [mean(column) if weighting["consensus"] == "mean" else median(column) for column in columns]
    else:
        given = judged(weighting, len(children))
    total = sum(given)
    return [weight / total for weight in given]


def judged(weighting, items):
    matrix = [[Fraction(1)] * items for _ in range(items)]
    for first, second, times in weighting["comparisons"]:
        matrix[first][second] = Fraction(times)
        matrix[second][first] = 1 / Fraction(times)
    if weighting["derivation"] == "geometric-mean":
        multiples = [math.prod(row) / math.prod(matrix[0]) for row in matrix]
        roots = [power(multiple, Fraction(1, items)) for multiple in multiples]
        # Decimals cannot tell that a root is rational; its power can.
        simple = [root.limit_denominator(10**9) for root in roots]
        return [plain if plain**items == multiple else root for plain, root, multiple in zip(simple, roots, multiples)]
    if weighting["derivation"] == "column-mean":
        sums = [sum(row[column] for row in matrix) for column in range(items)]
        return [mean([row[column] / sums[column] for column in range(items)]) for row in matrix]
    numbers = [[decimal(entry) for entry in row] for row in matrix]
    vector = [Decimal(1)] * items
    for _ in range(2000):
        following = [sum(entry * other for entry, other in zip(row, vector)) for row in numbers]
        total = sum(following)
        following = [entry / total for entry in following]
        if max(abs(one - other) for one, other in zip(following, vector)) < Decimal("1e-40"):
            break
        vector = following
    # The only eigenvector above zero is rational where a rational one is found.
    simple = [Fraction(entry).limit_denominator(10**9) for entry in following]
    stretched = [sum(entry * other for entry, other in zip(row, simple)) / own for row, own in zip(matrix, simple)]
    return simple if len(set(stretched)) == 1 else [Fraction(entry) for entry in following]


def complete(columns):
    """Columns (dicts from region to value) as lists, of the regions with a value in each."""
    regions = [region for region in columns[0] if all(region in column for column in columns)]
    return [[column[region] for region in regions] for column in columns]


def apportioned(weighting, counts):
    """The shares of counts in their sum, rounded and made to sum to 1."""
    total = sum(counts)
    shares = [rounded(count / total, weighting["round"], "half-even") for count in counts]
    return [share / sum(shares) for share in shares]


def entropy(weighting, columns, turned):
    """The weights of columns (dicts from region to value); None where values give none."""
    columns = complete(columns)
    if len(columns[0]) < 2:
        return None
    divergences = []
    for values, is_turned in zip(columns, turned):
        if weighting["scaling"] != "column-shares":
            values = [-value if is_turned else value for value in values]
        least, most = min(values), max(values)
        if weighting["scaling"] == "column-shares" and least < 0:
            return None
        if least == most:
            divergences.append(Fraction(0))
            continue
        if weighting["scaling"] != "column-shares":
            values = [(value - least) / (most - least) for value in values]
        if weighting["scaling"] == "shifted-min-max":
            values = [value + Fraction(weighting["shift"]) for value in values]
        total = sum(values)
        shares = [value / total for value in values]
        spread = -sum(share * logarithm(share) for share in shares if share)
        divergences.append(1 - spread / logarithm(Fraction(len(values))))
    return None if sum(divergences) == 0 else apportioned(weighting, divergences)


def deviation(values):
    middle = mean(values)
    return root(sum((value - middle) ** 2 for value in values) / len(values))


def correlation(one, other):
    first, second = mean(one), mean(other)
    together = sum((left - first) * (right - second) for left, right in zip(one, other))
    squares = sum((left - first) ** 2 for left in one) * sum((right - second) ** 2 for right in other)
    return together / root(squares)


def dispersion(weighting, columns, turned):
    """The weights of columns by how they deviate and, with CRITIC, correlate; None where values give none."""
    columns = complete(columns)
    if len(columns[0]) < 2:
        return None
    scaled = []
    for values, is_turned in zip(columns, turned):
        least, most = min(values), max(values)
        if weighting["scaling"] == "column-shares" and least < 0:
            return None
        if least == most:
            scaled.append(None)
            continue
        if weighting["scaling"] == "min-max":
            values = [(most - value if is_turned else value - least) / (most - least) for value in values]
        elif weighting["scaling"] == "vector":
            length = root(sum(value * value for value in values))
            values = [value / length for value in values]
        else:
            total = sum(values)
            values = [value / total for value in values]
        scaled.append([-value if is_turned else value for value in values] if weighting["scaling"] != "min-max" else values)
    counts = []
    for own in scaled:
        count = Fraction(0) if own is None else deviation(own)
        if own is not None and weighting["kind"] == "critic":
            count *= sum(1 - correlation(own, other) for other in scaled if other is not None)
        counts.append(count)
    return None if sum(counts) < SAME else apportioned(weighting, counts)


# From values to shares.


def winsorised(column, most, skewness, kurtosis):
    codes = sorted(column)
    values = [column[code] for code in codes]
    order = sorted(range(len(values)), key=lambda at: values[at])
    below = above = 0
    for _ in range(most):
        n = len(values)
        if n < 4:
            break
        middle = mean(values)
        second, third, fourth = (mean([(value - middle) ** power for value in values]) for power in (2, 3, 4))
        if second == 0:
            break
        squared = third**2 / second**3 * n * (n - 1) / Fraction(n - 2) ** 2
        excess = fourth / second**2 - 3
        corrected = ((n + 1) * excess + 6) * Fraction(n - 1, (n - 2) * (n - 3))
        if squared < skewness**2 or corrected < kurtosis:
            break
        if third >= 0:
            above += 1
            moved, neighbour = order[n - above :], values[order[n - above - 1]]
        else:
            below += 1
            moved, neighbour = order[:below], values[order[below]]
        for at in moved:
            values[at] = neighbour
    return dict(zip(codes, values))


def clamped(number, least=Fraction(0), most=Fraction(1)):
    return max(least, min(most, number))


def share_of(scale, value, full, peers):
    kind = scale["kind"]
    if kind == "linear":
        start, end = Fraction(scale["from"]), Fraction(scale["to"])
        return clamped((value - start) / (end - start))
    if kind == "efficacy":
        start, end, base = Fraction(scale["from"]), Fraction(scale["to"]), Fraction(scale["base"])
        return clamped(base + (1 - base) * (value - start) / (end - start))
    if kind == "deduct" and not full:
        return Fraction(int(value <= 0))
    if kind == "deduct":
        return clamped((full - Fraction(scale["each"]) * value) / full)
    if kind == "logarithmic":
        start, end = Fraction(scale["from"]), Fraction(scale["to"])
        held = clamped(value, min(start, end), max(start, end))
        if held in (start, end):
            return Fraction(int(held == end))
        return settled(decimal(logarithm(held / start)) / decimal(logarithm(end / start)))
    points = [(Fraction(at), Fraction(share)) for at, share in scale.get("points", [])]
    if kind == "step":
        return next((share for at, share in points if value >= at), Fraction(0))
    if kind == "anchors":
        if value >= points[0][0]:
            return points[0][1]
        for (high, top), (low, bottom) in zip(points, points[1:]):
            if value >= low:
                return bottom + (top - bottom) * (value - low) / (high - low)
        return points[-1][1]
    return compared(scale, value, peers)


def compared(scale, value, peers):
    least, most = min(peers), max(peers)
    if least == most:
        return None
    less, n = scale["less"], len(peers)
    better = sum(1 for peer in peers if (peer < value if less else peer > value))
    equal = sum(1 for peer in peers if peer == value)
    kind = scale["kind"]
    if kind == "min-max":
        part = (most - value if less else value - least) / (most - least)
    elif kind == "best":
        if least < 0 or (value if less else most) == 0:
            return None
        part = least / value if less else value / most
    elif kind == "rank":
        part = (n - (better + Fraction(equal + 1, 2))) / (n - 1)
    elif kind == "percentile":
        part = (n - better - equal + Fraction(equal, 2)) / n
    elif kind == "vector":
        if least < 0:
            return None
        part = value / root(sum(peer * peer for peer in peers))
        part = 1 - part if less else part
    else:
        middle = mean(peers)
        variance = sum((peer - middle) ** 2 for peer in peers) / (n - 1)
        part = (middle - value if less else value - middle) / root(variance)
    start, end = Fraction(scale.get("from", 0)), Fraction(scale.get("to", 1))
    return start + part * (end - start)


def prefers_less(scale):
    if "less" in scale:
        return scale["less"]
    if scale["kind"] == "deduct":
        return True
    if "points" in scale:
        return Fraction(scale["points"][0][1]) < Fraction(scale["points"][-1][1])
    return Fraction(scale["from"]) > Fraction(scale["to"])


# From shares to a whole.


def aggregated(aggregate, parts):
    parts = [(share, weight) for share, weight in parts if weight]
    total = sum(weight for _, weight in parts)
    if not total:
        return None
    kind = aggregate["kind"]
    if kind == "arithmetic":
        return sum(share * weight for share, weight in parts) / total
    if kind == "minimum":
        return min(share for share, _ in parts)
    if kind == "maximum":
        return max(share for share, _ in parts)
    if kind in UNEVEN:
        return uneven(aggregate, [share for share, _ in parts], [weight for _, weight in parts])
    has_zero = any(share == 0 for share, _ in parts)
    if kind == "geometric":
        if has_zero:
            return Fraction(0)
        if len({share for share, _ in parts}) == 1:
            return parts[0][0]
        return settled((sum(decimal(share).ln() * decimal(weight / total) for share, weight in parts)).exp())
    exponent = Fraction(-1) if kind == "harmonic" else Fraction(aggregate["exponent"])
    if exponent < 0 and has_zero:
        return Fraction(0)
    if len({share for share, _ in parts}) == 1:
        return parts[0][0]
    inner = sum(power(share, exponent) * weight for share, weight in parts) / total
    return power(inner, 1 / exponent)


UNEVEN = ("mean-less-deviation", "mazziotta-pareto")


def uneven(aggregate, shares, weights):
    """The mean less a penalty, held at zero unless a share lies below; None of a variation of such shares."""
    total = sum(weights)
    middle = sum(share * weight for share, weight in zip(shares, weights)) / total
    variance = sum((share - middle) ** 2 * weight for share, weight in zip(shares, weights)) / total
    if aggregate["kind"] == "mean-less-deviation":
        left = middle - Fraction(aggregate["penalty"]) * root(variance)
        return left if min(shares) < 0 else max(left, Fraction(0))
    if min(shares) < 0:
        return None
    return max(middle - variance / middle, Fraction(0)) if middle else Fraction(0)


def uneven_bounds(aggregate, items):
    """The least and the most over intervals, looked for: the figure is concave, so that the least is at ends, and where it is most all
    that can stand at one level does. Of more than eight intervals the least is what the spread of all can make of it."""
    weights = [weight for weight, _, _ in items]
    ends = [(low, high) for _, low, high in items]
    total = sum(weights)
    is_open = [low != high for low, high in ends]
    if sum(is_open) > 8:
        middle = sum(low * weight for weight, low, _ in items) / total
        bottom, top = min(low for low, _ in ends), max(high for _, high in ends)
        if aggregate["kind"] == "mazziotta-pareto":
            least = 2 * middle - top
        else:
            least = middle - Fraction(aggregate["penalty"]) * (top - bottom) / 2
        least = max(least, Fraction(0))
    else:
        corners = itertools.product(*[sorted(set(own)) for own in ends])
        least = min(uneven(aggregate, list(corner), weights) for corner in corners)

    exact_weights = [decimal(weight / total) for weight in weights]
    exact_ends = [(decimal(low), decimal(high)) for low, high in ends]

    def figure(level):
        shares = [max(low, min(high, level)) for low, high in exact_ends]
        middle = sum(share * weight for share, weight in zip(shares, exact_weights))
        variance = sum((share - middle) ** 2 * weight for share, weight in zip(shares, exact_weights))
        if aggregate["kind"] == "mean-less-deviation":
            return middle - decimal(Fraction(aggregate["penalty"])) * variance.sqrt()
        return middle - variance / middle if middle else Decimal(0)

    levels = sorted({end for own in exact_ends for end in own})
    most = max(figure(level) for level in levels)
    for low, high in zip(levels, levels[1:]):
        for _ in range(140):
            third = (high - low) / 3
            if figure(low + third) < figure(high - third):
                low += third
            else:
                high -= third
        most = max(most, figure((low + high) / 2))
    return least, max(settled(most), Fraction(0))


def closeness(parts):
    total = sum(weight for _, weight, _, _ in parts)
    below = root(sum((weight / total * (share - worst)) ** 2 for share, weight, worst, _ in parts))
    above = root(sum((weight / total * (share - best)) ** 2 for share, weight, _, best in parts))
    return None if above + below == 0 else below / (above + below)


class System:
    def __init__(self, system, regions):
        self.system, self.regions = system, regions
        self.total = Fraction(system["total"])
        self.codes = [region["code"] for region in regions]
        self.facts = {region["code"]: region["facts"] for region in regions}
        self.classes = {region["code"]: region["class"] for region in regions}
        self.lacking = False
        self.weigh()

    def value(self, code, field):
        value = self.facts[code].get(field)
        return None if value is None else Fraction(value)

    def whose(self, among, code):
        return self.classes[code] if among == "class" else ""

    def weigh(self):
        groups = self.system["groups"]
        for group, part in zip(groups, weights_of(self.system["weighting"], groups)):
            group["points"] = part * self.total
            leaves = group["leaves"]
            for leaf in leaves:
                self.column(leaf)
            parts = weights_of(group["weighting"], leaves)
            if group["weighting"]["kind"] in ("entropy", "standard-deviation", "critic"):
                turned = [prefers_less(leaf["scale"]) for leaf in leaves]
                decide = entropy if group["weighting"]["kind"] == "entropy" else dispersion
                decided = decide(group["weighting"], [leaf["column"] for leaf in leaves], turned)
                self.lacking |= decided is None
                parts = decided or parts
            for leaf, part in zip(leaves, parts):
                leaf["points"] = part * group["points"]

    def column(self, leaf):
        column = {code: self.value(code, leaf["field"]) for code in self.codes}
        column = {code: value for code, value in column.items() if value is not None}
        if leaf["missing"] in ("mean", "median"):
            middle = mean if leaf["missing"] == "mean" else median
            among = collections.defaultdict(list)
            for code, value in column.items():
                among[self.whose(leaf["among"], code)].append(value)
            for code in self.codes:
                own = among.get(self.whose(leaf["among"], code))
                if code not in column and own:
                    column[code] = middle(own)
        outliers = leaf["outliers"]
        if outliers and outliers["kind"] == "clamp":
            low, high = Fraction(outliers["from"]), Fraction(outliers["to"])
            column = {code: clamped(value, low, high) for code, value in column.items()}
        elif outliers:
            bounds = Fraction(outliers["skewness"]), Fraction(outliers["kurtosis"])
            column = winsorised(column, outliers["most"], *bounds)
        leaf["column"] = column

    def share(self, leaf, code):
        if code not in leaf["column"]:
            return None
        scale = leaf["scale"]
        own = self.whose(scale.get("among"), code)
        peers = [value for other, value in leaf["column"].items() if self.whose(scale.get("among"), other) == own]
        return share_of(scale, leaf["column"][code], leaf["points"], peers)

    def kept(self, share, digits):
        if share is None or digits is None:
            return share
        return rounded(share * self.total, digits, self.system["rounding"]) / self.total

    def leaf(self, leaf, code):
        """Value, lower, upper, known, held."""
        share = self.share(leaf, code)
        is_known = self.value(code, leaf["field"]) is not None
        ends = (None, None) if leaf["scale"]["kind"] == "z-score" else (Fraction(0), Fraction(1))
        if share is not None:
            share = self.kept(share, leaf["round"])
            return (share, share, share, True, False) if is_known else (share, *ends, False, False)
        value = Fraction(0) if leaf["missing"] == "zero" else None
        return (value, *ends, False, leaf["missing"] == "hold")

    def together(self, items, aggregate, digits, ideal):
        """Of (name, weight, value, lower, upper): value, lower, upper, and whether something needed is missing."""
        items = [item for item in items if item[1]]
        if aggregate["kind"] == "topsis":
            lacks = any(item[2] is None for item in items)
            triple = []
            for part in (2, 3, 4):
                ends = [ideal.get(item[0]) for item in items]
                if not items or any(end is None or item[part] is None for end, item in zip(ends, items)):
                    triple.append(None)
                    continue
                parts = [(clamped(item[part], *end), item[1], *end) for end, item in zip(ends, items)]
                triple.append(closeness(parts))
        else:
            lacks = False
            triple = [aggregated(aggregate, [(item[2], item[1]) for item in items if item[2] is not None])]
            whole = all(item[3] is not None and item[4] is not None for item in items)
            if aggregate["kind"] in UNEVEN and items:
                ends = [(item[1], item[3], item[4]) for item in items]
                triple.extend(uneven_bounds(aggregate, ends) if whole else (None, None))
                return [self.kept(share, digits) for share in triple] + [lacks]
            for part in (3, 4):
                whole = all(item[part] is not None for item in items)
                triple.append(aggregated(aggregate, [(item[part], item[1]) for item in items]) if whole else None)
        return [self.kept(share, digits) for share in triple] + [lacks]

    def groups(self, code):
        items, known, applicable, held = [], Fraction(0), Fraction(0), False
        for group in self.system["groups"]:
            leaves = []
            for leaf in group["leaves"]:
                value, lower, upper, is_known, is_held = self.leaf(leaf, code)
                leaves.append((leaf["id"], leaf["points"], value, lower, upper))
                known += leaf["points"] if is_known else 0
                applicable += leaf["points"]
                held |= is_held
            value, lower, upper, _ = self.together(leaves, group["aggregate"], group["round"], {})
            items.append((group["id"], group["points"], value, lower, upper))
        return items, known, applicable, held

    def cards(self):
        tops = {code: self.groups(code) for code in self.codes}
        ideals = {code: {} for code in self.codes}
        aggregate = self.system["aggregate"]
        if aggregate["kind"] == "topsis":
            for code in self.codes:
                for group in self.system["groups"]:
                    name = group["id"]
                    if aggregate["ideal"] == "absolute":
                        ideals[code][name] = (Fraction(0), Fraction(1))
                        continue
                    own = self.whose(aggregate["among"], code)
                    found = [
                        item[2]
                        for other in self.codes
                        if self.whose(aggregate["among"], other) == own
                        for item in tops[other][0]
                        if item[0] == name and item[2] is not None
                    ]
                    if found:
                        ideals[code][name] = (min(found), max(found))
        cards = {code: self.card(code, tops[code], ideals[code]) for code in self.codes}
        self.place(cards, tops)
        return cards

    def extras(self, code):
        bonus, off = [Fraction(0)] * 2, [Fraction(0)] * 2
        for extra in self.system["bonuses"]:
            value = self.value(code, extra["field"])
            most = Fraction(extra["max"])
            if value is None:
                bonus[1] += most
            else:
                points = share_of(extra["scale"], value, most, []) * most
                bonus = [bonus[0] + points, bonus[1] + points]
        for extra in self.system["deductions"]:
            value = self.value(code, extra["field"])
            most = Fraction(extra["max"])
            if value is None:
                off[1] += most
            else:
                points = clamped(value * Fraction(extra["per"]), Fraction(0), most)
                off = [off[0] + points, off[1] + points]
        limits = self.system["limits"]
        if limits["bonus"] is not None:
            bonus = [min(end, Fraction(limits["bonus"])) for end in bonus]
        if limits["deduction"] is not None:
            off = [min(end, Fraction(limits["deduction"])) for end in off]
        return bonus, off

    def vetoes(self, code):
        """Unscored (True, False, None), certain cap, possible cap, first grade allowed."""
        ceiling = self.system["limits"]["ceiling"]
        caps = [[] if ceiling is None else [Fraction(ceiling)] for _ in range(2)]
        unscored, grade = False, 0
        for veto in self.system["vetoes"]:
            value = self.value(code, veto["field"])
            strikes = None if value is None else value > Fraction(veto["above"])
            if strikes is False:
                continue
            if veto["cap"] is None and veto["grade"] is None:
                if strikes:
                    unscored = True
                elif unscored is False:
                    unscored = None
                continue
            if veto["cap"] is not None:
                caps[1].append(Fraction(veto["cap"]))
                if strikes:
                    caps[0].append(Fraction(veto["cap"]))
            if strikes and veto["grade"] is not None:
                titles = [title for title, _, _ in self.system["grades"]]
                grade = max(grade, titles.index(veto["grade"]))
        return unscored, *[min(cap) if cap else None for cap in caps], grade

    def card(self, code, top, ideal):
        items, known, applicable, held = top
        value, lower, upper, lacks = self.together(items, self.system["aggregate"], None, ideal)
        bonus, off = self.extras(code)
        unscored, certain, possible, first = self.vetoes(code)
        floor = all(leaf["scale"]["kind"] != "z-score" for group in self.system["groups"] for leaf in group["leaves"])

        def applied(share, bonus, off, cap):
            if share is None:
                return None
            score = share * self.total + bonus - off
            score = max(score, Fraction(0)) if floor else score
            return score if cap is None else min(score, cap)

        coverage = known / applicable if applicable else Fraction(0)
        is_withheld = (
            unscored is True
            or not applicable
            or coverage == 0
            or held
            or lacks
            or coverage < Fraction(self.system["min-coverage"])
            or self.lacking
        )
        card = {
            "value": None if is_withheld else applied(value, bonus[0], off[0], certain),
            "lower": applied(lower, bonus[0], off[1], possible) if unscored is False else Fraction(0),
            "upper": Fraction(0) if unscored is True else applied(upper, bonus[1], off[0], certain),
            "coverage": coverage,
            "place": None,
            "published": None,
            "grade": None,
            "copeland": None,
        }
        if card["value"] is not None:
            published = rounded(card["value"], self.system["round"], self.system["rounding"])
            card["published"] = published
            allowed = self.system["grades"][first:]
            card["grade"] = next((title for title, at, _ in allowed if published >= Fraction(at)), None)
        card["first"] = first
        return card

    def award(self, cards, members, total):
        """Grades where quotas decide them: whoever has none yet, from the best down, equal ones together. `members` are those with a
        score, as pairs of code and how many stand before them."""
        for code, _ in members:
            cards[code]["grade"] = None
        for place, (title, at, quota) in enumerate(self.system["grades"]):
            left = [
                (above, code)
                for code, above in members
                if cards[code]["grade"] is None and cards[code]["first"] <= place and cards[code]["published"] >= Fraction(at)
            ]
            for above in sorted({above for above, _ in left}):
                equal = [code for other, code in left if other == above]
                before = sum(1 for code, _ in members if cards[code]["grade"] is not None)
                if quota is not None:
                    most = whole_number(quota, len(members), total)
                    if before >= most or quota["ties"] == "excluded" and before + len(equal) > most:
                        break
                for code in equal:
                    cards[code]["grade"] = title

    def fight(self, cards):
        """How many others each region is ahead of, in pairs (Copeland): by the sum of weights over the signs of all differences."""
        ranking = self.system["ranking"]
        leaves = [leaf for group in self.system["groups"] for leaf in group["leaves"]]
        shares = {code: [self.leaf(leaf, code)[0] for leaf in leaves] for code in self.codes}
        scored = [code for code in self.codes if cards[code]["value"] is not None]
        for code in scored:
            score = Fraction(0)
            for other in scored:
                if other == code or self.whose(ranking["among"], other) != self.whose(ranking["among"], code):
                    continue
                balance = Fraction(0)
                for leaf, own, theirs in zip(leaves, shares[code], shares[other]):
                    if own is not None and theirs is not None and abs(own - theirs) > SAME:
                        balance += leaf["points"] if own > theirs else -leaf["points"]
                if balance == 0:
                    score += Fraction(1, 2) if ranking["equal-pairs"] == "half" else 0
                elif balance > 0:
                    score += 1
            cards[code]["copeland"] = score

    def place(self, cards, tops):
        ranking = self.system["ranking"]
        if ranking is None:
            return
        if ranking["stage"] == "copeland":
            self.fight(cards)

        def keys(code):
            card = cards[code]
            if ranking["stage"] == "copeland":
                score = card["copeland"]
            else:
                score = card["published"] if ranking["stage"] == "published" else card["value"]
            further = [item[2] for then in ranking["then"] for item in tops[code][0] if item[0] == then]
            return [score, *further]

        def compare(one, other):
            for first, second in zip(one, other):
                if first is None or second is None:
                    if first is second:
                        continue
                    return -1 if first is None else 1
                if abs(first - second) > SAME:
                    return -1 if first < second else 1
            return 0

        among = collections.defaultdict(list)
        for code in self.codes:
            if cards[code]["value"] is not None:
                among[self.whose(ranking["among"], code)].append((code, keys(code)))
        above_of = {}
        for members in among.values():
            for code, own in members:
                above = [keys for _, keys in members if compare(keys, own) > 0]
                if ranking["ties"] == "dense":
                    distinct = []
                    for keys_above in above:
                        if all(compare(keys_above, other) for other in distinct):
                            distinct.append(keys_above)
                    above = distinct
                place = Fraction(len(above) + 1)
                above_of[code] = sum(1 for _, keys in members if compare(keys, own) > 0)
                if ranking["ties"] == "average":
                    place += Fraction(sum(1 for _, keys in members if compare(keys, own) == 0) - 1, 2)
                cards[code]["place"] = place
        if any(quota is not None for _, _, quota in self.system["grades"]):
            for own, members in among.items():
                total = sum(1 for code in self.codes if self.whose(ranking["among"], code) == own)
                self.award(cards, [(code, above_of[code]) for code, _ in members], total)


def whole_number(quota, scored, bound):
    if "most" in quota:
        return quota["most"]
    regions = Fraction(quota["share"]) * (scored if quota["counting"] == "scored" else bound)
    low = regions.numerator // regions.denominator
    part = regions - low
    return low + {
        "truncate": 0,
        "round-up": 1 if part else 0,
        "half-up": 1 if part >= Fraction(1, 2) else 0,
        "half-even": 1 if part > Fraction(1, 2) or part == Fraction(1, 2) and low % 2 else 0,
    }[quota["rounding"]]


def near(found, expected):
    if found is None or expected is None:
        return found is None and expected is None
    return abs(Fraction(found) - expected) <= NEAR * max(1, abs(expected))


def main():
    compared = differences = systems = 0
    methods = collections.Counter()
    for line in sys.stdin:
        case = json.loads(line)
        systems += 1
        cards = System(case["system"], case["regions"]).cards()
        for aggregate in [case["system"]["aggregate"], *[group["aggregate"] for group in case["system"]["groups"]]]:
            methods[aggregate["kind"]] += 1
        for group in case["system"]["groups"]:
            methods[group["weighting"]["kind"]] += 1
            methods.update(leaf["scale"]["kind"] for leaf in group["leaves"])
            methods.update(leaf["missing"] for leaf in group["leaves"])
            methods.update(leaf["outliers"]["kind"] for leaf in group["leaves"] if leaf["outliers"])
        methods["copeland"] += (case["system"]["ranking"] or {}).get("stage") == "copeland"
        methods["quota"] += sum(quota is not None for _, _, quota in case["system"]["grades"])
        for code, engine in case["engine"].items():
            card = cards[code]
            for name in ("value", "lower", "upper", "coverage", "published", "copeland"):
                compared += engine[name] is not None
                if not near(engine[name], card[name]):
                    differences += 1
                    wanted = None if card[name] is None else float(card[name])
                    print(f"difference in system {case['number']}, {code}, {name}: {engine[name]}, not {wanted}")
            for name in ("place", "grade"):
                compared += engine[name] is not None
                found = Fraction(engine[name]) if name == "place" and engine[name] is not None else engine[name]
                if found != card[name]:
                    differences += 1
                    print(f"difference in system {case['number']}, {code}, {name}: {engine[name]}, not {card[name]}")
            if engine["possible"] is not None:
                # The grade lies within those that are called possible; of the last one, without any grade.
                titles = [title for title, _, _ in case["system"]["grades"]] + [None]
                best, worst = [titles.index(grade) for grade in engine["possible"]]
                methods["possible grades"] += best < worst
                # What has no score now may get one; only what has one says something about the grade.
                if card["published"] is not None and not best <= titles.index(card["grade"]) <= worst:
                    differences += 1
                    print(f"difference in system {case['number']}, {code}: {card['grade']} is not in {engine['possible']}")
    print(json.dumps({"systems": systems, "compared": compared, "differences": differences, "methods": methods}))


main()
