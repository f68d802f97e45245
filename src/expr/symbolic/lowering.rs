//! Checked tree + declarations → symbols.
//!
//! Derived values are replaced by what they are computed from. The work and the depth are bounded; what lies beyond is not looked
//! into.

use super::domain::{Domain, Domains};
use super::formula::{Formula, Literal, Words};
use super::interval::Interval;
use super::linear::Linear;
use super::symbol::{Element, List, Symbol, Word};
use crate::base::date::Date;
use crate::base::number::Number;
use crate::expr::Expression;
use crate::expr::ast::{BinaryOperator, Precedence};
use crate::expr::function::{Function, Macro};
use crate::expr::term::{Constant, Step, Term};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most parts of parts; derived values count with what they are computed from.
const MAX_DEPTH: usize = 128;
/// Most parts of one expression, those of its derived values included.
const MAX_PARTS: usize = 10_000;
/// Most bits of the numbers in one linear form.
const MAX_BITS: usize = 8_192;
/// The name under which expressions see the submissions of the regions below.
const MEMBERS: &str = "members";

/// The lowering of one expression.
pub struct Lowering<'d> {
    domains: &'d dyn Domains,
    /// The expression as written, which names what is not looked into: the same part of the same text is the same value.
    text: &'d str,
    /// The elements that the surrounding macros look at, the outermost first.
    variables: Vec<Symbol>,
    /// How many of them belong to expressions around the derived value that is lowered.
    hidden: usize,
    /// The record whose derived value is lowered; `None`: names stand by themselves.
    within: Option<Symbol>,
    cells: BTreeSet<String>,
    depth: usize,
    parts: usize,
}

impl<'d> Lowering<'d> {
    /// A lowering that has seen nothing yet.
    pub fn new(expression: &'d Expression, domains: &'d dyn Domains) -> Self {
        Self {
            domains,
            text: expression.text(),
            variables: Vec::new(),
            hidden: 0,
            within: None,
            cells: BTreeSet::new(),
            depth: 0,
            parts: 0,
        }
    }

    /// The fields of the submission that were met.
    pub fn into_cells(self) -> BTreeSet<String> {
        self.cells
    }

    /// Meets the fields of a term.
    pub fn read(&mut self, term: &Term) {
        self.symbol(term);
    }

    /// The term as a condition.
    pub fn condition(&mut self, term: &Term) -> Formula {
        let symbol = self.symbol(term);
        truth(symbol)
    }

    /// The term as a number; a condition is 1 or 0.
    pub fn quantity(&mut self, term: &Term) -> Linear {
        match self.symbol(term) {
            Symbol::Condition(condition) => {
                let low =
                    if super::search::is_impossible(&condition.denied()) { Number::one() } else { Number::zero() };
                let high = if super::search::is_impossible(&condition) { Number::zero() } else { Number::one() };
                Linear::variable(condition.key(), Interval::between(Some(low), Some(high)), true)
            }
            other => number(other),
        }
    }

    /// Something that equals nothing but itself.
    fn unseen(&self) -> Symbol {
        Symbol::Opaque(format!("{}#{}", self.text, self.parts))
    }

    fn symbol(&mut self, term: &Term) -> Symbol {
        self.parts += 1;
        if self.depth >= MAX_DEPTH || self.parts > MAX_PARTS {
            return self.unseen();
        }
        self.depth += 1;
        let symbol = self.lowered(term);
        self.depth -= 1;
        match symbol {
            Symbol::Number(number) if number.bits() > MAX_BITS => self.unseen(),
            other => other,
        }
    }

    fn lowered(&mut self, term: &Term) -> Symbol {
        match term {
            Term::Constant(constant) => constant_symbol(constant),
            Term::Noted { value, .. } => self.lowered(value),
            Term::Root(name) => self.root(name),
            Term::Variable(slot) => {
                let found = self.variables.get(slot + self.hidden).cloned();
                found.unwrap_or_else(|| self.unseen())
            }
            Term::Member { of, name } => match self.symbol(of) {
                record @ Symbol::Record { .. } => self.member(&record, name),
                other => Symbol::Opaque(format!("{}.{name}", other.key())),
            },
            Term::List(items) => Symbol::List(List::of(items.iter().map(|item| self.symbol(item)).collect())),
            Term::Not(operand) => Symbol::Condition(self.condition(operand).denied()),
            Term::Negate(operand) => Symbol::Number(number(self.symbol(operand)).scaled(&Number::from(-1))),
            Term::Convert { value, factor } => match self.symbol(value) {
                Symbol::List(list) => Symbol::List(converted(list, factor)),
                other => Symbol::Number(number(other).scaled(factor)),
            },
            Term::Chain { first, rest } => self.chain(first, rest),
            Term::Conditional { condition, when_true, when_false } => {
                let condition = self.condition(condition);
                let (when_true, when_false) = (self.symbol(when_true), self.symbol(when_false));
                conditional(condition, when_true, when_false)
            }
            Term::Macro { operation, list, body } => self.list_macro(*operation, list, body),
            Term::Call { function, arguments } => {
                let arguments = arguments.iter().map(|argument| self.symbol(argument)).collect();
                self.call(*function, arguments)
            }
        }
    }

    fn root(&mut self, name: &str) -> Symbol {
        let within = self.within.clone().unwrap_or_else(|| Symbol::Record {
            key: String::new(),
            name: self.domains.submission().to_owned(),
            path: Some(String::new()),
        });
        let is_member = match &within {
            Symbol::Record { name: record, .. } => self.domains.member(record, name).is_some(),
            _ => false,
        };
        // Inside a record, its own members come first; outside, `region` is the region and not a member.
        match self.domains.root(name) {
            Some(domain) if self.within.is_none() || !is_member => {
                // Of what expressions know beyond their own submission, only other submissions are filled in by somebody.
                let path = (name == MEMBERS).then(|| name.to_owned());
                self.of_domain(&domain, name.to_owned(), path)
            }
            _ => self.member(&within, name),
        }
    }

    fn member(&mut self, record: &Symbol, name: &str) -> Symbol {
        let Symbol::Record { key, name: of, path } = record else { return self.unseen() };
        let joined = |start: &str| if start.is_empty() { name.to_owned() } else { format!("{start}.{name}") };
        let Some(domain) = self.domains.member(of, name) else { return Symbol::Opaque(joined(key)) };
        if let Domain::Derived(expression) = domain {
            return self.derived(record.clone(), &expression.term);
        }
        let path = path.as_deref().map(joined);
        if let Some(path) = &path {
            self.meet(&domain, path);
        }
        self.of_domain(&domain, joined(key), path)
    }

    /// Notes the cells that a member asks for.
    fn meet(&mut self, domain: &Domain<'_>, path: &str) {
        match domain {
            Domain::Record(_) => {}
            Domain::List { key: Some(key), .. } => {
                self.cells.insert(format!("{path}[].{key}"));
            }
            _ => {
                self.cells.insert(path.to_owned());
            }
        }
    }

    /// A derived value: its expression, in which the members of the record stand by themselves.
    fn derived(&mut self, record: Symbol, term: &Term) -> Symbol {
        let within = self.within.replace(record);
        let hidden = std::mem::replace(&mut self.hidden, self.variables.len());
        let symbol = self.symbol(term);
        self.hidden = hidden;
        self.within = within;
        symbol
    }

    fn of_domain(&self, domain: &Domain<'_>, key: String, path: Option<String>) -> Symbol {
        match domain {
            Domain::Constant(value) => Symbol::Number(Linear::constant(value.clone())),
            Domain::Texts(texts) => {
                Symbol::List(List::of(texts.iter().map(|text| Symbol::Word(Word::constant(text))).collect()))
            }
            Domain::Condition => flag(key),
            Domain::List { element, .. } => {
                let path = path.map(|path| format!("{path}[]"));
                Symbol::List(List { key, path, element: element_of(element), items: None, most: None })
            }
            Domain::Derived(_) => Symbol::Opaque(key),
            other => element_of(other).symbol(key, path),
        }
    }

    fn chain(&mut self, first: &Term, rest: &[Step]) -> Symbol {
        let mut left = self.symbol(first);
        for step in rest {
            let right = self.symbol(&step.operand);
            left = self.operation(step.operator, left, right);
            if let Some(factor) = &step.factor {
                left = Symbol::Number(number(left).scaled(factor));
            }
        }
        left
    }

    fn operation(&mut self, operator: BinaryOperator, left: Symbol, right: Symbol) -> Symbol {
        match operator.precedence() {
            Precedence::Or => Symbol::Condition(Formula::any(vec![truth(left), truth(right)])),
            Precedence::And => Symbol::Condition(Formula::all(vec![truth(left), truth(right)])),
            Precedence::Relation => Symbol::Condition(relation(operator, left, right)),
            Precedence::Sum | Precedence::Product => {
                let (left, right) = (number(left), number(right));
                Symbol::Number(match operator {
                    BinaryOperator::Add => left.plus(&right),
                    BinaryOperator::Subtract => left.minus(&right),
                    BinaryOperator::Multiply => product(&left, &right),
                    _ => quotient(&left, &right),
                })
            }
        }
    }

    fn list_macro(&mut self, operation: Macro, list: &Term, body: &Term) -> Symbol {
        let list = match self.symbol(list) {
            Symbol::List(list) => list,
            other => List { key: other.key(), path: None, element: Element::Opaque, items: None, most: None },
        };
        let name = format!("${}", self.variables.len());
        self.variables.push(list.element.symbol(name, list.path.clone()));
        let body = self.symbol(body);
        self.variables.pop();
        match operation {
            Macro::Map => {
                let key = format!("{}.map({})", list.key, body.key());
                let path = match &body {
                    Symbol::Record { path, .. } => path.clone(),
                    _ => None,
                };
                Symbol::List(List { key, path, element: body.as_element(), items: None, most: list.most })
            }
            Macro::Exists => Symbol::Condition(exists(&list, truth(body))),
            Macro::All => Symbol::Condition(exists(&list, truth(body).denied()).denied()),
            Macro::Filter => {
                let body = truth(body);
                let key = format!("{}.filter({})", list.key, body.key());
                let none = super::search::is_impossible(&body);
                Symbol::List(List { key, items: none.then(Vec::new), ..list })
            }
            Macro::Count => Symbol::Number(counted("count", &list, &truth(body), list.most.map(Number::of_count))),
            Macro::Share => Symbol::Number(counted("share", &list, &truth(body), Some(Number::one()))),
        }
    }

    fn call(&mut self, function: Function, arguments: Vec<Symbol>) -> Symbol {
        let keys: Vec<String> = arguments.iter().map(Symbol::key).collect();
        let key = format!("{function:?}({})", keys.join(", "));
        let mut arguments = arguments.into_iter();
        let (first, second) = (arguments.next(), arguments.next());
        let Some(first) = first else { return self.unseen() };
        match (function, first, second) {
            (Function::Least | Function::Greatest, first, second) => {
                extreme(function, key, number(first), second.into_iter().chain(arguments).map(number).collect())
            }
            (Function::Days, from, Some(to)) => Symbol::Number(number(to).minus(&number(from))),
            (Function::Absolute, value, _) => {
                let value = number(value);
                Symbol::Number(Linear::variable(key, value.interval().absolute(), value.is_whole()))
            }
            (Function::Round, value, Some(digits)) => {
                let digits = number(digits).as_constant().and_then(Number::to_i64);
                let interval = match digits.and_then(|digits| u32::try_from(digits).ok()) {
                    Some(digits) => number(value).interval().rounded(digits),
                    None => Interval::all(),
                };
                Symbol::Number(Linear::variable(key, interval, false))
            }
            (Function::Month, ..) => {
                let months = Interval::between(Some(Number::one()), Some(Number::from(12)));
                Symbol::Number(Linear::variable(key, months, true))
            }
            (Function::Year, ..) => Symbol::Number(Linear::variable(key, Interval::all(), true)),
            (Function::TextSize, ..) => Symbol::Number(Linear::variable(key, Interval::at_least(Number::zero()), true)),
            (Function::StartsWith | Function::TextContains | Function::IsSorted, ..) => flag(key),
            (Function::Contains, list, Some(wanted)) => Symbol::Condition(contains(list, wanted)),
            (function, Symbol::List(list), _) => aggregate(function, key, list),
            _ => Symbol::Opaque(key),
        }
    }
}

fn constant_symbol(constant: &Constant) -> Symbol {
    match constant {
        Constant::Boolean(value) => Symbol::Condition(Formula::Known(*value)),
        Constant::Number(value) => Symbol::Number(Linear::constant(value.clone())),
        Constant::Text(text) => Symbol::Word(Word::constant(text)),
        Constant::Date(date) => Symbol::Number(Linear::constant(day(*date))),
    }
}

/// A day as a number.
fn day(date: Date) -> Number {
    Date::parse("2000-01-01").map_or_else(Number::zero, |first| first.days_until(date).into())
}

fn flag(subject: String) -> Symbol {
    Symbol::Condition(Formula::Literal(Literal::Flag { subject, value: true }))
}

/// What is not looked into can still be true or false.
fn truth(symbol: Symbol) -> Formula {
    match symbol {
        Symbol::Condition(condition) => condition,
        other => Formula::Literal(Literal::Flag { subject: other.key(), value: true }),
    }
}

/// What is not looked into can still be any number.
fn number(symbol: Symbol) -> Linear {
    match symbol {
        Symbol::Number(number) => number,
        other => Linear::variable(other.key(), Interval::all(), false),
    }
}

fn element_of(domain: &Domain<'_>) -> Element {
    match domain {
        Domain::Number { least, most, whole } => {
            Element::Number { interval: Interval::between(least.clone(), most.clone()), whole: *whole }
        }
        Domain::Date => Element::Number { interval: Interval::all(), whole: true },
        Domain::Text => Element::Word(None),
        Domain::Word(options) => Element::Word(Some(options.iter().cloned().collect())),
        Domain::Record(name) => Element::Record(name.clone()),
        Domain::Constant(_) | Domain::Texts(_) | Domain::Condition | Domain::List { .. } | Domain::Derived(_) => {
            Element::Opaque
        }
    }
}

fn converted(list: List, factor: &Number) -> List {
    let element = match list.element {
        Element::Number { interval, .. } => Element::Number { interval: interval.scaled(factor), whole: false },
        other => other,
    };
    let scaled =
        |items: Vec<Symbol>| items.into_iter().map(|item| Symbol::Number(number(item).scaled(factor))).collect();
    List { key: format!("{factor}*{}", list.key), element, items: list.items.map(scaled), ..list }
}

fn conditional(condition: Formula, when_true: Symbol, when_false: Symbol) -> Symbol {
    let denied = condition.denied();
    if super::search::is_impossible(&condition) {
        return when_false;
    }
    if super::search::is_impossible(&denied) {
        return when_true;
    }
    let key = format!("({} ? {} : {})", condition.key(), when_true.key(), when_false.key());
    match (when_true, when_false) {
        (Symbol::Condition(when_true), Symbol::Condition(when_false)) => Symbol::Condition(Formula::any(vec![
            Formula::all(vec![condition, when_true]),
            Formula::all(vec![denied, when_false]),
        ])),
        (Symbol::List(_), Symbol::List(_)) => Symbol::Opaque(key),
        (when_true, when_false) => when_true.as_element().joined(when_false.as_element()).symbol(key, None),
    }
}

fn relation(operator: BinaryOperator, left: Symbol, right: Symbol) -> Formula {
    match operator {
        BinaryOperator::In => return contains(right, left),
        BinaryOperator::Equal => return equal(left, right),
        BinaryOperator::NotEqual => return equal(left, right).denied(),
        _ => {}
    }
    let zero = Number::zero();
    let interval = match operator {
        BinaryOperator::Less => Interval::below(zero),
        BinaryOperator::LessEqual => Interval::at_most(zero),
        BinaryOperator::Greater => Interval::above(zero),
        _ => Interval::at_least(zero),
    };
    number(left).minus(&number(right)).within(&interval)
}

fn equal(left: Symbol, right: Symbol) -> Formula {
    match (left, right) {
        (Symbol::Number(left), Symbol::Number(right)) => left.minus(&right).within(&Interval::point(Number::zero())),
        (Symbol::Condition(left), Symbol::Condition(right)) => Formula::any(vec![
            Formula::all(vec![left.clone(), right.clone()]),
            Formula::all(vec![left.denied(), right.denied()]),
        ]),
        (Symbol::Word(left), Symbol::Word(right)) => same_word(left, right),
        (left, right) => alike(left.key(), right.key()),
    }
}

/// That two things are equal, of which nothing else is known.
fn alike(left: String, right: String) -> Formula {
    if left == right {
        return Formula::Known(true);
    }
    let (first, second) = if left < right { (left, right) } else { (right, left) };
    Formula::Literal(Literal::Flag { subject: format!("{first} == {second}"), value: true })
}

fn same_word(left: Word, right: Word) -> Formula {
    let single = |word: &Word| word.options.as_ref().filter(|options| options.len() == 1).cloned();
    match (single(&left), single(&right)) {
        (Some(word), _) => among(right, word),
        (None, Some(word)) => among(left, word),
        (None, None) => match (&left.options, &right.options) {
            (Some(a), Some(b)) if a.is_disjoint(b) => Formula::Known(false),
            _ => alike(left.key, right.key),
        },
    }
}

/// That the text is one of the words.
fn among(word: Word, words: BTreeSet<String>) -> Formula {
    let words = match &word.options {
        Some(options) if options.is_disjoint(&words) => return Formula::Known(false),
        Some(options) if options.is_subset(&words) => return Formula::Known(true),
        Some(options) => options & &words,
        None => words,
    };
    let options = word.options.map(Arc::new);
    Formula::Literal(Literal::Word { subject: word.key, words: Words::Only(words), options })
}

fn contains(list: Symbol, wanted: Symbol) -> Formula {
    let Symbol::List(list) = list else { return truth(Symbol::Opaque(format!("{} in {}", wanted.key(), list.key()))) };
    match (list.items, &list.element, &wanted) {
        (Some(items), ..) => Formula::any(items.into_iter().map(|item| equal(item, wanted.clone())).collect()),
        (None, Element::Word(Some(options)), Symbol::Word(Word { options: Some(words), .. }))
            if options.is_disjoint(words) =>
        {
            Formula::Known(false)
        }
        _ => Formula::Literal(Literal::Flag { subject: format!("{} in {}", wanted.key(), list.key), value: true }),
    }
}

fn exists(list: &List, body: Formula) -> Formula {
    if list.most == Some(0) || super::search::is_impossible(&body) {
        return Formula::Known(false);
    }
    Formula::Literal(Literal::Exists { list: list.key.clone(), body: Arc::new(body), value: true })
}

/// How many elements satisfy, or their share. Elements to which the condition does not apply do not satisfy it, so that a condition
/// that is never false is not one that all satisfy.
fn counted(what: &str, list: &List, body: &Formula, most: Option<Number>) -> Linear {
    let zero = Number::zero();
    if super::search::is_impossible(body) {
        return Linear::constant(zero);
    }
    let key = format!("{}.{what}({})", list.key, body.key());
    Linear::variable(key, Interval::between(Some(zero), most), what == "count")
}

fn aggregate(function: Function, key: String, list: List) -> Symbol {
    let (interval, whole) = match &list.element {
        Element::Number { interval, whole } => (interval.clone(), *whole),
        _ => (Interval::all(), false),
    };
    let zero = Number::zero();
    match function {
        Function::Size => Symbol::Number(list.size()),
        Function::Sum => {
            let mirrored = interval.scaled(&Number::from(-1));
            let low = interval.is_at_least(&zero).then(|| zero.clone());
            let high = mirrored.is_at_least(&zero).then_some(zero);
            Symbol::Number(Linear::variable(key, Interval::between(low, high), whole))
        }
        Function::Minimum | Function::Maximum => Symbol::Number(Linear::variable(key, interval, whole)),
        Function::Average | Function::Median => Symbol::Number(Linear::variable(key, interval, false)),
        Function::Distinct => {
            let words = match &list.element {
                Element::Word(Some(options)) => Some(options.len()),
                _ => None,
            };
            let most = list.most.into_iter().chain(words).min();
            Symbol::List(List { key, items: None, most, ..list })
        }
        _ => Symbol::Opaque(key),
    }
}

fn extreme(function: Function, key: String, first: Linear, others: Vec<Linear>) -> Symbol {
    let whole = first.is_whole() && others.iter().all(Linear::is_whole);
    let interval = others.iter().fold(first.interval(), |interval, other| match function {
        Function::Least => interval.least(&other.interval()),
        _ => interval.greatest(&other.interval()),
    });
    Symbol::Number(Linear::variable(key, interval, whole))
}

fn product(left: &Linear, right: &Linear) -> Linear {
    if let Some(factor) = right.as_constant() {
        return left.scaled(factor);
    }
    if let Some(factor) = left.as_constant() {
        return right.scaled(factor);
    }
    let (a, b) = (left.key(), right.key());
    let interval = left.interval().times(&right.interval());
    let interval = if a == b { interval.intersected(&Interval::at_least(Number::zero())) } else { interval };
    let key = if a < b { format!("{a}*{b}") } else { format!("{b}*{a}") };
    Linear::variable(key, interval, left.is_whole() && right.is_whole())
}

/// The quotient where there is one: where the divisor is 0, it does not apply.
fn quotient(left: &Linear, right: &Linear) -> Linear {
    if let Some(inverse) = right.as_constant().and_then(|divisor| Number::one().checked_div(divisor)) {
        return left.scaled(&inverse);
    }
    if let Some(ratio) = left.ratio_to(right) {
        return Linear::constant(ratio);
    }
    let zero = Number::zero();
    let mut interval = left.interval().over(&right.interval());
    // A part of a whole that has other parts beside it is no more than the whole.
    if right.interval().is_at_least(&zero) && right.minus(left).interval().is_at_least(&zero) {
        interval = interval.intersected(&Interval::at_most(Number::one()));
    }
    Linear::variable(format!("{}/{}", left.key(), right.key()), interval, false)
}
