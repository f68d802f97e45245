//! One question asked twice: as an expression of the language and by hand. Are fewer than 60 % of the duties long ones?

use guiju::base::number::Number;
use guiju::base::unit::UnitTable;
use guiju::diagnostic::{SourceMap, Span};
use guiju::expr::{self, Element, Expression, List, Names, Object, Source, Trace, Type, Value};

const QUESTION: &str = "duties.share(d, d.days >= 12) < 0.6";

/// What is asked about.
#[derive(Debug)]
pub struct Roster {
    duties: Vec<Duty>,
}

/// One element of it.
#[derive(Debug)]
struct Duty {
    days: Number,
}

impl Roster {
    /// So many duties, every third of them short.
    pub fn of(count: i64) -> Self {
        Self { duties: (0..count).map(|number| Duty { days: (if number % 3 == 0 { 2 } else { 20 }).into() }).collect() }
    }
}

impl Object for Roster {
    fn member<'a>(&'a self, name: &str, trace: &mut Trace) -> Value<'a> {
        if name != "duties" {
            return Value::Unknown;
        }
        let duties = self.duties.iter().map(|duty| Element::certain(Value::Object(duty)));
        let value = Value::List(List::new(duties.collect(), false));
        trace.note("duties", &value, None);
        value
    }

    fn label(&self) -> String {
        "roster".to_owned()
    }
}

impl Object for Duty {
    fn member<'a>(&'a self, name: &str, _: &mut Trace) -> Value<'a> {
        if name == "days" { Value::Number(self.days.clone()) } else { Value::Unknown }
    }

    fn label(&self) -> String {
        "duty".to_owned()
    }
}

struct Declared(UnitTable);

impl Names for Declared {
    fn root(&self, name: &str) -> Option<Type> {
        (name == "duties").then(|| Type::Record("duty".to_owned()).list())
    }

    fn member(&self, record: &str, name: &str) -> Option<Type> {
        ((record, name) == ("duty", "days")).then(Type::number)
    }

    fn root_names(&self) -> Vec<String> {
        vec!["duties".to_owned()]
    }

    fn member_names(&self, _: &str) -> Vec<String> {
        vec!["days".to_owned()]
    }

    fn options(&self, _: &str) -> Option<Vec<String>> {
        None
    }

    fn option_titled(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn units(&self) -> &UnitTable {
        &self.0
    }
}

/// The question, compiled.
pub fn expression() -> Expression {
    let place = Span::new(SourceMap::default().add("question", QUESTION), 0, QUESTION.len());
    let source = Source { text: QUESTION, span: place, verbatim: None };
    expr::compile(source, &Declared(UnitTable::new())).expect("the question is an expression")
}

/// The answer of the expression; `None` where it is not known.
pub fn is_below(expression: &Expression, roster: &Roster) -> Option<bool> {
    match expression.evaluate(roster).value {
        Value::Boolean(answer) => Some(answer),
        _ => None,
    }
}

/// The answer by hand: the same exact comparisons, but every value known, nothing noted, and no fraction made.
pub fn share_of_long_duties(roster: &Roster) -> bool {
    let least = Number::from(12);
    let long = roster.duties.iter().filter(|duty| duty.days >= least).count();
    long * 10 < roster.duties.len() * 6
}
