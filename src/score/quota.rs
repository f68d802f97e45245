//! Grades of which only so many regions may have: who has them, and which are still possible as long as something is unknown.
//!
//! A quota counts all that have the grade or a better one, so that what is left free above is there for the next grade. Then a better
//! score never costs a grade: whoever rises may push others down, and what they leave free is as much as they take.

use super::Scorecard;
use super::precision::Precision;
use super::rank::{Standing, in_order};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::Label;
use crate::standard::indicator::{Edge, Grade, IndicatorSystem, Ranking, Stage};
use crate::standard::registry::Region;
use std::collections::BTreeMap;

/// From which to which grade a region can still come, in a system in which quotas decide grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PossibleGrades<'a> {
    /// The best; `None` where it can have none.
    pub best: Option<&'a Label>,
    /// The worst; `None` where it may end up without one.
    pub worst: Option<&'a Label>,
}

/// Gives the cards of a system with quotas their grades, and says which others are possible.
pub(super) fn award<'a>(
    system: &'a IndicatorSystem,
    cards: &mut [(&Region, &mut Scorecard<'a>)],
    precision: &mut Precision,
) {
    let Some(ranking) = system.ranking.as_ref().filter(|_| system.has_quotas()) else { return };
    let standings: Vec<(&Region, Option<Standing>)> =
        cards.iter().map(|(region, card)| (*region, card.standing())).collect();
    let mut bound: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (region, _)) in cards.iter().enumerate() {
        bound.entry(ranking.among.class(region)).or_default().push(index);
    }
    let scored = in_order(system, ranking, &standings, precision);
    for (class, bound) in bound {
        let scored = scored.get(class).map_or(&[][..], |class| class.groups.as_slice());
        let members: Vec<(usize, Entrant)> = bound
            .iter()
            .filter_map(|index| Some((*index, Entrant::of(cards.get(*index)?.1, ranking, precision))))
            .collect();
        let awarded = grades(system, &members, scored);
        let is_settled = members.iter().all(|(_, member)| member.is_settled());
        let possible = Possible::of(system, ranking, &members);
        for (index, member) in &members {
            let Some((_, card)) = cards.get_mut(*index) else { continue };
            let title = |at: Option<usize>| at.and_then(|at| system.grades.get(at)).map(|grade| &grade.title);
            card.grade = title(awarded.get(index).copied());
            card.possible_grades = Some(if is_settled {
                PossibleGrades { best: card.grade, worst: card.grade }
            } else {
                PossibleGrades { best: title(possible.best(member)), worst: title(possible.worst(member)) }
            });
        }
    }
}

/// What decides the grades that a region has or can have.
struct Entrant {
    /// The published score.
    published: Option<Number>,
    /// Whether it will have a score whatever becomes known; `None` where it will certainly have none.
    is_scored: Option<bool>,
    /// The least and the most that the published score can be; `None` without an end.
    ends: (Option<Number>, Option<Number>),
    /// The same of what is ranked.
    ranked: (Option<Number>, Option<Number>),
    /// Whether both ends are the score, so that nothing is left to become known.
    is_known: bool,
    /// The best grade that vetoes leave, and the best one where those that may strike do, too.
    best_grade: (usize, usize),
}

impl Entrant {
    fn of(card: &Scorecard<'_>, ranking: &Ranking, precision: &mut Precision) -> Self {
        let system = card.system;
        let mut rounded = |number: &Real| precision.rounded(number, system.digits, system.rounding);
        let published = card.value.as_ref().map(&mut rounded);
        // The unknown may also stay what it is: where it is left out, the score can lie beyond all that it could be with it.
        let widened = |low: Option<Number>, high: Option<Number>, now: Option<(Number, Number)>| match now {
            Some((least, most)) => (low.map(|low| low.min(least)), high.map(|high| high.max(most))),
            None => (low, high),
        };
        let ends = (card.lower.as_ref().map(&mut rounded), card.upper.as_ref().map(&mut rounded));
        let ends = widened(ends.0, ends.1, published.clone().map(|now| (now.clone(), now)));
        let ranked = match ranking.stage {
            Stage::Published => ends.clone(),
            // Quotas go with no order but that of scores; the standard that has another one is refused.
            Stage::Exact | Stage::Copeland(_) => {
                let (low, high) = (card.lower.as_ref(), card.upper.as_ref());
                let now = card.value.as_ref().map(|now| (now.low().clone(), now.high().clone()));
                widened(low.map(|end| end.low().clone()), high.map(|end| end.high().clone()), now)
            }
        };
        let fate = &card.fate;
        let is_never = fate.unscored == Some(true) || card.whole.applicable.is_zero();
        let is_always = card.value.is_some() && fate.unscored == Some(false);
        Self {
            published,
            is_scored: if is_never { None } else { Some(is_always) },
            ends,
            ranked,
            is_known: card.value.is_some() && card.lower == card.value && card.upper == card.value,
            best_grade: fate.best_grade,
        }
    }

    /// Whether nothing that becomes known changes what it comes to.
    fn is_settled(&self) -> bool {
        match self.is_scored {
            None => true,
            Some(is_scored) => is_scored && self.is_known && self.best_grade.0 == self.best_grade.1,
        }
    }

    /// Whether it reaches the score of a grade, by one of its ends, which is as good as any where there is none.
    fn reaches(end: Option<&Number>, grade: &Grade, where_none: bool) -> bool {
        end.map_or(where_none, |end| *end >= grade.at)
    }
}

/// The grade of each region that gets one, as its place among the grades; `scored` are those with a score, equal ones together, the
/// best first.
fn grades(system: &IndicatorSystem, members: &[(usize, Entrant)], scored: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let by_index: BTreeMap<usize, &Entrant> = members.iter().map(|(index, member)| (*index, member)).collect();
    let count = scored.iter().map(Vec::len).sum();
    let mut awarded = BTreeMap::new();
    for (place, grade) in system.grades.iter().enumerate() {
        let may = |index: &usize| {
            let own = by_index.get(index);
            own.is_some_and(|own| Entrant::reaches(own.published.as_ref(), grade, false) && own.best_grade.0 <= place)
        };
        let quota = grade.quota.as_ref().map(|quota| (quota.most.regions(count, members.len()), quota.edge));
        for equal in scored {
            let equal: Vec<usize> =
                equal.iter().copied().filter(|index| !awarded.contains_key(index) && may(index)).collect();
            let fits = quota.is_none_or(|(most, edge)| match edge {
                Edge::Included => awarded.len() < most,
                Edge::Excluded => awarded.len() + equal.len() <= most,
            });
            if !fits {
                break;
            }
            awarded.extend(equal.into_iter().map(|index| (index, place)));
        }
    }
    awarded
}

/// What is needed to say which grades are possible: of each grade, those who may stand in the way. The order is that of scores, as far
/// as their bounds have it; what breaks ties may go either way.
struct Possible<'s> {
    system: &'s IndicatorSystem,
    breaks_ties: bool,
    /// Those that will have a score at least, those that may, and those that are to be scored.
    counts: (usize, usize, usize),
    /// For each grade, the least that those can be ranked by who certainly compete for it, in rising order.
    certain: Vec<Vec<Number>>,
    /// For each grade, the most that those can be ranked by who may compete for it, in rising order, and how many have no most.
    likely: Vec<(Vec<Number>, usize)>,
}

impl<'s> Possible<'s> {
    fn of(system: &'s IndicatorSystem, ranking: &Ranking, members: &[(usize, Entrant)]) -> Self {
        let members = || members.iter().map(|(_, member)| member);
        let count = |wanted: fn(&Entrant) -> bool| members().filter(|member| wanted(member)).count();
        let sorted = |mut numbers: Vec<Number>| {
            numbers.sort();
            numbers
        };
        let certain = (0..).zip(&system.grades).map(|(place, grade)| {
            let competes = |member: &&Entrant| {
                member.is_scored == Some(true)
                    && member.best_grade.1 <= place
                    && Entrant::reaches(member.ends.0.as_ref(), grade, false)
            };
            sorted(members().filter(competes).filter_map(|member| member.ranked.0.clone()).collect())
        });
        let likely = (0..).zip(&system.grades).map(|(place, grade)| {
            let competes = |member: &&Entrant| {
                member.is_scored.is_some()
                    && member.best_grade.0 <= place
                    && Entrant::reaches(member.ends.1.as_ref(), grade, true)
            };
            let ends: Vec<Option<Number>> = members().filter(competes).map(|member| member.ranked.1.clone()).collect();
            let endless = ends.iter().filter(|end| end.is_none()).count();
            (sorted(ends.into_iter().flatten().collect()), endless)
        });
        Self {
            system,
            breaks_ties: !ranking.then.is_empty(),
            counts: (
                count(|member| member.is_scored == Some(true)),
                count(|member| member.is_scored.is_some()),
                members().count(),
            ),
            certain: certain.collect(),
            likely: likely.collect(),
        }
    }

    /// The best grade that a region can still have.
    fn best(&self, own: &Entrant) -> Option<usize> {
        own.is_scored?;
        let grades = self.system.grades.iter().zip(&self.certain);
        let mut open = (0..).zip(grades).skip(own.best_grade.0).filter(|(place, (grade, certain))| {
            let place = *place;
            let is_reached = Entrant::reaches(own.ends.1.as_ref(), grade, true);
            let Some(quota) = &grade.quota else { return is_reached };
            let most = quota.most.regions(self.counts.1, self.counts.2);
            // Equal ones take places where all of them have the grade or none, but not where ties may be broken.
            let equal_counts = quota.edge == Edge::Excluded && !self.breaks_ties;
            let ahead = own.ranked.1.as_ref().map_or(0, |most| {
                certain.len() - certain.partition_point(|least| least < most || !equal_counts && least == most)
            });
            // The region is one of those that are equal to it, where it certainly competes.
            let is_fixed = own.is_scored == Some(true) && own.ranked.0 == own.ranked.1;
            let counts_itself = equal_counts && is_fixed && own.best_grade.1 <= place;
            is_reached && ahead - usize::from(counts_itself && ahead > 0) < most
        });
        open.next().map(|(place, _)| place)
    }

    /// The worst grade that a region may still end up with.
    fn worst(&self, own: &Entrant) -> Option<usize> {
        if own.is_scored != Some(true) {
            return None;
        }
        let grades = self.system.grades.iter().zip(&self.likely);
        let mut safe = (0..).zip(grades).skip(own.best_grade.1).filter(|(_, (grade, (ends, endless)))| {
            let is_reached = Entrant::reaches(own.ends.0.as_ref(), grade, false);
            let Some(quota) = &grade.quota else { return is_reached };
            let most = quota.most.regions(self.counts.0, self.counts.2);
            // Whom a veto may keep from a better grade may find it taken by those below.
            let is_first = own.best_grade.1 == 0;
            let equal_counts = quota.edge == Edge::Excluded || self.breaks_ties || !is_first;
            let below = match &own.ranked.0 {
                Some(least) if is_first => ends.partition_point(|end| end < least || !equal_counts && end == least),
                _ => 0,
            };
            let ahead = ends.len() - below + endless;
            // The region is one of those that may compete; where equal ones do not count, it is only if it can rise.
            let counts_itself = equal_counts || own.ranked.0 != own.ranked.1;
            let others = ahead.saturating_sub(usize::from(counts_itself));
            is_reached && others < most
        });
        safe.next().map(|(place, _)| place)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::super::{score_all, tiny};
    use crate::base::date::Date;
    use crate::check::{Assessment, Context};
    use crate::diagnostic::SourceMap;
    use crate::package::Files;
    use crate::submission::folder::{accept, read_submissions};

    /// Grade, best and worst possible one of each region, without titles where there is none. A region reports its score, in two
    /// halves of which one may be unknown, and whether the veto strikes, which bars it from `A`.
    fn graded(head: &str, grades: &str, facts: &[[Option<i64>; 3]]) -> Vec<String> {
        let linear = "scale \"linear\" from=0 to=50; missing \"zero\"";
        graded_on([linear, linear], head, grades, facts)
    }

    /// The same with these scales of both halves.
    fn graded_on(scales: [&str; 2], head: &str, grades: &str, facts: &[[Option<i64>; 3]]) -> Vec<String> {
        let lines = format!(
            "{head} {{ {grades}\nveto \"v\" \"否决\" when=\"f2 > 0\" best-grade=\"B\"\nveto \"w\" \"否决\" when=\"f2 > 1\""
        );
        let indicator = |field: usize| {
            format!("indicator \"x{field}\" \"指标\" weight=50 {{ measure \"f{field}\"; {} }}", scales[field])
        };
        let codes: Vec<String> = (0..facts.len()).map(|region| format!("r{region}")).collect();
        let standard = tiny::standard(&lines, &[0, 1].map(indicator).join("\n"), 3, &codes);
        let files = facts.iter().enumerate().map(|(region, values)| {
            let known = values.iter().enumerate();
            let known: Vec<String> =
                known.filter_map(|(field, value)| Some(format!("\"f{field}\": {}", (*value)?))).collect();
            let text = format!("{{\"region\": \"r{region}\", \"data\": {{{}}}}}", known.join(", "));
            (format!("r{region}.json"), text.into_bytes())
        });
        let files = Files::in_memory("", files.collect::<Vec<_>>());
        let read = read_submissions(&files, &standard, &mut SourceMap::default(), &mut Vec::new());
        let submissions = accept(read, &standard, &mut Vec::new());
        let assessment = Assessment::new(&standard, Date::parse("2024-01-01").unwrap(), &submissions, &mut Vec::new());
        let cards = score_all(&Context::all(&assessment), &mut Vec::new());
        let told = cards.iter().map(|own| {
            let possible = own[0].possible_grades.unwrap();
            let grades = [own[0].grade, possible.best, possible.worst];
            grades.map(|grade| grade.map_or("-", |grade| &grade.zh)).concat()
        });
        told.collect()
    }

    /// Regions of which all is known and no veto strikes, with these scores.
    fn known(scores: &[i64]) -> Vec<[Option<i64>; 3]> {
        scores.iter().map(|score| [Some((*score).min(50)), Some((*score - 50).max(0)), Some(0)]).collect()
    }

    fn quotas(first: &str, second: &str) -> String {
        format!("ranking \"exact\"\ngrade \"A\" at=80 {first}\ngrade \"B\" at=60 {second}\ngrade \"C\" at=0")
    }

    #[test]
    fn the_first_have_it_and_what_is_left_free_is_there_for_the_next() {
        let grades = quotas("most=2 ties=\"excluded\"", "most=3 ties=\"excluded\"");
        // Three reach 80, two of them have A; the third has B, and with it three have A or B.
        assert_eq!(graded("", &grades, &known(&[90, 95, 85, 70, 50])), ["AAA", "AAA", "BBB", "CCC", "CCC"]);
        // One reaches 80: two places are left for B.
        assert_eq!(graded("", &grades, &known(&[90, 75, 70, 65, 50])), ["AAA", "BBB", "BBB", "CCC", "CCC"]);
    }

    #[test]
    fn equal_ones_across_the_line_have_it_or_have_it_not() {
        let of = |edge: &str| quotas(&format!("most=2 ties=\"{edge}\""), &format!("most=4 ties=\"{edge}\""));
        let facts = known(&[95, 90, 90, 70, 70, 65]);
        // A is for the first and, of two equal second ones, for both or none; then four have A or B, or three and two equal ones.
        assert_eq!(graded("", &of("included"), &facts), ["AAA", "AAA", "AAA", "BBB", "BBB", "CCC"]);
        assert_eq!(graded("", &of("excluded"), &facts), ["AAA", "BBB", "BBB", "CCC", "CCC", "CCC"]);
    }

    #[test]
    fn a_share_is_one_of_those_with_a_score_or_of_all() {
        let of = |base: &str| {
            quotas(
                &format!("share=0.4 counting=\"{base}\" rounding=\"truncate\" ties=\"excluded\""),
                "most=9 ties=\"excluded\"",
            )
        };
        let mut facts = known(&[95, 94, 93, 92]);
        facts.push([None, None, Some(2)]);
        // Two vetoes bar the last from any score: 0.4 of four is one, of five two.
        assert_eq!(graded("", &of("scored"), &facts), ["AAA", "BBB", "BBB", "BBB", "---"]);
        assert_eq!(graded("", &of("bound"), &facts), ["AAA", "AAA", "BBB", "BBB", "---"]);
    }

    #[test]
    fn whom_a_veto_bars_from_a_grade_takes_none_of_its_places() {
        let grades = quotas("most=1 ties=\"excluded\"", "most=2 ties=\"excluded\"");
        let mut facts = known(&[95, 90, 85]);
        facts[0][2] = Some(1);
        assert_eq!(graded("", &grades, &facts), ["BBB", "AAA", "CCC"]);
    }

    #[test]
    fn what_is_unknown_leaves_grades_open_here_and_elsewhere() {
        let grades = quotas("most=1 ties=\"excluded\"", "most=2 ties=\"excluded\"");
        let mut facts = known(&[90, 85, 70]);
        // The last has 40 for certain, and 90 at the most: a tie with the first would bar both from A, and the second from B.
        facts.push([Some(40), None, Some(0)]);
        assert_eq!(graded("", &grades, &facts), ["AAB", "BBC", "CCC", "CBC"]);
        // With 95 at the most it can be the first itself, with 80 it changes nothing.
        facts[3][0] = Some(45);
        assert_eq!(graded("", &grades, &facts), ["AAB", "BBC", "CCC", "CAC"]);
        facts[3][0] = Some(30);
        assert_eq!(graded("", &grades, &facts), ["AAA", "BBB", "CCC", "CCC"]);
    }

    #[test]
    fn what_stays_unknown_is_possible_too() {
        let scales = [
            "scale \"linear\" from=0 to=50; missing \"zero\"",
            "scale \"rank\" prefer=\"more\" among=\"all\" from=0.2 to=0.8; missing \"leave-out\"",
        ];
        let grades = "ranking \"exact\"\ngrade \"A\" at=70 most=1 ties=\"excluded\"\ngrade \"B\" at=5";
        // The last has 0 of the half that it reports, and nothing else counts: no grade. Whatever it reports of the other half is at
        // least 0.2 of 50 points, and then it has B.
        let facts = [[Some(50), Some(2), Some(0)], [Some(25), Some(1), Some(0)], [Some(0), None, Some(0)]];
        assert_eq!(graded_on(scales, "min-coverage=0", grades, &facts), ["AAA", "BBB", "-B-"]);
    }
}
