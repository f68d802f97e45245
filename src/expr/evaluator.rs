//! Checked tree + objects → value.
//!
//! Everything is evaluated, also what no longer matters to the result, so that the trace holds every fact on which the
//! expression rests. The work is bounded by the fuel of the trace: when it is used up, all further values are unknown.

use super::aggregation;
use super::ast::{BinaryOperator, Precedence};
use super::function::{Function, Macro};
use super::logic::Truth;
use super::sub_value::Form;
use super::term::{Constant, Step, Term};
use super::trace::Trace;
use super::value::{Element, List, Object, Reason, Value};
use crate::base::number::{Number, Rounding};

/// Most bits of a number, numerator and denominator together; about 20,000 digits. Larger ones end the evaluation.
const MAX_BITS: usize = 65_536;

/// One evaluation of one expression.
pub(super) struct Evaluator<'a, 't> {
    /// The text of the expression.
    pub text: &'t str,
    /// What names that stand by themselves refer to.
    pub root: &'a dyn Object,
    /// Where reads are noted and work is counted.
    pub trace: &'t mut Trace,
    /// The elements that the surrounding macros look at, the outermost first.
    pub variables: Vec<Value<'a>>,
}

impl<'a> Evaluator<'a, '_> {
    /// The value of a term; unknown where the fuel is used up.
    pub(super) fn evaluate(&mut self, term: &Term) -> Value<'a> {
        if !self.trace.enter() {
            return Value::Unknown;
        }
        let recorded = match term {
            Term::Noted { range, value } => self.open(*range, value),
            _ => false,
        };
        let value = self.value(term.unnoted());
        self.trace.leave();
        let value = self.paid(value);
        if recorded {
            self.trace.close(&value);
        }
        value
    }

    /// Begins the record of a part, if one is kept.
    fn open(&mut self, (start, end): (u32, u32), term: &Term) -> bool {
        let form = match term {
            Term::Constant(_) => Form::Literal,
            Term::Chain { rest, .. } => match rest.as_slice() {
                [step] if step.operator.precedence() == Precedence::Relation => Form::Relation(step.operator.symbol()),
                _ => Form::Other,
            },
            _ => Form::Other,
        };
        let text = self.text;
        self.trace.open(form, || text.get(start as usize..end as usize).unwrap_or("").to_owned())
    }

    /// The value, if there is fuel for its size: numbers and lists are copied wherever they are used.
    fn paid(&mut self, value: Value<'a>) -> Value<'a> {
        let size = match &value {
            Value::Number(number) if number.bits() > MAX_BITS => {
                self.trace.exhaust();
                return Value::Unknown;
            }
            Value::Number(number) => number.bits() / 256,
            Value::List(list) => list.elements().len(),
            _ => 0,
        };
        if self.trace.spend(cost(size)) { value } else { Value::Unknown }
    }

    fn value(&mut self, term: &Term) -> Value<'a> {
        match term {
            Term::Constant(constant) => constant_value(constant),
            Term::Noted { value, .. } => self.evaluate(value),
            Term::Root(name) => self.root.member(name, self.trace),
            Term::Variable(slot) => self.variables.get(*slot).cloned().unwrap_or_default(),
            Term::Member { of, name } => self.member(of, name),
            Term::List(items) => {
                let values: Vec<Value<'a>> = items.iter().map(|item| self.evaluate(item)).collect();
                Value::List(List::of(values))
            }
            Term::Not(operand) => Truth::from(self.evaluate(operand)).not().into(),
            Term::Negate(operand) => {
                let operand = self.evaluate(operand);
                map_number(operand, |number| -number)
            }
            Term::Convert { value, factor } => {
                let value = self.evaluate(value);
                self.scaled(value, factor)
            }
            Term::Chain { first, rest } => self.chain(first, rest),
            Term::Conditional { condition, when_true, when_false } => {
                self.conditional(condition, when_true, when_false)
            }
            Term::Macro { operation, list, body } => self.list_macro(*operation, list, body),
            Term::Call { function, arguments } => self.call(*function, arguments),
        }
    }

    fn member(&mut self, of: &Term, name: &str) -> Value<'a> {
        match self.evaluate(of) {
            Value::Object(object) => object.member(name, self.trace),
            Value::NotApplicable(reason) => Value::NotApplicable(reason),
            _ => Value::Unknown,
        }
    }

    fn scaled(&mut self, value: Value<'a>, factor: &Number) -> Value<'a> {
        match value {
            Value::List(list) => {
                let partial = list.is_partial();
                let scale = |element: Element<'a>| Element { value: self.scaled(element.value, factor), ..element };
                Value::List(List::new(list.into_elements().into_iter().map(scale).collect(), partial))
            }
            other => {
                let product = self.number_pair(other, Value::Number(factor.clone()), |value, factor| value * factor);
                self.paid(product)
            }
        }
    }

    fn conditional(&mut self, condition: &Term, when_true: &Term, when_false: &Term) -> Value<'a> {
        let condition = Truth::from(self.evaluate(condition));
        let (when_true, when_false) = (self.evaluate(when_true), self.evaluate(when_false));
        match condition {
            Truth::True => when_true,
            Truth::False => when_false,
            Truth::Unknown => Value::Unknown,
            Truth::NotApplicable(reason) => Value::NotApplicable(reason),
        }
    }

    fn chain(&mut self, first: &Term, rest: &[Step]) -> Value<'a> {
        let mut left = self.evaluate(first);
        for step in rest {
            let right = self.evaluate(&step.operand);
            left = self.operation(step.operator, left, right);
            if let Some(factor) = &step.factor {
                left = self.scaled(left, factor);
            }
        }
        left
    }

    fn operation(&mut self, operator: BinaryOperator, left: Value<'a>, right: Value<'a>) -> Value<'a> {
        match operator.precedence() {
            Precedence::Or => Truth::from(left).or(right.into()).into(),
            Precedence::And => Truth::from(left).and(right.into()).into(),
            Precedence::Relation if operator == BinaryOperator::In => self.contains(right, &left),
            Precedence::Relation => compared(operator, left, right).into(),
            Precedence::Sum | Precedence::Product => {
                let result = self.arithmetic(operator, left, right);
                self.paid(result)
            }
        }
    }

    fn arithmetic(&mut self, operator: BinaryOperator, left: Value<'a>, right: Value<'a>) -> Value<'a> {
        match operator {
            BinaryOperator::Add => self.number_pair(left, right, |left, right| left + right),
            BinaryOperator::Subtract => self.number_pair(left, right, |left, right| left - right),
            BinaryOperator::Multiply => self.number_pair(left, right, |left, right| left * right),
            _ => self.quotient(left, right),
        }
    }

    /// The quotient; not applicable for a denominator of 0, whatever the numerator is.
    fn quotient(&mut self, left: Value<'a>, right: Value<'a>) -> Value<'a> {
        if let (Value::NotApplicable(_), _) | (_, Value::NotApplicable(_)) = (&left, &right) {
            return absent([&left, &right]);
        }
        match (left, right) {
            (_, Value::Number(divisor)) if divisor.is_zero() => Value::NotApplicable(Reason::ZeroDenominator),
            (Value::Number(left), Value::Number(right)) => {
                if !self.pay_for(&left, &right) {
                    return Value::Unknown;
                }
                left.checked_div(&right).map_or(Value::Unknown, Value::Number)
            }
            _ => Value::Unknown,
        }
    }

    fn number_pair(
        &mut self,
        left: Value<'a>,
        right: Value<'a>,
        operation: impl FnOnce(&Number, &Number) -> Number,
    ) -> Value<'a> {
        match (&left, &right) {
            (Value::Number(left), Value::Number(right)) if self.pay_for(left, right) => {
                Value::Number(operation(left, right))
            }
            _ => absent([&left, &right]),
        }
    }

    /// Takes the fuel of one operation on two numbers, which grows with the square of their size.
    pub(super) fn pay_for(&mut self, left: &Number, right: &Number) -> bool {
        let words = (left.bits() + right.bits()) / 64;
        self.trace.spend(cost(words * words / 256))
    }

    fn contains(&mut self, list: Value<'a>, wanted: &Value<'a>) -> Value<'a> {
        self.trace.spend(element_count(&list));
        let equals = |element: &Element<'a>| compared(BinaryOperator::Equal, element.value.clone(), wanted.clone());
        match list {
            Value::List(list) => {
                let truths = list.elements().iter().map(|element| (equals(element), element.maybe)).collect();
                aggregation::exists(truths, list.is_partial()).into()
            }
            other => absent([&other]),
        }
    }

    fn list_macro(&mut self, operation: Macro, list: &Term, body: &Term) -> Value<'a> {
        let list = match self.evaluate(list) {
            Value::List(list) => list,
            other => return absent([&other]),
        };
        let partial = list.is_partial();
        let results: Vec<Value<'a>> =
            list.elements().iter().map(|element| self.judged(operation, element, body)).collect();
        let elements = list.into_elements();
        let truths = || results.iter().cloned().map(Truth::from).zip(elements.iter().map(|element| element.maybe));
        match operation {
            Macro::All => aggregation::all(truths().collect(), partial).into(),
            Macro::Exists => aggregation::exists(truths().collect(), partial).into(),
            Macro::Count => aggregation::count(truths().collect(), partial),
            Macro::Share => aggregation::share(truths().collect(), partial),
            Macro::Filter => {
                let truths: Vec<(Truth, bool)> = truths().collect();
                Value::List(aggregation::filtered(elements, truths, partial))
            }
            Macro::Map => {
                let mapped = results.into_iter().zip(elements);
                let mapped = mapped.map(|(value, element)| Element { value, maybe: element.maybe });
                Value::List(List::new(mapped.collect(), partial))
            }
        }
    }

    /// The body for an element, with a record of its own where one is kept.
    fn judged(&mut self, operation: Macro, element: &Element<'a>, body: &Term) -> Value<'a> {
        let label = || element.value.shown().unwrap_or_default();
        if !self.trace.open(Form::Element { telling: false }, label) {
            return self.body(element, body);
        }
        let value = self.body(element, body);
        let telling = match operation {
            Macro::All => !matches!(value, Value::Boolean(true)),
            Macro::Exists | Macro::Filter | Macro::Count | Macro::Share => {
                matches!(value, Value::Boolean(true) | Value::Unknown)
            }
            Macro::Map => true,
        };
        self.trace.reform(Form::Element { telling });
        self.trace.close(&value);
        value
    }

    fn body(&mut self, element: &Element<'a>, body: &Term) -> Value<'a> {
        self.variables.push(element.value.clone());
        let value = self.evaluate(body);
        self.variables.pop();
        value
    }

    fn call(&mut self, function: Function, arguments: &[Term]) -> Value<'a> {
        let values: Vec<Value<'a>> = arguments.iter().map(|argument| self.evaluate(argument)).collect();
        match function {
            Function::Least => self.extreme(values, |candidate, best| candidate < best),
            Function::Greatest => self.extreme(values, |candidate, best| candidate > best),
            _ => match <[Value<'a>; 2]>::try_from(values) {
                Ok([first, second]) => self.call_two(function, first, second),
                Err(values) => values.into_iter().next().map_or(Value::Unknown, |only| self.call_one(function, only)),
            },
        }
    }

    /// The first of the numbers than which no other is better.
    fn extreme(&mut self, values: Vec<Value<'a>>, better: fn(&Number, &Number) -> bool) -> Value<'a> {
        let mut numbers = Vec::with_capacity(values.len());
        for value in &values {
            match value {
                Value::Number(number) => numbers.push(number),
                _ => return absent(&values),
            }
        }
        let best = numbers.into_iter().reduce(|best, candidate| if better(candidate, best) { candidate } else { best });
        best.map_or(Value::Unknown, |best| Value::Number(best.clone()))
    }

    fn call_two(&mut self, function: Function, first: Value<'a>, second: Value<'a>) -> Value<'a> {
        if function == Function::Contains {
            return self.contains(first, &second);
        }
        if let (Value::Text(text), Value::Text(_)) = (&first, &second) {
            self.trace.spend(cost(text.len() / 64));
        }
        match (function, &first, &second) {
            (Function::Days, Value::Date(from), Value::Date(to)) => Value::Number(from.days_until(*to).into()),
            (Function::Round, Value::Number(number), Value::Number(digits)) => {
                let digits = digits.to_i64().and_then(|digits| u32::try_from(digits).ok()).unwrap_or(0);
                Value::Number(number.rounded(digits, Rounding::HalfEven))
            }
            (Function::StartsWith, Value::Text(text), Value::Text(start)) => Value::Boolean(text.starts_with(&**start)),
            (Function::TextContains, Value::Text(text), Value::Text(part)) => Value::Boolean(text.contains(&**part)),
            _ => absent([&first, &second]),
        }
    }

    fn call_one(&mut self, function: Function, value: Value<'a>) -> Value<'a> {
        match (function, value) {
            (Function::Absolute, value) => map_number(value, |number| number.abs()),
            (Function::Year, Value::Date(date)) => Value::Number(date.year().into()),
            (Function::Month, Value::Date(date)) => Value::Number(date.month().into()),
            (Function::TextSize, Value::Text(text)) => {
                self.trace.spend(cost(text.len() / 64));
                Value::Number(Number::of_count(text.chars().count()))
            }
            (function, Value::List(list)) => self.aggregate(function, list),
            (_, other) => absent([&other]),
        }
    }

    fn aggregate(&mut self, function: Function, list: List<'a>) -> Value<'a> {
        match function {
            Function::Size => aggregation::size(&list),
            Function::Distinct => {
                self.trace.spend(cost(list.elements().len()));
                Value::List(aggregation::distinct(list))
            }
            Function::IsSorted => aggregation::is_sorted(&list),
            Function::Minimum => aggregation::minimum(&list),
            Function::Maximum => aggregation::maximum(&list),
            Function::Median => aggregation::median(&list),
            Function::Sum => self.sum(&list).map_or_else(|state| state, |(sum, _)| Value::Number(sum)),
            Function::Average => match self.sum(&list) {
                Ok((sum, count)) => sum
                    .checked_div(&Number::of_count(count))
                    .map_or(Value::NotApplicable(Reason::EmptyList), Value::Number),
                Err(state) => state,
            },
            _ => Value::Unknown,
        }
    }

    /// The sum of the applicable numbers and how many there are, or the state that hides it.
    fn sum(&mut self, list: &List<'a>) -> Result<(Number, usize), Value<'a>> {
        let values = aggregation::settled_values(list).ok_or(Value::Unknown)?;
        let mut sum = Number::zero();
        for value in &values {
            match value {
                Value::Number(number) if sum.bits() <= MAX_BITS && self.pay_for(&sum, number) => sum = &sum + number,
                _ => {
                    self.trace.exhaust();
                    return Err(Value::Unknown);
                }
            }
        }
        Ok((sum, values.len()))
    }
}

fn constant_value<'a>(constant: &Constant) -> Value<'a> {
    match constant {
        Constant::Boolean(value) => Value::Boolean(*value),
        Constant::Number(number) => Value::Number(number.clone()),
        Constant::Text(text) => Value::Text(text.clone()),
        Constant::Date(date) => Value::Date(*date),
    }
}

/// A size as an amount of fuel.
fn cost(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

fn element_count(value: &Value<'_>) -> u64 {
    match value {
        Value::List(list) => cost(list.elements().len()),
        _ => 0,
    }
}

/// What values give of which not all are known: one not applicable: that; else unknown.
fn absent<'a: 'v, 'v>(values: impl IntoIterator<Item = &'v Value<'a>>) -> Value<'a> {
    let reason = values.into_iter().find_map(|value| match value {
        Value::NotApplicable(reason) => Some(reason.clone()),
        _ => None,
    });
    reason.map_or(Value::Unknown, Value::NotApplicable)
}

fn map_number<'a>(value: Value<'a>, change: impl FnOnce(Number) -> Number) -> Value<'a> {
    match value {
        Value::Number(number) => Value::Number(change(number)),
        other => absent([&other]),
    }
}

/// The truth of a comparison.
fn compared<'a>(operator: BinaryOperator, left: Value<'a>, right: Value<'a>) -> Truth {
    let order = match (&left, &right) {
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        _ => return absent([&left, &right]).into(),
    };
    match operator {
        BinaryOperator::Less => order.is_lt(),
        BinaryOperator::LessEqual => order.is_le(),
        BinaryOperator::Greater => order.is_gt(),
        BinaryOperator::GreaterEqual => order.is_ge(),
        BinaryOperator::NotEqual => order.is_ne(),
        _ => order.is_eq(),
    }
    .into()
}
