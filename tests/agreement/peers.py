"""What the libraries of others make of parts of the same systems: TOPSIS, weights by entropy, standard deviation and CRITIC (pymcdm,
scikit-criteria), weights from comparisons (ahpy), weighted means of comparisons with peers in SQL (DuckDB).

Reads the same lines as `oracle.py`. They compute in binary floating point: nine digits are compared. A library that is not there is left out.
"""

import collections
import json
import sys
import warnings

warnings.filterwarnings("ignore")


def available(name):
    try:
        return __import__(name)
    except ImportError:
        return None


numpy = available("numpy")
pymcdm = available("pymcdm") if numpy else None
if pymcdm:
    import pymcdm.methods
    import pymcdm.normalizations
    import pymcdm.weights
skcriteria = available("skcriteria") if numpy else None
if skcriteria:
    import skcriteria.preprocessing.scalers
    import skcriteria.agg.topsis
    import skcriteria.preprocessing.weighters
ahpy = available("ahpy") if numpy else None
duckdb = available("duckdb") if numpy else None

counts, told = collections.Counter(), []


def near(found, expected):
    return abs(float(found) - float(expected)) <= 1e-9 * max(1, abs(float(expected)))


def compare(tool, case, what, found, expected):
    counts[tool] += 1
    if not near(found, expected):
        told.append(f"difference in system {case['number']} from {tool}, {what}: {expected}, not {found}")


def fraction(text):
    over, _, under = text.partition("/")
    return float(over) / float(under or 1)


def weights_within(case, children, ids):
    """The engine's parts of the whole of indicators."""
    first = next(iter(case["engine"].values()))["full"]
    points = [fraction(first[name]) for name in ids]
    return [own / sum(points) for own in points]


def comparisons(case):
    for group in case["system"]["groups"]:
        weighting, leaves = group["weighting"], group["leaves"]
        ids = [leaf["id"] for leaf in leaves]
        if weighting["kind"] != "pairwise" or weighting["derivation"] != "eigenvector":
            continue
        pairs = {(ids[one], ids[other]): float(times) for one, other, times in weighting["comparisons"]}
        judged = ahpy.Compare("c", pairs, precision=12, random_index="saaty", iterations=500, tolerance=1e-15)
        for name, expected in zip(ids, weights_within(case, leaves, ids)):
            compare("ahpy", case, name, judged.local_weights[name], round(expected, 12))


def entropies(case):
    for group in case["system"]["groups"]:
        weighting, leaves = group["weighting"], group["leaves"]
        if weighting["kind"] != "entropy" or weighting["scaling"] != "column-shares" or len(leaves) < 2:
            continue
        if any(leaf["outliers"] or leaf["missing"] in ("mean", "median") for leaf in leaves):
            continue
        rows = [[region["facts"].get(leaf["field"]) for leaf in leaves] for region in case["regions"]]
        matrix = numpy.array([[float(value) for value in row] for row in rows if None not in row])
        # The library takes the logarithm of every share and the range of every column.
        if len(matrix) < 2 or (matrix <= 0).any() or (matrix.max(axis=0) == matrix.min(axis=0)).any():
            continue
        found = pymcdm.weights.entropy_weights(matrix)
        kept = [round(weight, weighting["round"]) for weight in found]
        for leaf, own, expected in zip(leaves, kept, weights_within(case, leaves, [leaf["id"] for leaf in leaves])):
            # The library rounds no weights: what is rounded here lies within half a unit of its own.
            counts["pymcdm entropy"] += 1
            if abs(own / sum(kept) - expected) > 2 * 10.0 ** -weighting["round"]:
                told.append(f"difference in system {case['number']} from pymcdm, {leaf['id']}: {expected}, not {own}")


def dispersions(case):
    """Weights by standard deviation (of values scaled here) and by CRITIC, which one library takes from the deviation of a sample and
    the other from that of the population."""
    for group in case["system"]["groups"]:
        weighting, leaves = group["weighting"], group["leaves"]
        if weighting["kind"] not in ("standard-deviation", "critic") or len(leaves) < 2:
            continue
        if weighting["kind"] == "critic" and weighting["scaling"] != "min-max":
            continue
        rows = [[region["facts"].get(leaf["field"]) for leaf in leaves] for region in case["regions"]]
        has_gaps = any(None in row for row in rows)
        if any(leaf["outliers"] or has_gaps and leaf["missing"] in ("mean", "median") for leaf in leaves):
            continue
        matrix = numpy.array([[float(value) for value in row] for row in rows if None not in row])
        if len(matrix) < 2 or (matrix.max(axis=0) == matrix.min(axis=0)).any():
            continue
        signs = numpy.array([-1 if less(leaf["scale"]) else 1 for leaf in leaves])
        found = {}
        if weighting["kind"] == "critic":
            # Where all columns agree there are no weights, which floating-point numbers do not see.
            if (1 - numpy.corrcoef(matrix * signs, rowvar=False)).max() < 1e-9:
                continue
            if pymcdm:
                found["pymcdm CRITIC"] = pymcdm.weights.critic_weights(matrix * signs)
            if skcriteria:
                found["scikit-criteria CRITIC"] = skcriteria.preprocessing.weighters.critic_weights(matrix, [int(sign) for sign in signs])
        else:
            over = {
                "min-max": matrix.max(axis=0) - matrix.min(axis=0),
                "column-shares": matrix.sum(axis=0),
                "vector": numpy.sqrt((matrix**2).sum(axis=0)),
            }
            scaled = matrix / over[weighting["scaling"]]
            if pymcdm:
                found["pymcdm standard deviation"] = pymcdm.weights.standard_deviation_weights(scaled)
            if skcriteria:
                found["scikit-criteria standard deviation"] = skcriteria.preprocessing.weighters.std_weights(scaled)
        expected = weights_within(case, leaves, [leaf["id"] for leaf in leaves])
        for tool, weights in found.items():
            if numpy.isnan(weights).any():
                continue
            for leaf, own, other in zip(leaves, weights, expected):
                # The libraries round no weights: what is rounded here lies within half a unit of its own, and what that lacks to 1.
                counts[tool] += 1
                if abs(own - other) > (len(leaves) + 1) * 10.0 ** -weighting["round"]:
                    told.append(f"difference in system {case['number']} from {tool}, {leaf['id']}: {other}, not {own}")


def less(scale):
    """Whether less is better."""
    if "less" in scale:
        return scale["less"]
    if scale["kind"] == "deduct":
        return True
    if "points" in scale:
        return float(scale["points"][0][1]) < float(scale["points"][-1][1])
    return float(scale["from"]) > float(scale["to"])


def closeness(case):
    """Systems that are a TOPSIS of groups of one indicator each."""
    system = case["system"]
    if system["aggregate"]["kind"] != "topsis" or system["aggregate"]["ideal"] != "observed":
        return
    if system["aggregate"]["among"] != "all" or system["bonuses"] or system["deductions"] or system["vetoes"]:
        return
    groups, limits = system["groups"], system["limits"]
    if limits["ceiling"] is not None or any(len(group["leaves"]) > 1 or group["round"] for group in groups):
        return
    leaves = [group["leaves"][0] for group in groups]
    scales = {leaf["scale"]["kind"] for leaf in leaves}
    if scales not in ({"min-max"}, {"vector"}) or any(leaf["outliers"] or leaf["round"] for leaf in leaves):
        return
    if any(leaf["scale"]["among"] != "all" or leaf["scale"]["from"] != "0" for leaf in leaves):
        return
    rows = [[region["facts"].get(leaf["field"]) for leaf in leaves] for region in case["regions"]]
    if any(None in row for row in rows):
        return
    matrix = numpy.array([[float(value) for value in row] for row in rows])
    if (matrix.max(axis=0) == matrix.min(axis=0)).any():
        return
    weights = numpy.array(weights_within(case, leaves, [leaf["id"] for leaf in leaves]))
    types = numpy.array([-1 if leaf["scale"]["less"] else 1 for leaf in leaves])
    expected = [engine["value"] for engine in case["engine"].values()]
    if any(value is None for value in expected):
        return
    expected = [fraction(value) / float(system["total"]) for value in expected]
    if pymcdm:
        normalise = pymcdm.normalizations.minmax_normalization if scales == {"min-max"} else pymcdm.normalizations.vector_normalization
        found = pymcdm.methods.TOPSIS(normalise)(matrix, weights, types)
        if not numpy.isnan(found).any():
            for region, own, other in zip(case["regions"], found, expected):
                compare("pymcdm TOPSIS", case, region["code"], own, other)
    if skcriteria and scales == {"vector"}:
        table = skcriteria.mkdm(matrix, [int(sign) for sign in types], weights=weights)
        scaled = skcriteria.preprocessing.scalers.VectorScaler("matrix").transform(table)
        found = skcriteria.agg.topsis.TOPSIS().evaluate(scaled).e_.similarity
        if not numpy.isnan(found).any():
            for region, own, other in zip(case["regions"], found, expected):
                compare("scikit-criteria TOPSIS", case, region["code"], own, other)


def outranking(case):
    """Copeland as COINr (Becker and others) computes it: a matrix of the weight in which each is better, equal ones half, of which more
    than a half is a win and less a loss. Its places by wins less losses are those by wins and half of what is equal."""
    system = case["system"]
    ranking = system["ranking"]
    if ranking is None or ranking["stage"] != "copeland" or ranking["equal-pairs"] != "half" or ranking["among"] != "all":
        return
    leaves = [leaf for group in system["groups"] for leaf in group["leaves"]]
    if any(leaf["outliers"] or leaf["round"] is not None or leaf["scale"]["kind"] not in MONOTONE for leaf in leaves):
        return
    if any(leaf["scale"].get("among", "all") != "all" for leaf in leaves):
        return
    rows = [[region["facts"].get(leaf["field"]) for leaf in leaves] for region in case["regions"]]
    scores = [engine["copeland"] for engine in case["engine"].values()]
    if any(None in row for row in rows) or None in scores:
        return
    matrix = numpy.array([[float(value) for value in row] for row in rows])
    if (matrix.max(axis=0) == matrix.min(axis=0)).any():
        return
    matrix = matrix * numpy.array([-1 if leaf["scale"]["less"] else 1 for leaf in leaves])
    weights = numpy.array(weights_within(case, leaves, [leaf["id"] for leaf in leaves]))
    above = (numpy.sign(matrix[:, None, :] - matrix[None, :, :]) + 1) / 2 @ weights
    decided = numpy.where(numpy.abs(above - 0.5) < 1e-9, 0, numpy.sign(above - 0.5))
    for region, own, score in zip(case["regions"], decided.sum(axis=1), scores):
        compare("COINr Copeland", case, region["code"], (own + len(rows) - 1) / 2, fraction(score))


# Of these scales the order of shares is that of values.
MONOTONE = ("min-max", "rank", "percentile", "vector", "z-score")


def in_sql(case):
    """Weighted means of indicators that are compared by their range."""
    system = case["system"]
    if system["aggregate"]["kind"] != "arithmetic" or system["bonuses"] or system["deductions"] or system["vetoes"]:
        return
    groups = system["groups"]
    if system["limits"]["ceiling"] is not None:
        return
    if any(group["aggregate"]["kind"] != "arithmetic" or group["round"] for group in groups):
        return
    leaves = [leaf for group in groups for leaf in group["leaves"]]
    if any(leaf["scale"]["kind"] not in ("min-max", "rank", "percentile") or leaf["outliers"] or leaf["round"] for leaf in leaves):
        return
    if any(leaf["scale"]["among"] != "all" for leaf in leaves):
        return
    rows = [
        (region["code"], leaf["id"], float(region["facts"].get(leaf["field"], "nan")), leaf["scale"]["less"], leaf["scale"]["kind"])
        for region in case["regions"]
        for leaf in leaves
    ]
    if any(row[2] != row[2] for row in rows):
        return
    first = next(iter(case["engine"].values()))["full"]
    ends = [(leaf["id"], float(leaf["scale"]["from"]), float(leaf["scale"]["to"]), fraction(first[leaf["id"]])) for leaf in leaves]
    database.execute("delete from facts; delete from ends")
    database.executemany("insert into facts values (?, ?, ?, ?, ?)", rows)
    database.executemany("insert into ends values (?, ?, ?, ?)", ends)
    for region, score in database.execute(IN_SQL).fetchall():
        expected = case["engine"][region]["value"]
        if expected is not None and score is not None:
            compare("DuckDB", case, region, score * float(system["total"]), fraction(expected))


IN_SQL = """
with ranged as (
    select *, min(value) over own as least, max(value) over own as most, count(*) over own as n,
        count(*) over (own_equal) as equal,
        rank() over (partition by indicator order by case when less then value else -value end) as place
    from facts
    window own as (partition by indicator), own_equal as (partition by indicator, value)
),
shares as (
    select region, indicator, case kind
        when 'min-max' then case when less then most - value else value - least end / (most - least)
        when 'rank' then (n - (place + (equal - 1) / 2.0)) / (n - 1)
        else (n - (place - 1) - equal + equal / 2.0) / n end as share
    from ranged where least < most
)
select region, sum(weight * (low + share * (high - low))) / sum(weight)
from shares join ends using (indicator) group by region
having count(*) = (select count(*) from ends)
"""

if duckdb:
    database = duckdb.connect()
    database.execute("create table facts (region text, indicator text, value double, less boolean, kind text)")
    database.execute("create table ends (indicator text, low double, high double, weight double)")

for line in sys.stdin:
    case = json.loads(line)
    if ahpy:
        comparisons(case)
    if pymcdm:
        entropies(case)
    if pymcdm or skcriteria:
        dispersions(case)
    if pymcdm or skcriteria:
        closeness(case)
    if numpy:
        outranking(case)
    if duckdb:
        in_sql(case)

absent = [name for name in ("numpy", "pymcdm", "skcriteria", "ahpy", "duckdb") if not globals().get(name)]
if absent:
    print(f"agreement: left out, as they are not there: {', '.join(absent)}")
print("\n".join([*told, json.dumps({"compared": 0, "differences": len(told), "methods": counts})]))
