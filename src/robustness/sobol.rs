//! How much of the variance of a result comes of each input: by a sample, with error bars, and exactly where inputs take few values.
//!
//! By a sample: results for two independent sets of inputs, `a` and `b`, and for `a` with one input taken from `b`. The estimators are
//! those of Jansen (1999), recommended by Saltelli et al. (2010); the error bars are 1.96 standard deviations of what samples drawn
//! from the sample give.

use super::sampling::Stream;

/// How often samples are drawn from the sample.
const RESAMPLES: u64 = 200;
/// Half of the width of an error bar that holds the true value 95 times in 100, in standard deviations.
const WIDTH: f64 = 1.96;
/// By how many standard deviations the first part has to be above the total one to be impossible: where the two are truly equal, as
/// of a choice that only adds up with others, a bar of two would be passed too often by chance.
const BEYOND: f64 = 3.0;

/// A part of the variance, and how far it may be from the true one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// The part, from 0 to 1; an estimate may lie a little outside.
    pub value: f64,
    /// Half of the width of its error bar at 95 %; 0 where it is exact.
    pub error: f64,
}

/// The parts of the variance that one input makes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shares {
    /// By itself: the expected fall of the variance if it alone were known.
    pub first: Estimate,
    /// With all that it has to do with others: what would be left if all others were known.
    pub total: Estimate,
    /// By how much the first may be above the total by chance.
    beyond: f64,
}

impl Shares {
    /// Whether the first is greater than the total by more than errors explain, which cannot be: the sample is too small.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        self.first.value - self.total.value > self.beyond.max(1e-9)
    }
}

/// The results of a sample.
#[derive(Debug, Clone)]
pub struct Sample<'s> {
    /// For the first set of inputs.
    pub a: &'s [f64],
    /// For the other one.
    pub b: &'s [f64],
    /// By input: for the first set, with that input taken from the other one.
    pub mixed: &'s [Vec<f64>],
}

/// What the estimators take from one place of the sample.
#[derive(Debug, Clone, Copy, Default)]
struct Terms {
    sum: f64,
    squares: f64,
    /// (b − mixed)².
    others: f64,
    /// (a − mixed)².
    own: f64,
}

/// The parts of each input, in order; `None` where nothing varies. `seed` and `stream` are for the error bars.
#[must_use]
pub fn estimate(sample: &Sample<'_>, seed: u64, stream: u64) -> Option<Vec<Shares>> {
    let count = sample.a.len();
    let centre = sample.a.iter().chain(sample.b).sum::<f64>() / (2 * count.max(1)) as f64;
    let all = (sample.a, sample.b);
    let spread = all.0.iter().chain(all.1).map(|result| (result - centre).abs()).fold(0.0, f64::max);
    if count < 2 || spread <= 1e-12 * centre.abs().max(1e-300) {
        return None;
    }
    let parts = sample.mixed.iter().enumerate().map(|(input, mixed)| {
        let results = sample.a.iter().zip(sample.b).zip(mixed);
        let terms: Vec<Terms> = results
            .map(|((a, b), mixed)| {
                let (a, b, mixed) = (a - centre, b - centre, mixed - centre);
                Terms {
                    sum: a + b,
                    squares: a * a + b * b,
                    others: (b - mixed) * (b - mixed),
                    own: (a - mixed) * (a - mixed),
                }
            })
            .collect();
        let (first, total) = parts(&terms, 0..terms.len());
        let resampled: Vec<(f64, f64)> = (0..RESAMPLES)
            .map(|number| {
                let mut stream = Stream::new(seed, stream + input as u64 * RESAMPLES + number);
                parts(&terms, (0..terms.len()).map(|_| stream.below(terms.len())))
            })
            .collect();
        let error = |of: fn(&(f64, f64)) -> f64| WIDTH * deviation(resampled.iter().map(of));
        Shares {
            first: Estimate { value: first, error: error(|(first, _)| *first) },
            total: Estimate { value: total, error: error(|(_, total)| *total) },
            beyond: BEYOND / WIDTH * error(|(first, total)| first - total),
        }
    });
    Some(parts.collect())
}

/// First and total part, over those places of the sample.
fn parts(terms: &[Terms], places: impl Iterator<Item = usize>) -> (f64, f64) {
    let mut sums = Terms::default();
    let mut count = 0.0;
    for terms in places.filter_map(|place| terms.get(place)) {
        sums.sum += terms.sum;
        sums.squares += terms.squares;
        sums.others += terms.others;
        sums.own += terms.own;
        count += 1.0;
    }
    let mean = sums.sum / (2.0 * count);
    let variance = sums.squares / (2.0 * count) - mean * mean;
    if variance <= 0.0 {
        return (0.0, 0.0);
    }
    (1.0 - sums.others / (2.0 * count * variance), sums.own / (2.0 * count * variance))
}

fn deviation(values: impl ExactSizeIterator<Item = f64> + Clone) -> f64 {
    let count = values.len() as f64;
    let mean = values.clone().sum::<f64>() / count;
    libm::sqrt(values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0).max(1.0))
}

/// The parts of each input where `results` holds the result of every combination once: the last input varies fastest, and `levels` are
/// the numbers of values of each. All values are equally likely. `None` where nothing varies.
#[must_use]
pub fn enumerate(results: &[f64], levels: &[usize]) -> Option<Vec<Shares>> {
    let count = results.len() as f64;
    let centre = results.iter().sum::<f64>() / count;
    let variance = results.iter().map(|result| (result - centre) * (result - centre)).sum::<f64>() / count;
    if results.is_empty() || variance <= 1e-24 * (centre * centre).max(1e-300) {
        return None;
    }
    let parts = levels.iter().enumerate().map(|(input, values)| {
        let stride: usize = levels.iter().skip(input + 1).product();
        // The variance of the means by the value of this input.
        let of_means = |class: &dyn Fn(usize) -> usize, classes: usize| {
            let mut sums = vec![0.0; classes];
            for (place, result) in results.iter().enumerate() {
                if let Some(sum) = sums.get_mut(class(place)) {
                    *sum += result - centre;
                }
            }
            let each = count / classes as f64;
            sums.iter().map(|sum| (sum / each) * (sum / each)).sum::<f64>() / classes as f64
        };
        let by_value = of_means(&|place| place / stride % values, *values);
        let by_others = of_means(&|place| place / (stride * values) * stride + place % stride, results.len() / values);
        let exact = |value: f64| Estimate { value, error: 0.0 };
        Shares { first: exact(by_value / variance), total: exact(1.0 - by_others / variance), beyond: 0.0 }
    });
    Some(parts.collect())
}

#[cfg(test)]
mod tests {
    use super::{Sample, Shares, enumerate, estimate};
    use crate::robustness::sampling::Stream;

    /// The results of a function of some numbers in [0, 1).
    fn sampled(function: &dyn Fn(&[f64]) -> f64, inputs: usize, count: u64, seed: u64) -> Vec<Shares> {
        let draws = |from: u64| -> Vec<Vec<f64>> {
            let draw = |number| {
                let mut stream = Stream::new(seed, from + number);
                (0..inputs).map(|_| stream.next()).collect()
            };
            (0..count).map(draw).collect()
        };
        let (a, b) = (draws(0), draws(1 << 32));
        let results = |draws: &[Vec<f64>]| draws.iter().map(|draw| function(draw)).collect::<Vec<f64>>();
        let mixed = (0..inputs).map(|input| {
            let with = |(own, other): (&Vec<f64>, &Vec<f64>)| {
                let taken = own.iter().zip(other).enumerate();
                taken.map(|(place, (own, other))| if place == input { *other } else { *own }).collect::<Vec<f64>>()
            };
            results(&a.iter().zip(&b).map(with).collect::<Vec<_>>())
        });
        let mixed: Vec<Vec<f64>> = mixed.collect();
        estimate(&Sample { a: &results(&a), b: &results(&b), mixed: &mixed }, seed, 1 << 40).unwrap_or_default()
    }

    /// The function of Ishigami and Homma, with a = 7 and b = 0.1.
    fn ishigami(unit: &[f64]) -> f64 {
        let angle = |place: usize| unit.get(place).map_or(0.0, |unit| std::f64::consts::PI * (2.0 * unit - 1.0));
        let (one, two, three) = (angle(0), angle(1), angle(2));
        libm::sin(one) + 7.0 * libm::sin(two).powi(2) + 0.1 * three.powi(4) * libm::sin(one)
    }

    /// First and total parts of Ishigami's function, from its variance in closed form.
    fn known() -> ([f64; 3], [f64; 3]) {
        let (a, b, pi4) = (7.0, 0.1, std::f64::consts::PI.powi(4));
        let one = 0.5 * (1.0 + b * pi4 / 5.0) * (1.0 + b * pi4 / 5.0);
        let two = a * a / 8.0;
        let both = b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0);
        let all = one + two + both;
        ([one / all, two / all, 0.0], [(one + both) / all, two / all, both / all])
    }

    #[test]
    fn error_bars_hold_what_is_known_as_often_as_they_say() {
        let (first, total) = known();
        assert!((first.iter().sum::<f64>() - 0.7563).abs() < 1e-3, "{first:?}");
        let (mut held, mut asked) = (0, 0);
        for seed in 0..40 {
            for (shares, (first, total)) in sampled(&ishigami, 3, 500, seed).iter().zip(first.iter().zip(total)) {
                for (estimate, known) in [(shares.first, *first), (shares.total, total)] {
                    asked += 1;
                    held += u32::from((estimate.value - known).abs() <= estimate.error);
                }
                assert!(!shares.is_impossible(), "{shares:?}");
            }
        }
        let part = f64::from(held) / f64::from(asked);
        assert_eq!(asked, 240);
        assert!((0.90..=0.995).contains(&part), "{part}");
    }

    #[test]
    fn samples_come_nearer_as_they_grow() {
        let (first, total) = known();
        for (shares, (first, total)) in sampled(&ishigami, 3, 5_000, 7).iter().zip(first.iter().zip(total)) {
            assert!((shares.first.value - first).abs() < 0.05 && shares.first.error < 0.05, "{shares:?} {first}");
            assert!((shares.total.value - total).abs() < 0.05 && shares.total.error < 0.05, "{shares:?} {total}");
        }
    }

    #[test]
    fn a_sample_agrees_with_counting_all_cases() {
        let levels = [2, 3, 4];
        let value = |chosen: [usize; 3]| {
            let [one, two, three] = chosen.map(|chosen| chosen as f64);
            one + two * two + 0.5 * one * three + if chosen == [1, 2, 3] { 3.0 } else { 0.0 }
        };
        let all = (0..24).map(|place| value([place / 12, place / 4 % 3, place % 4])).collect::<Vec<f64>>();
        let exact = enumerate(&all, &levels).unwrap_or_default();
        let function = |unit: &[f64]| {
            let chosen = |place: usize| {
                let of = levels.get(place).copied().unwrap_or(1);
                unit.get(place).map_or(0, |unit| (unit * of as f64) as usize)
            };
            value([chosen(0), chosen(1), chosen(2)])
        };
        let sampled = sampled(&function, 3, 5_000, 11);
        assert_eq!((exact.len(), sampled.len()), (3, 3));
        for (exact, sampled) in exact.iter().zip(&sampled) {
            // Twice the bar: six of them are asked at once.
            for (exact, sampled) in [(exact.first, sampled.first), (exact.total, sampled.total)] {
                assert!((exact.value - sampled.value).abs() <= 2.0 * sampled.error, "{exact:?} {sampled:?}");
                assert!(exact.error == 0.0 && sampled.error < 0.1);
            }
        }
    }

    #[test]
    fn parts_of_all_cases_by_hand() {
        // Two inputs that only add up: 0 or 1, and 0, 1 or 2. Variances 1/4 and 2/3.
        let sum = enumerate(&[0.0, 1.0, 2.0, 1.0, 2.0, 3.0], &[2, 3]).unwrap_or_default();
        let near = |value: f64, known: f64| assert!((value - known).abs() < 1e-12, "{value} {known}");
        for (shares, known) in sum.iter().zip([3.0 / 11.0, 8.0 / 11.0]) {
            near(shares.first.value, known);
            near(shares.total.value, known);
        }
        // One that is told by both together only.
        let both = enumerate(&[0.0, 1.0, 1.0, 0.0], &[2, 2]).unwrap_or_default();
        for shares in &both {
            near(shares.first.value, 0.0);
            near(shares.total.value, 1.0);
        }
        assert_eq!(enumerate(&[3.0; 4], &[2, 2]), None);
        assert_eq!(estimate(&Sample { a: &[1.0; 9], b: &[1.0; 9], mixed: &[vec![1.0; 9]] }, 1, 0), None);
    }

    #[test]
    fn what_cannot_be_is_seen() {
        // A sample in which an input seems to explain all by itself and nothing with others.
        let a: Vec<f64> = (0..200).map(|place| f64::from(place % 17)).collect();
        let b: Vec<f64> = (0..200).map(|place| f64::from(place % 13)).collect();
        let shares = estimate(&Sample { a: &a, b: &a, mixed: std::slice::from_ref(&a) }, 1, 0).unwrap_or_default();
        assert!(shares.iter().all(Shares::is_impossible), "{shares:?}");
        let shares = estimate(&Sample { a: &a, b: &b, mixed: std::slice::from_ref(&b) }, 1, 0).unwrap_or_default();
        assert!(!shares.iter().any(Shares::is_impossible), "{shares:?}");
    }
}
