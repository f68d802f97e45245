//! Scores in floating-point numbers → places, as `score::rank` gives them.

use super::evaluation::units;
use super::model::Model;
use crate::standard::indicator::{Stage, Ties};

/// Exact scores whose distance is at most this part of them are one: computing them gives no nearer.
pub(super) const SAME: f64 = 1e-9;

/// What placing needs room for.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// By place in the class: the score by which it is ranked; not a number where there is none.
    scores: Vec<f64>,
    /// Places in the class, the greatest score first, those without one last.
    falling: Vec<u32>,
    /// By place in the class: the compartment into which its score belongs.
    compartments: Vec<u32>,
    /// By compartment: where it begins.
    starts: Vec<u32>,
}

impl Model {
    /// The place of each row, from 1; 0 where there is no score.
    pub(super) fn places(&self, scores: &[f64], places: &mut [u32], room: &mut Room) {
        places.fill(0);
        let power = libm::exp10(f64::from(self.placing.digits));
        for class in &self.classes {
            let own = class.iter().map(|row| scores.get(*row).copied().unwrap_or(f64::NAN));
            room.scores.clear();
            match self.placing.stage {
                Stage::Exact | Stage::Copeland(_) => room.scores.extend(own),
                Stage::Published => {
                    room.scores.extend(own.map(|score| units(score * power, self.placing.rounding)));
                }
            }
            room.sort();
            self.place(room, class, places);
        }
    }

    fn place(&self, room: &Room, class: &[usize], places: &mut [u32]) {
        let (mut place, mut taken) = (0, 0);
        let mut above = f64::NAN;
        for at in &room.falling {
            let score = number(&room.scores, *at);
            if score.is_nan() {
                return;
            }
            let is_tied = match self.placing.stage {
                Stage::Exact | Stage::Copeland(_) => (above - score).abs() <= SAME * above.abs().max(score.abs()),
                Stage::Published => above == score,
            };
            taken += 1;
            if !is_tied {
                place = if self.placing.ties == Ties::Dense { place + 1 } else { taken };
            }
            if let Some(own) = class.get(*at as usize).and_then(|row| places.get_mut(*row)) {
                *own = place;
            }
            above = score;
        }
    }
}

impl Room {
    /// Finds the order of the scores: each goes into a compartment of as wide a range as any other, and is then sorted among the few
    /// there.
    fn sort(&mut self) {
        let Self { scores, falling, compartments, starts } = self;
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for score in scores.iter() {
            least = if *score < least { *score } else { least };
            most = if *score > most { *score } else { most };
        }
        let last = u32::try_from(2 * scores.len()).unwrap_or(u32::MAX - 2);
        // Where all are equal, or beyond all bounds, all are in few compartments, or in the wrong ones; then the last step has more to do.
        let scale = f64::from(last) / (most - least);
        let compartment = |score: &f64| {
            let below = ((most - score) * scale) as u32;
            if score.is_nan() { last + 1 } else { below.min(last) }
        };
        compartments.clear();
        compartments.extend(scores.iter().map(compartment));
        starts.clear();
        starts.resize(last as usize + 3, 0);
        for compartment in compartments.iter() {
            if let Some(count) = starts.get_mut(*compartment as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in starts.iter_mut() {
            sum += *start;
            *start = sum;
        }
        falling.resize(scores.len(), 0);
        for (at, compartment) in (0..).zip(compartments.iter()) {
            if let Some(next) = starts.get_mut(*compartment as usize) {
                put(falling, *next as usize, at);
                *next += 1;
            }
        }
        settle(falling, scores);
    }
}

/// Sorts what is nearly sorted; where it is not, as anything else is sorted.
fn settle(falling: &mut [u32], scores: &[f64]) {
    let mut steps_left = 8 * falling.len();
    let mut least = f64::INFINITY;
    for at in 0..falling.len() {
        let Some(own) = falling.get(at).copied() else { return };
        let score = number(scores, own);
        if score <= least {
            least = score;
            continue;
        }
        // Those without a score stay at the end.
        let mut place = at;
        while let Some(above) = place.checked_sub(1).and_then(|above| falling.get(above).copied())
            && number(scores, above) < score
        {
            put(falling, place, above);
            place -= 1;
        }
        put(falling, place, own);
        match steps_left.checked_sub(at - place) {
            Some(left) => steps_left = left,
            None => {
                let key = |at: &u32| Some(number(scores, *at)).filter(|score| !score.is_nan());
                falling.sort_unstable_by(|one, other| match (key(one), key(other)) {
                    (Some(one), Some(other)) => other.total_cmp(&one),
                    (one, other) => one.is_none().cmp(&other.is_none()),
                });
                return;
            }
        }
    }
}

fn number(scores: &[f64], at: u32) -> f64 {
    scores.get(at as usize).copied().unwrap_or(f64::NAN)
}

fn put(falling: &mut [u32], place: usize, own: u32) {
    if let Some(there) = falling.get_mut(place) {
        *there = own;
    }
}

#[cfg(test)]
mod tests {
    use super::Room;
    use crate::robustness::sampling::Stream;

    fn sorted(scores: &[f64]) -> Vec<f64> {
        // What is there from before makes no difference.
        let mut room = Room { scores: scores.to_vec(), falling: vec![9; 20], ..Room::default() };
        room.sort();
        let mut rows = room.falling.clone();
        rows.sort_unstable();
        assert!(rows.into_iter().eq(0..scores.len() as u32), "each is there once");
        room.falling.iter().filter_map(|at| scores.get(*at as usize).copied()).collect()
    }

    #[test]
    fn scores_fall_however_they_lie() {
        let mut stream = Stream::new(31, 0);
        let even: Vec<f64> = (0..500).map(|_| 100.0 * stream.next()).collect();
        // Few different ones, as published ones are; all in one compartment but for one far away; rising ones; ends of all kinds.
        let few = even.iter().map(|score| libm::floor(*score / 10.0)).collect();
        let apart = even.iter().copied().chain([1e12]).collect();
        let rising = (0..500).map(f64::from).collect();
        let ends = vec![0.0, -0.0, 1e-310, -5.0, f64::INFINITY, 3.0, f64::NEG_INFINITY, 2e300, -2e300, 3.0];
        let narrow = (0..300).map(|step| f64::from_bits(1.0_f64.to_bits() + (step * 7) % 300)).collect();
        for mut scores in [Vec::new(), vec![1.0], vec![2.0; 50], even, few, apart, rising, ends, narrow] {
            let mut expected = scores.clone();
            expected.sort_by(|one, other| other.total_cmp(one));
            assert_eq!(sorted(&scores), expected);
            // Those without a score come last.
            let half = scores.len() / 2;
            scores.insert(half, f64::NAN);
            scores.insert(0, f64::NAN);
            let found = sorted(&scores);
            let (numbers, none) = found.split_at(expected.len());
            assert_eq!(numbers, expected);
            assert!(none.len() == 2 && none.iter().all(|score| score.is_nan()));
        }
    }
}
