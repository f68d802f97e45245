//! The principal eigenvector of a matrix of comparisons and its eigenvalue, between proved bounds.
//!
//! By Collatz and Wielandt, the eigenvalue lies between the least and the greatest of (A·w)ᵢ ÷ wᵢ for any weights w
//! above 0. The products are exact and only the weights are cut off, so that the bounds hold whatever was cut off; and
//! they do not depend on the machine.
//!
//! That the bounds meet, and how near the weights are, is known by Birkhoff: multiplication by a matrix whose entries
//! lie between 1/9 and 9 shrinks the distance of two vectors, ln of the greatest ÷ least quotient of their entries, at
//! least by the factor tanh(ln 9) = 80/82. The distance of w from the eigenvector is therefore at most 41 times that of
//! w from A·w, and bounds of λ that are 10^-33 of it apart make each weight right to 10^-31 of it.

use super::{ComparisonMatrix, WEIGHT_BITS, WEIGHT_PLACES, quotients, shares};
use crate::base::number::Number;
use crate::base::real::Real;

/// Most multiplications: from a distance of at most ln 9^4, 80/82 to this power leads below 10^-33. The published
/// matrices of the tests take 39 and 88; the most of sixty made to be contradictory took 403.
const MAX_STEPS: usize = 3_300;

impl ComparisonMatrix {
    /// The eigenvector with the sum 1, and the eigenvalue.
    pub(super) fn principal_eigenvector(&self) -> Option<(Vec<Number>, Real)> {
        let close = Number::from(10).integer_power(33);
        // All items are treated alike from the start, so that no weight depends on their order.
        let mut weights = vec![Number::one(); self.items()];
        let mut products = self.product(&weights);
        let mut bounds = eigenvalue_bounds(&products, &weights)?;
        for _ in 0..MAX_STEPS {
            if bounds.width() * close.clone() <= *bounds.low() {
                break;
            }
            weights = shares(&products)?.iter().map(|product| product.rounded_down(WEIGHT_BITS)).collect();
            products = self.product(&weights);
            bounds = eigenvalue_bounds(&products, &weights)?;
        }
        if let Some((weights, eigenvalue)) = self.rational_eigenvector(&weights) {
            return Some((weights, Real::Exact(eigenvalue)));
        }
        // It is never below the number of items.
        let items = Real::Exact(Number::from(i64::try_from(self.items()).ok()?));
        Some((shares(&weights)?, bounds.max(items).coarse(WEIGHT_BITS)))
    }

    /// The eigenvector with the sum 1 and the eigenvalue where the former is rational, found next to weights that are near it. By
    /// Perron and Frobenius there is only one eigenvector with weights above 0, so that it is proved by being one.
    fn rational_eigenvector(&self, near: &[Number]) -> Option<(Vec<Number>, Number)> {
        let apart = Number::one().checked_div(&Number::from(10).integer_power(WEIGHT_PLACES - 1))?;
        let simplest = |weight: &Number| Number::simplest_between(&(weight - &apart), &(weight + &apart));
        let weights: Vec<Number> = near.iter().map(simplest).collect();
        let quotients = quotients(&self.product(&weights), &weights)?;
        let eigenvalue = quotients.first()?.clone();
        quotients.iter().all(|quotient| *quotient == eigenvalue).then(|| Some((shares(&weights)?, eigenvalue)))?
    }
}

fn eigenvalue_bounds(products: &[Number], weights: &[Number]) -> Option<Real> {
    let quotients = quotients(products, weights)?;
    Some(Real::between(quotients.iter().min()?.clone(), quotients.iter().max()?.clone()))
}
