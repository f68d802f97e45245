//! All draws → the places that each region was seen at.
//!
//! Everything that is kept is a count, or stands at the number of its draw, so that who computes what makes no difference.

use super::evaluation::{Draw, Figures};
use super::model::Model;
use super::place::Room;
use crate::base::parallel;
use std::ops::Range;

/// The places of a region in all draws in which it has a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// In how many draws it has a score.
    pub draws: u32,
    /// The best place.
    pub least: u32,
    /// The worst place.
    pub most: u32,
    /// The place that it reaches or is better than in at least a twentieth of the draws.
    pub fifth: u32,
    /// The same for half of them.
    pub median: u32,
    /// The same for nineteen twentieths.
    pub ninety_fifth: u32,
    /// The mean of its places.
    pub mean: f64,
}

/// How often one region is before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wins {
    /// The row of the first.
    pub first: usize,
    /// The row of the other.
    pub second: usize,
    /// In how many draws both have a score.
    pub draws: u32,
    /// In how many of them the first is before the other.
    pub first_wins: u32,
    /// In how many of them the other is before the first.
    pub second_wins: u32,
}

impl Wins {
    /// Counts a draw, with the places of all rows.
    fn count(&mut self, places: &[u32]) {
        let place = |row: usize| places.get(row).copied().filter(|place| *place > 0);
        if let Some((first, second)) = place(self.first).zip(place(self.second)) {
            self.draws += 1;
            self.first_wins += u32::from(first < second);
            self.second_wins += u32::from(second < first);
        }
    }
}

/// How far a draw is from what the standard decides, over all regions that have a score in both.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shift {
    /// By how many places a region moves, in the mean.
    pub place: f64,
    /// By how many points its score moves, in the mean.
    pub score: f64,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// By row; `None` where it never has a score.
    pub seen: Vec<Option<Seen>>,
    /// In the order of the pairs that were asked for.
    pub wins: Vec<Wins>,
    /// By draw.
    pub shifts: Vec<Shift>,
}

/// What the standard decides: scores and places by row.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// By row; not a number where there is none.
    pub scores: Vec<f64>,
    /// By row, from 1; 0 where there is none.
    pub places: Vec<u32>,
}

/// How many draws are evaluated abreast.
const ABREAST: usize = 16;
/// Of how many draws places are kept until they are counted.
const KEPT: u32 = 512;
/// Of how many rows places are counted at a time: what is counted of them is then at hand for all draws that are kept.
const COUNTED: usize = 8;

/// What a worker needs room for.
#[derive(Default)]
struct Workspace {
    figures: Figures,
    room: Room,
    /// By draw and row.
    places: Vec<u32>,
    /// By draw.
    shifts: Vec<Shift>,
}

/// What one worker has counted.
struct Tally {
    /// By row: how often it was at each place; the places of a class are as many as its rows.
    places: Vec<Vec<u32>>,
    wins: Vec<Wins>,
    shifts: Vec<Shift>,
}

impl Model {
    /// Scores and places by what the standard itself decides.
    #[must_use]
    pub fn baseline(&self) -> Baseline {
        let scores = self.scores(&self.own());
        let mut places = vec![0; scores.len()];
        self.places(&scores, &mut places, &mut Room::default());
        Baseline { scores, places }
    }

    /// Makes `draws` draws by `make`, and counts. `pairs` of rows are compared; `threads` make no difference to what comes out.
    #[must_use]
    pub fn simulate(
        &self,
        draws: u32,
        make: impl Fn(u32) -> Draw + Sync,
        pairs: &[(usize, usize)],
        threads: usize,
    ) -> Simulation {
        let baseline = self.baseline();
        let tallies = shared_out(draws, threads, |numbers| self.tally(numbers, &make, pairs, &baseline));
        let mut whole = self.empty(pairs);
        for tally in tallies {
            for (own, further) in whole.places.iter_mut().flatten().zip(tally.places.iter().flatten()) {
                *own += further;
            }
            for (own, further) in whole.wins.iter_mut().zip(&tally.wins) {
                own.draws += further.draws;
                own.first_wins += further.first_wins;
                own.second_wins += further.second_wins;
            }
            whole.shifts.extend(tally.shifts);
        }
        let seen = whole.places.iter().map(|places| seen(places)).collect();
        Simulation { seen, wins: whole.wins, shifts: whole.shifts }
    }

    /// How far each of those draws is from what the standard decides.
    #[must_use]
    pub fn shifts(&self, draws: u32, make: impl Fn(u32) -> Draw + Sync, threads: usize) -> Vec<Shift> {
        let baseline = self.baseline();
        let parts = shared_out(draws, threads, |numbers| {
            let (mut space, mut shifts) = (Workspace::default(), Vec::new());
            for numbers in by_kept(numbers) {
                self.place_draws(numbers, &make, &baseline, &mut space);
                shifts.extend_from_slice(&space.shifts);
            }
            shifts
        });
        parts.into_iter().flatten().collect()
    }

    fn empty(&self, pairs: &[(usize, usize)]) -> Tally {
        let mut places = vec![Vec::new(); self.rows];
        for class in &self.classes {
            for row in class {
                if let Some(own) = places.get_mut(*row) {
                    own.resize(class.len(), 0);
                }
            }
        }
        let wins = pairs.iter().map(|(first, second)| Wins {
            first: *first,
            second: *second,
            draws: 0,
            first_wins: 0,
            second_wins: 0,
        });
        Tally { places, wins: wins.collect(), shifts: Vec::new() }
    }

    fn tally(
        &self,
        numbers: Range<u32>,
        make: &(impl Fn(u32) -> Draw + Sync),
        pairs: &[(usize, usize)],
        baseline: &Baseline,
    ) -> Tally {
        let mut tally = self.empty(pairs);
        let mut space = Workspace::default();
        for numbers in by_kept(numbers) {
            self.place_draws(numbers, make, baseline, &mut space);
            tally.shifts.extend_from_slice(&space.shifts);
            let draws = || space.places.chunks_exact(self.rows.max(1));
            for (at, counts) in tally.places.chunks_mut(COUNTED).enumerate() {
                draws().for_each(|places| count(counts, places.iter().skip(at * COUNTED)));
            }
            for places in draws() {
                tally.wins.iter_mut().for_each(|wins| wins.count(places));
            }
        }
        tally
    }

    /// Makes draws, and finds their places and how far they are from what the standard decides.
    fn place_draws(
        &self,
        numbers: Range<u32>,
        make: &(impl Fn(u32) -> Draw + Sync),
        baseline: &Baseline,
        space: &mut Workspace,
    ) {
        let rows = self.rows.max(1);
        let draws: Vec<Draw> = numbers.map(make).collect();
        let Workspace { figures, room, places, shifts } = space;
        places.resize(draws.len() * self.rows, 0);
        shifts.resize(draws.len(), Shift::default());
        let mut order: Vec<(usize, &Draw)> = draws.iter().enumerate().collect();
        order.sort_by_key(|(_, draw)| draw.levels);
        let alike = order.chunk_by(|(_, one), (_, next)| one.is_like(next));
        for abreast in alike.flat_map(|alike| alike.chunks(ABREAST)) {
            let draws: Vec<&Draw> = abreast.iter().map(|(_, draw)| *draw).collect();
            let scores = self.scores_abreast(&draws, figures);
            for ((number, _), scores) in abreast.iter().zip(scores.chunks_exact(rows)) {
                if let (Some(places), Some(own)) = (places.chunks_exact_mut(rows).nth(*number), shifts.get_mut(*number))
                {
                    self.places(scores, places, room);
                    *own = shift(scores, places, baseline);
                }
            }
        }
    }
}

/// How far scores and places are from what the standard decides.
fn shift(scores: &[f64], places: &[u32], baseline: &Baseline) -> Shift {
    let (mut counted, mut moves, mut points) = (0_u32, 0_u64, 0.0);
    for (((place, score), own), before) in places.iter().zip(scores).zip(&baseline.places).zip(&baseline.scores) {
        if *place > 0 && *own > 0 {
            counted += 1;
            moves += u64::from(place.abs_diff(*own));
            points += (score - before).abs();
        }
    }
    let of = f64::from(counted.max(1));
    Shift { place: moves as f64 / of, score: points / of }
}

/// Numbers, as many at a time as are kept.
fn by_kept(numbers: Range<u32>) -> impl Iterator<Item = Range<u32>> {
    let end = numbers.end;
    numbers.step_by(KEPT as usize).map(move |start| start..end.min(start.saturating_add(KEPT)))
}

/// Counts the places of rows.
fn count<'p>(counts: &mut [Vec<u32>], places: impl Iterator<Item = &'p u32>) {
    for (counts, place) in counts.iter_mut().zip(places) {
        if let Some(count) = (*place as usize).checked_sub(1).and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
}

/// What parts of the numbers from 0 come to, in order, as many of them as there are threads.
fn shared_out<T: Send>(numbers: u32, threads: usize, make: impl Fn(Range<u32>) -> T + Sync) -> Vec<T> {
    let threads = u32::try_from(threads).unwrap_or(u32::MAX).clamp(1, numbers.max(1));
    let start = |part: u32| (u64::from(numbers) * u64::from(part) / u64::from(threads)) as u32;
    let parts = (0..threads).map(|part| start(part)..start(part + 1)).collect();
    parallel::map_on(threads as usize, parts, make)
}

/// What counts by place come to.
fn seen(counts: &[u32]) -> Option<Seen> {
    let draws: u32 = counts.iter().sum();
    let taken = || (1_u32..).zip(counts).filter(|(_, count)| **count > 0);
    let (least, most) = (taken().next()?.0, taken().last()?.0);
    // The first place at or before which that part of the draws lies; in whole numbers.
    let quantile = |twentieths: u64| {
        let mut sum = 0_u64;
        let reached = taken().find(|(_, count)| {
            sum += u64::from(**count);
            sum * 20 >= u64::from(draws) * twentieths
        });
        reached.map_or(most, |(place, _)| place)
    };
    let sum: u64 = taken().map(|(place, count)| u64::from(place) * u64::from(*count)).sum();
    Some(Seen {
        draws,
        least,
        most,
        fifth: quantile(1),
        median: quantile(10),
        ninety_fifth: quantile(19),
        mean: sum as f64 / f64::from(draws),
    })
}

#[cfg(test)]
mod tests {
    use super::{by_kept, seen, shared_out};

    #[test]
    fn counts_of_places() {
        assert_eq!(seen(&[0, 0]), None);
        // 20 draws: one at 2, eighteen at 3, one at 5.
        let places = seen(&[0, 1, 18, 0, 1, 0]).unwrap_or_else(|| unreachable!());
        assert_eq!((places.least, places.most, places.draws), (2, 5, 20));
        assert_eq!((places.fifth, places.median, places.ninety_fifth), (2, 3, 3));
        assert!((places.mean - 61.0 / 20.0).abs() < 1e-15);
    }

    #[test]
    fn all_numbers_are_shared_out_once_and_in_order() {
        for threads in [0, 1, 2, 3, 7, 50] {
            let numbers: Vec<u32> = shared_out(20, threads, |part| part.collect::<Vec<_>>()).concat();
            assert_eq!(numbers, (0..20).collect::<Vec<_>>(), "{threads}");
        }
        assert!(shared_out(0, 4, |part| part.count()).into_iter().all(|count| count == 0));
    }

    #[test]
    fn what_is_kept_is_everything_once() {
        for (start, end) in [(0, 0), (5, 6), (3, 1_400), (0, 1_024)] {
            assert!(by_kept(start..end).flatten().eq(start..end), "{start} {end}");
        }
    }
}
