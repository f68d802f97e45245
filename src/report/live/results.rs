//! Scores, grades, places and bounds.

use super::figures::End;
use super::formula::{HALF_EVEN, NO, NOT_APPLICABLE, OPEN, UNBOUNDED, YES, all, column, on, rounded, row, runs, sum};
use super::plan::{General, INPUT, PARAMETERS, POINTS, Plan, RESULTS, SHARES};
use super::sheet::{Cell, Sheet, Value, float};
use super::values::{class_filter, lead_columns, lead_head};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::diagnostic::Language;
use crate::report::wording;
use crate::score::{Measurement, Part, Scorecard, Withheld};
use crate::standard::indicator::{Base, Edge, Effect, Limits, Missing, Most, Quota, Ranking, Stage, Ties, Whole};

/// The most grades that one formula tells apart.
const MOST_GRADES: usize = 60;
/// Scores that agree to so many places are equal where exact ones are ranked.
const RANKED_PLACES: u32 = 10;

/// The columns, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Applicable,
    Known,
    Coverage,
    Base,
    Bonus,
    Deduction,
    Veto,
    Withheld,
    Score,
    Published,
    Grade,
    Key,
    Rank,
    Shared,
    Of,
    Lower,
    Upper,
}

const FIELDS: [(Field, &str, u16); 17] = [
    (Field::Applicable, "适用权重\nApplicable", 10),
    (Field::Known, "已知权重\nKnown", 10),
    (Field::Coverage, "覆盖\nCoverage", 10),
    (Field::Base, "指标得分\nIndicators", 12),
    (Field::Bonus, "加分\nBonus", 8),
    (Field::Deduction, "扣分\nDeduction", 8),
    (Field::Veto, "否决\nVeto", 8),
    (Field::Withheld, "不出分的原因\nWhy no score", 16),
    (Field::Score, "得分（未修约）\nScore, unrounded", 16),
    (Field::Published, "公布得分\nPublished", 10),
    (Field::Grade, "等次\nGrade", 10),
    (Field::Key, "排名用值\nRanked by", 16),
    (Field::Rank, "名次\nRank", 8),
    (Field::Shared, "并列家数\nShared by", 8),
    (Field::Of, "同排家数\nOf", 8),
    (Field::Lower, "得分下限\nAt least", 16),
    (Field::Upper, "得分上限\nAt most", 16),
];

fn at(field: Field) -> usize {
    2 + FIELDS.iter().position(|(other, ..)| *other == field).unwrap_or(0)
}

/// The sheet of results.
pub fn sheet(plan: &Plan<'_, '_>) -> Sheet {
    let mut columns = lead_columns();
    columns.extend(FIELDS.iter().map(|(_, heading, width)| ((*heading).to_owned(), *width)));
    let mut rows = vec![lead_head()];
    for region in 0..plan.rows.len() {
        let mut cells = plan.lead(region);
        cells.extend(FIELDS.iter().map(|(field, ..)| Writer { plan, region }.cell(*field)));
        rows.push(cells);
    }
    Sheet {
        name: RESULTS,
        title: plan.title(RESULTS),
        about: "得分、等次、名次与上下限，全部由公式算出 / Scores, grades, places and bounds, all by formulas"
            .to_owned(),
        columns,
        fixed: 2,
        rows,
        choices: Vec::new(),
    }
}

struct Writer<'w, 'p, 'a> {
    plan: &'w Plan<'p, 'a>,
    region: usize,
}

impl Writer<'_, '_, '_> {
    fn here(&self, field: Field) -> String {
        format!("{}{}", column(at(field)), row(self.region))
    }

    /// Columns of this region's row on another sheet, as ranges.
    fn ranges(&self, sheet: &str, columns: &[usize]) -> Vec<String> {
        let here = row(self.region);
        let range = |(first, last): (usize, usize)| format!("'{sheet}'!{}{here}:{}{here}", column(first), column(last));
        runs(columns).into_iter().map(range).collect()
    }

    fn cell(&self, field: Field) -> Cell {
        let Some(row) = self.plan.rows.get(self.region) else { return Cell::Empty };
        let card = row.card;
        match field {
            _ if !self.has_formula(field) => Cell::Fixed(self.result(card, field)),
            Field::Rank | Field::Shared | Field::Of => {
                let Some(text) = self.places(field) else { return Cell::Empty };
                // Places that follow without gaps count values once, which only arrays can.
                let is_dense = self.plan.system.ranking.as_ref().is_some_and(|ranking| ranking.ties == Ties::Dense);
                let result = self.result(card, field);
                if field == Field::Rank && is_dense { Cell::array(text, result) } else { Cell::formula(text, result) }
            }
            _ => Cell::formula(self.text(field), self.result(card, field)),
        }
    }

    fn text(&self, field: Field) -> String {
        let plan = self.plan;
        let leaves: Vec<usize> = (0..plan.leaves).map(|line| plan.line(line)).collect();
        let sum_of = |make: &dyn Fn(&str, &str, &str) -> String| {
            let (shares, inputs) = (self.ranges(SHARES, &leaves), self.ranges(INPUT, &leaves));
            let parts = shares.iter().zip(&inputs).zip(runs(&leaves)).map(|((share, input), (first, last))| {
                make(share, input, &format!("'{POINTS}'!${}$4:${}$4", column(first), column(last)))
            });
            sum(&parts.collect::<Vec<String>>())
        };
        let whole = |end: End| {
            let index = plan.nodes.len().saturating_sub(1);
            on(end.sheet(), &format!("{}{}", column(plan.figure(index)), row(self.region)))
        };
        let total = plan.general(General::Total);
        let here = |field: Field| self.here(field);
        match field {
            Field::Applicable => {
                sum_of(&|share, _, weight| format!("SUMPRODUCT(({share}<>\"{NOT_APPLICABLE}\")*{weight})"))
            }
            Field::Known => {
                sum_of(&|share, input, weight| format!("SUMPRODUCT(({input}<>\"\")*ISNUMBER({share})*{weight})"))
            }
            Field::Coverage => {
                let (known, applicable) = (here(Field::Known), here(Field::Applicable));
                format!("IF({applicable}=0,0,{known}/{applicable})")
            }
            Field::Base => format!("IF(ISNUMBER({0}),{0}*{total},\"\")", whole(End::Value)),
            Field::Bonus => self.limited(self.least(|part| matches!(part, Part::Bonus)), |limits| &limits.bonus),
            Field::Deduction => {
                self.limited(self.least(|part| matches!(part, Part::Deduction)), |limits| &limits.deduction)
            }
            Field::Veto => {
                let ranges = self.ranges(SHARES, &self.vetoes(|effect| *effect == Effect::Unscored));
                let count = |word: &str| {
                    let parts: Vec<String> =
                        ranges.iter().map(|range| format!("SUMPRODUCT(({range}=\"{word}\")*1)")).collect();
                    sum(&parts)
                };
                format!("IF(({})>0,\"{YES}\",IF(({})>0,\"{OPEN}\",\"{NO}\"))", count(YES), count(""))
            }
            Field::Withheld => {
                let held = plan.entries.iter().enumerate();
                let held = held.filter(|(_, entry)| entry.leaf.is_some_and(|leaf| leaf.missing == Missing::Hold));
                let held: Vec<usize> = held.map(|(line, _)| plan.line(line)).collect();
                let open = self.ranges(SHARES, &held);
                let open: Vec<String> = open.iter().map(|range| format!("SUMPRODUCT(({range}=\"\")*1)")).collect();
                let (veto, applicable, coverage) = (here(Field::Veto), here(Field::Applicable), here(Field::Coverage));
                let word = |withheld| wording::withheld(withheld, Language::Zh);
                format!(
                    "IF({veto}=\"{YES}\",\"{}\",IF({applicable}=0,\"{}\",IF({coverage}=0,\"{}\",IF(({})>0,\"{}\",IF({coverage}<{}-1E-12,\"{}\",\"\")))))",
                    word(Withheld::Vetoed),
                    word(Withheld::NothingApplies),
                    word(Withheld::NothingKnown),
                    sum(&open),
                    word(Withheld::Held),
                    plan.general(General::MinCoverage),
                    word(Withheld::LowCoverage),
                )
            }
            Field::Score => {
                let base = here(Field::Base);
                let sum = self.above_zero(&format!("{base}+{}-{}", here(Field::Bonus), here(Field::Deduction)));
                let sum = self.capped(&sum, false);
                format!("IF({}<>\"\",\"\",IF(ISNUMBER({base}),{sum},\"\"))", here(Field::Withheld))
            }
            Field::Published => {
                let score = here(Field::Score);
                let (digits, mode) = (plan.general(General::Digits), plan.general(General::Rounding));
                format!("IF(ISNUMBER({score}),{},\"\")", rounded(&score, &digits, &mode))
            }
            Field::Grade => {
                let published = here(Field::Published);
                let grades =
                    plan.system.grades.iter().enumerate().rev().fold("\"\"".to_owned(), |below, (index, grade)| {
                        let row = plan.grade_row() + index;
                        let is_reached = format!("{published}>='{PARAMETERS}'!$C${row}");
                        let condition = match &grade.quota {
                            None => is_reached,
                            Some(quota) => format!("AND({is_reached},{})", self.fits(quota, row)),
                        };
                        format!("IF({condition},'{PARAMETERS}'!$A${row},{below})")
                    });
                format!("IF(ISNUMBER({published}),{grades},\"\")")
            }
            Field::Key => match plan.system.ranking.as_ref().map(|ranking| ranking.stage) {
                Some(Stage::Published) => here(Field::Published),
                Some(Stage::Copeland(_)) => String::new(),
                Some(Stage::Exact) | None => {
                    format!("IF(ISNUMBER({0}),ROUND({0},{RANKED_PLACES}),\"\")", here(Field::Score))
                }
            },
            Field::Lower => {
                let most = self.most(|part| matches!(part, Part::Deduction));
                let most = self.limited(most, |limits| &limits.deduction);
                let bound = self.bound(&whole(End::Lower), &here(Field::Bonus), &most, true);
                format!("IF({}<>\"{NO}\",0,{bound})", here(Field::Veto))
            }
            Field::Upper => {
                let most = self.most(|part| matches!(part, Part::Bonus));
                let most = self.limited(most, |limits| &limits.bonus);
                let bound = self.bound(&whole(End::Upper), &most, &here(Field::Deduction), false);
                format!("IF({}=\"{YES}\",0,{bound})", here(Field::Veto))
            }
            Field::Rank | Field::Shared | Field::Of => String::new(),
        }
    }

    /// Whether the region is one of so many as may have a grade; the row is that of the grade among the parameters. Without grades that
    /// vetoes bound, those who may compete for a grade are those who stand before all others.
    fn fits(&self, quota: &Quota, row: usize) -> String {
        let value = format!("'{PARAMETERS}'!$D${row}");
        let most = match &quota.most {
            Most::Count(_) => value,
            Most::Share { base, whole, .. } => {
                let base = match base {
                    Base::Scored => self.here(Field::Of),
                    Base::Bound => self.bound_together().to_string(),
                };
                // Fifteen digits know a whole number only when they are rounded to a few less.
                let product = format!("ROUND({value}*{base},9)");
                match whole {
                    Whole::Down => format!("INT({product})"),
                    Whole::Up => format!("ROUNDUP({product},0)"),
                    Whole::HalfUp => format!("ROUND({product},0)"),
                    Whole::HalfEven => rounded(&product, "0", &format!("\"{HALF_EVEN}\"")),
                }
            }
        };
        let above = self.above();
        match quota.edge {
            Edge::Included => format!("{above}<{most}"),
            Edge::Excluded => format!("{above}+{}<={most}", self.here(Field::Shared)),
        }
    }

    /// How many stand before the region.
    fn above(&self) -> String {
        let (rank, shared) = (self.here(Field::Rank), self.here(Field::Shared));
        match self.plan.system.ranking.as_ref().map(|ranking| ranking.ties) {
            Some(Ties::Average) => format!("({rank}-({shared}+1)/2)"),
            Some(Ties::Dense) => self.places(Field::Grade).unwrap_or_default(),
            Some(Ties::Lowest) | None => format!("({rank}-1)"),
        }
    }

    /// How many are ranked with the region, with a score or without.
    fn bound_together(&self) -> usize {
        let rows = &self.plan.rows;
        let ranking = self.plan.system.ranking.as_ref();
        let class = |at: usize| Some(ranking?.among.class(rows.get(at)?.region));
        (0..rows.len()).filter(|at| class(*at) == class(self.region)).count()
    }

    /// The columns of vetoes with such an effect.
    fn vetoes(&self, wanted: fn(&Effect) -> bool) -> Vec<usize> {
        let columns = self.plan.of_part(|part| matches!(part, Part::Veto)).into_iter();
        columns.zip(&self.plan.system.vetoes).filter(|(_, veto)| wanted(&veto.effect)).map(|(at, _)| at).collect()
    }

    /// Whether a formula here says it.
    fn has_formula(&self, field: Field) -> bool {
        let (plan, system) = (self.plan, self.plan.system);
        match field {
            Field::Grade => {
                let bounds_grades = |effect: &Effect| matches!(effect, Effect::Capped { grade: Some(_), .. });
                system.grades.len() <= MOST_GRADES
                    && !system.vetoes.iter().any(|veto| bounds_grades(&veto.effect))
                    && (!system.has_quotas() || self.has_formula(Field::Rank))
            }
            // Whether all is there that closeness to an ideal needs, and whether values give weights.
            Field::Withheld => {
                let is_closeness = system.aggregates().iter().any(|(_, own)| own.topsis().is_some());
                !is_closeness && !plan.peers.lacks_weights(&system.id)
            }
            // Pairs of regions have no formula here.
            Field::Key => system.ranking.as_ref().is_none_or(Ranking::is_by_score),
            // Ties that are broken take more than scores.
            Field::Rank | Field::Shared => system.ranking.as_ref().is_none_or(|ranking| ranking.then.is_empty()),
            _ => true,
        }
    }

    /// A sum of points that ends at a limit, where there is one.
    fn limited(&self, sum: String, limit: fn(&Limits) -> &Option<Number>) -> String {
        limit(&self.plan.system.limits).as_ref().map_or_else(|| sum.clone(), |limit| format!("MIN({limit},{sum})"))
    }

    /// A score that ends at the ceiling and where vetoes cap it: those that strike, and those that may as well.
    fn capped(&self, sum: &str, may_strike: bool) -> String {
        let mut caps: Vec<String> = self.plan.system.limits.ceiling.iter().map(ToString::to_string).collect();
        let columns = self.plan.of_part(|part| matches!(part, Part::Veto)).into_iter();
        for (at, veto) in columns.zip(&self.plan.system.vetoes) {
            let Effect::Capped { points: Some(points), .. } = &veto.effect else { continue };
            let cell = on(SHARES, &format!("{}{}", column(at), row(self.region)));
            let strikes =
                if may_strike { format!("OR({cell}=\"{YES}\",{cell}=\"\")") } else { format!("{cell}=\"{YES}\"") };
            caps.push(format!("IF({strikes},{points},9E99)"));
        }
        if caps.is_empty() { sum.to_owned() } else { format!("MIN({sum},{})", caps.join(",")) }
    }

    fn bound(&self, whole: &str, bonus: &str, deduction: &str, may_strike: bool) -> String {
        let total = self.plan.general(General::Total);
        let sum = self.above_zero(&format!("N({whole})*{total}+{bonus}-({deduction})"));
        let sum = self.capped(&sum, may_strike);
        format!("IF({whole}=\"{UNBOUNDED}\",\"{UNBOUNDED}\",{sum})")
    }

    /// Deductions leave nothing below zero, but where standard scores lie there.
    fn above_zero(&self, sum: &str) -> String {
        let is_bounded = self.plan.entries.iter().all(|entry| entry.scale.is_none_or(|scale| scale.is_bounded()));
        if is_bounded { format!("MAX(0,{sum})") } else { sum.to_owned() }
    }

    /// The known points of lines of a sort.
    fn least(&self, part: fn(&Part) -> bool) -> String {
        let ranges = self.ranges(POINTS, &self.plan.of_part(part));
        if ranges.is_empty() { "0".to_owned() } else { format!("SUM({})", ranges.join(",")) }
    }

    /// The same with the full points of what is not known.
    fn most(&self, part: fn(&Part) -> bool) -> String {
        let columns = self.plan.of_part(part);
        let ranges = self.ranges(POINTS, &columns);
        let open = ranges.iter().zip(runs(&columns)).map(|(range, (first, last))| {
            format!("SUMPRODUCT(({range}=\"\")*'{POINTS}'!${}$4:${}$4)", column(first), column(last))
        });
        sum(&std::iter::once(self.least(part)).chain(open).collect::<Vec<String>>())
    }

    fn places(&self, field: Field) -> Option<String> {
        let ranking = self.plan.system.ranking.as_ref()?;
        let regions = self.plan.rows.len();
        let keys = all(RESULTS, at(Field::Key), regions);
        let own = self.here(Field::Key);
        let filter = class_filter(self.plan, &ranking.among, self.region);
        let filter = filter.map_or_else(String::new, |filter| format!("{filter}*"));
        let text = match field {
            Field::Shared => format!("SUMPRODUCT({filter}ISNUMBER({keys})*({keys}={own}))"),
            Field::Of => format!("SUMPRODUCT({filter}ISNUMBER({keys})*1)"),
            Field::Grade => format!("SUMPRODUCT({filter}ISNUMBER({keys})*({keys}>{own}))"),
            _ => match ranking.ties {
                Ties::Lowest => format!("1+SUMPRODUCT({filter}ISNUMBER({keys})*({keys}>{own}))"),
                Ties::Average => {
                    format!("0.5+SUMPRODUCT({filter}ISNUMBER({keys})*(({keys}>{own})+({keys}={own})/2))")
                }
                Ties::Dense => {
                    let shared = all(RESULTS, at(Field::Shared), regions);
                    format!("1+ROUND(SUM(IF({filter}ISNUMBER({keys})*({keys}>{own}),1/{shared},0)),0)")
                }
            },
        };
        Some(format!("IF(ISNUMBER({own}),{text},\"\")"))
    }

    /// What we have found ourselves.
    fn result(&self, card: &Scorecard<'_>, field: Field) -> Value {
        let plan = self.plan;
        let total = Real::from(plan.system.total.clone());
        let number = |number: usize| Value::Number(f64::from(u32::try_from(number).unwrap_or(u32::MAX)));
        let bound = |end: Option<&Real>| end.map_or_else(|| Value::word(UNBOUNDED), |end| Value::Number(float(end)));
        match field {
            Field::Applicable => Value::number(&card.whole.applicable),
            Field::Known => Value::number(&card.whole.known),
            Field::Coverage => Value::number(&card.coverage),
            Field::Base => {
                let share = card.whole.value.clone().filter(|_| !card.whole.applicable.is_zero());
                Value::of(share.map(|share| share * total).as_ref())
            }
            Field::Bonus => points(card, |part| matches!(part, Part::Bonus), plan.system.limits.bonus.as_ref()),
            Field::Deduction => {
                points(card, |part| matches!(part, Part::Deduction), plan.system.limits.deduction.as_ref())
            }
            Field::Veto => {
                let vetoes = || {
                    let lines = card.lines.iter().filter(|line| line.part == Part::Veto).zip(&plan.system.vetoes);
                    lines.filter(|(_, veto)| veto.effect == Effect::Unscored).map(|(line, _)| &line.measurement)
                };
                let word = if vetoes().any(|found| matches!(found, Measurement::Struck(true))) {
                    YES
                } else if vetoes().any(|found| matches!(found, Measurement::Unknown)) {
                    OPEN
                } else {
                    NO
                };
                Value::word(word)
            }
            Field::Withheld => card
                .withheld
                .map_or_else(Value::none, |withheld| Value::word(wording::withheld(withheld, Language::Zh))),
            Field::Score => Value::of(card.value.as_ref()),
            Field::Published => card.published_value().as_ref().map_or_else(Value::none, Value::number),
            Field::Grade => card.grade.map_or_else(Value::none, |grade| Value::word(&grade.zh)),
            Field::Key => match plan.system.ranking.as_ref().map(|ranking| ranking.stage) {
                Some(Stage::Published) => card.published_value().as_ref().map_or_else(Value::none, Value::number),
                Some(Stage::Copeland(_)) => card.copeland().as_ref().map_or_else(Value::none, Value::number),
                Some(Stage::Exact) | None => {
                    let value = card.value.as_ref();
                    let places = |value: &Real| Number::rounded(value.low(), RANKED_PLACES, plan.system.rounding);
                    value.map(places).as_ref().map_or_else(Value::none, Value::number)
                }
            },
            Field::Rank => card.rank.map_or_else(Value::none, |rank| Value::number(&rank.place.number())),
            Field::Shared => card.rank.map_or_else(Value::none, |rank| number(rank.shared_by)),
            Field::Of => card.rank.map_or_else(Value::none, |rank| number(rank.of)),
            Field::Lower => bound(card.lower.as_ref()),
            Field::Upper => bound(card.upper.as_ref()),
        }
    }
}

fn points(card: &Scorecard<'_>, part: fn(&Part) -> bool, limit: Option<&Number>) -> Value {
    let lines = card.lines.iter().filter(|line| part(&line.part));
    let sum: Real = lines.filter_map(|line| line.points().cloned()).sum();
    Value::Number(float(&limit.map_or_else(|| sum.clone(), |limit| sum.clone().min(Real::from(limit.clone())))))
}
