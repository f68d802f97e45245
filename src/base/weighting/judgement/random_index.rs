//! Mean consistency indices of random matrices, by which a consistency index is judged.

use crate::base::number::Number;

/// A published table of random indices (平均随机一致性指标). They come from drawn matrices and differ in the second decimal,
/// so that a ratio near the limit passes by one table and fails by another: whoever judges names the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RandomIndex {
    /// Saaty 1980, The Analytic Hierarchy Process: up to 15 items.
    Saaty1980,
    /// Saaty 2004, Decision making: the analytic hierarchy and network processes, Journal of Systems Science and
    /// Systems Engineering 13(1): up to 10 items.
    Saaty2004,
    /// Alonso and Lamata 2006, Consistency in the analytic hierarchy process: a new approach, International Journal of
    /// Uncertainty, Fuzziness and Knowledge-Based Systems 14(4): up to 15 items, from 100,000 matrices each.
    AlonsoLamata2006,
    /// 洪志国等 2002，层次分析法中高阶平均随机一致性指标（RI）的计算，计算机工程与应用 2002(12)：
    /// up to 15 items here; the table of many Chinese programs and textbooks.
    Hong2002,
}

/// Indices in units of 0.0001, for three items and more.
const SAATY_1980: &[i64] = &[5800, 9000, 11200, 12400, 13200, 14100, 14500, 14900, 15100, 14800, 15600, 15700, 15900];
const SAATY_2004: &[i64] = &[5200, 8900, 11100, 12500, 13500, 14000, 14500, 14900];
const ALONSO_LAMATA_2006: &[i64] =
    &[5245, 8815, 11086, 12479, 13417, 14056, 14499, 14854, 15141, 15365, 15551, 15713, 15838];
const HONG_2002: &[i64] = &[5200, 8900, 11200, 12600, 13600, 14100, 14600, 14900, 15200, 15400, 15600, 15800, 15900];

impl RandomIndex {
    /// The index for so many items: 0 for one and two, which cannot contradict each other; `None` beyond the table.
    #[must_use]
    pub fn value(self, items: usize) -> Option<Number> {
        let Some(place) = items.checked_sub(3) else {
            return Some(Number::zero());
        };
        Number::from(*self.table().get(place)?).checked_div(&Number::from(10_000))
    }

    /// The most items for which it has an index.
    #[must_use]
    pub fn max_items(self) -> usize {
        self.table().len() + 2
    }

    fn table(self) -> &'static [i64] {
        match self {
            Self::Saaty1980 => SAATY_1980,
            Self::Saaty2004 => SAATY_2004,
            Self::AlonsoLamata2006 => ALONSO_LAMATA_2006,
            Self::Hong2002 => HONG_2002,
        }
    }
}
