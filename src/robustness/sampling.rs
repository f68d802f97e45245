//! Random draws that anybody can make again: ChaCha8 with a stream of its own for every draw, so that what a draw is depends on the
//! seed and its number only, not on who makes it.

use super::evaluation::Draw;
use super::model::Model;
use crate::standard::indicator::Uncertainty;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// Numbers in [0, 1), in one order.
pub(super) struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of that number.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let mut key = [0; 32];
        for (byte, own) in key.iter_mut().zip(seed.to_le_bytes()) {
            *byte = own;
        }
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(number);
        Self(generator)
    }

    /// The next number: a whole number of 53 bits over 2⁵³.
    pub(super) fn next(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * STEP
    }

    /// The next whole number below `limit`, which is above 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        ((self.next() * limit as f64) as usize).min(limit.saturating_sub(1))
    }
}

/// Weights, each within its part of itself, that add up to the same: drawn uniformly in the box, then moved towards the corner on the
/// side of the sum, by the part of the way that makes it exact. So they never leave the box.
pub(super) fn moved(weights: &[f64], within: f64, stream: &mut Stream) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    let ends = |weight: f64| (weight * (1.0 - within), weight * (1.0 + within));
    let mut drawn: Vec<f64> = weights
        .iter()
        .map(|weight| {
            let (low, high) = ends(*weight);
            low + (high - low) * stream.next()
        })
        .collect();
    let sum: f64 = drawn.iter().sum();
    let missing = total - sum;
    let corner: f64 = weights.iter().map(|weight| if missing > 0.0 { ends(*weight).1 } else { ends(*weight).0 }).sum();
    let way = corner - sum;
    if way == 0.0 || !missing.is_normal() {
        return drawn;
    }
    let part = missing / way;
    for (own, weight) in drawn.iter_mut().zip(weights) {
        let (low, high) = ends(*weight);
        let end = if missing > 0.0 { high } else { low };
        *own = (*own + part * (end - *own)).clamp(low, high);
    }
    drawn
}

/// The draw of that number. Its first four numbers choose, the others are for the weights.
pub(super) fn draw(model: &Model, within: f64, seed: u64, number: u64) -> Draw {
    let mut stream = Stream::new(seed, number);
    let levels = model.levels.map(|levels| stream.below(levels));
    Draw { weights: moved(&model.weights, within, &mut stream), levels }
}

/// The draws that an uncertainty asks for.
pub(super) enum Plan {
    /// So many, at random.
    Random {
        /// How many.
        draws: u32,
        /// From where they start.
        seed: u64,
        /// By which part of themselves weights may move.
        within: f64,
    },
    /// All combinations of choices once: where weights stay, there are few.
    All(Vec<Draw>),
}

impl Plan {
    pub(super) fn of(model: &Model, uncertainty: &Uncertainty) -> Self {
        match &uncertainty.within {
            Some(within) => {
                Self::Random { draws: uncertainty.draws, seed: uncertainty.seed, within: within.nearest_f64() }
            }
            None => Self::All(model.combinations()),
        }
    }

    pub(super) fn count(&self) -> u32 {
        match self {
            Self::Random { draws, .. } => *draws,
            Self::All(draws) => u32::try_from(draws.len()).unwrap_or(u32::MAX),
        }
    }

    pub(super) fn within(&self) -> Option<f64> {
        match self {
            Self::Random { within, .. } => Some(*within),
            Self::All(_) => None,
        }
    }

    pub(super) fn draw(&self, model: &Model, number: u32) -> Draw {
        match self {
            Self::Random { seed, within, .. } => draw(model, *within, *seed, u64::from(number)),
            Self::All(draws) => draws.get(number as usize).cloned().unwrap_or_else(|| model.own()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stream, moved};

    #[test]
    fn streams_are_the_same_everywhere() {
        // ChaCha8 with the key 0 and the nonce 0 begins 3e00ef2f895f40d6…, as its reference implementation prints.
        let first = Stream::new(0, 0).next();
        let word = u64::from_le_bytes([0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6]);
        assert_eq!(first, (word >> 11) as f64 / (1_u64 << 53) as f64);
        let mut others = (0..100).map(|number| Stream::new(0, number).next().to_bits()).collect::<Vec<_>>();
        others.sort_unstable();
        others.dedup();
        assert_eq!(others.len(), 100);
    }

    #[test]
    fn weights_stay_within_the_box_and_their_sum() {
        for (number, weights) in
            [vec![1.0; 3], vec![50.0, 30.0, 15.0, 5.0], vec![0.1; 40], vec![7.0]].iter().enumerate()
        {
            for within in [0.01, 0.25, 1.0] {
                for draw in 0..200 {
                    let drawn = moved(weights, within, &mut Stream::new(number as u64, draw));
                    let (total, sum): (f64, f64) = (weights.iter().sum(), drawn.iter().sum());
                    assert!((total - sum).abs() <= 1e-12 * total, "{total} {sum}");
                    for (own, weight) in drawn.iter().zip(weights) {
                        assert!((weight * (1.0 - within)..=weight * (1.0 + within)).contains(own), "{own} of {weight}");
                    }
                }
            }
        }
    }
}
