//! Scores in floating-point numbers → places, as `score::rank` gives them.

use super::evaluation::units;
use super::model::Model;
use crate::standard::indicator::{Stage, Ties};

/// Exact scores whose distance is at most this part of them are one: computing them gives no nearer.
pub(super) const SAME: f64 = 1e-9;

/// What placing needs room for.
#[derive(Debug, Default)]
pub(super) struct Room {
    keys: Vec<(u64, u32)>,
}

impl Model {
    /// The place of each row, from 1; 0 where there is no score.
    pub(super) fn places(&self, scores: &[f64], room: &mut Room) -> Vec<u32> {
        let mut places = vec![0; scores.len()];
        let power = libm::exp10(f64::from(self.placing.digits));
        for class in &self.classes {
            room.keys.clear();
            for row in class {
                let score = scores.get(*row).copied().unwrap_or(f64::NAN);
                if !score.is_nan() {
                    let score = match self.placing.stage {
                        Stage::Exact => score,
                        Stage::Published => units(score * power, self.placing.rounding),
                    };
                    room.keys.push((falling(score), u32::try_from(*row).unwrap_or(u32::MAX)));
                }
            }
            room.keys.sort_unstable();
            self.place(&room.keys, &mut places);
        }
        places
    }

    fn place(&self, keys: &[(u64, u32)], places: &mut [u32]) {
        let (mut place, mut taken) = (0, 0);
        let mut above: Option<f64> = None;
        for (key, row) in keys {
            let score = number(*key);
            let is_tied = above.is_some_and(|above| match self.placing.stage {
                Stage::Exact => (above - score).abs() <= SAME * above.abs().max(score.abs()),
                Stage::Published => above == score,
            });
            taken += 1;
            if !is_tied {
                place = if self.placing.ties == Ties::Dense { place + 1 } else { taken };
            }
            if let Some(own) = places.get_mut(*row as usize) {
                *own = place;
            }
            above = Some(score);
        }
    }
}

/// A whole number that falls where the number rises, in its total order. Both zeros are one.
fn falling(number: f64) -> u64 {
    let bits = (number + 0.0).to_bits();
    let sign = 1 << 63;
    if bits & sign == 0 { !(bits | sign) } else { bits }
}

/// The number of which [`falling`] made the key.
fn number(key: u64) -> f64 {
    let sign = 1 << 63;
    f64::from_bits(if key & sign == 0 { !key & !sign } else { key })
}

#[cfg(test)]
mod tests {
    use super::{falling, number};

    #[test]
    fn keys_fall_where_numbers_rise() {
        let rising = [f64::NEG_INFINITY, -1e9, -2.0, -1e-300, 0.0, 1e-300, 1.0, 1.0 + f64::EPSILON, 1e300];
        assert!(rising.map(falling).is_sorted_by(|one, other| one > other));
        assert_eq!(rising.map(|one| number(falling(one))), rising);
        assert_eq!(falling(-0.0), falling(0.0));
    }
}
