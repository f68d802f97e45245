//! Whether what two editions of a standard measure is the same in a round, however it is written.

use super::line::{Raw, Reading};
use crate::check::Context;
use crate::expr::Expression;
use crate::standard::indicator::Indicator;

/// Whether two indicators measure the same in all regions: values, what is unknown, what does not apply.
#[must_use]
pub fn measure_alike(one: &Indicator, other: &Indicator, contexts: &[Context<'_>]) -> bool {
    let raw = |leaf: &Indicator, context: &Context<'_>| {
        leaf.binds.selects(context.region).then(|| Reading::new(context).raw(leaf))
    };
    contexts.iter().all(|context| {
        let (one, other) = (raw(one, context), raw(other, context));
        // Whom an indicator does not bind and to whom it does not apply are left out alike.
        let is_left_out = |raw: &Option<Raw>| matches!(raw, None | Some(Raw::NotApplicable(_) | Raw::Exempt));
        is_left_out(&one) && is_left_out(&other) || one == other
    })
}

/// Whether two expressions have the same values in all regions.
#[must_use]
pub fn read_alike(one: &Expression, other: &Expression, contexts: &[Context<'_>]) -> bool {
    contexts.iter().all(|context| {
        let measured = |expression: &Expression| Reading::new(context).measured(expression);
        measured(one) == measured(other)
    })
}
