//! What stands where.

use super::Row;
use super::formula::column;
use super::sheet::{HEAD, Value};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::expr::Type;
use crate::score::{Line, Measurement, Part, Peers, share_as_counted};
use crate::standard::Label;
use crate::standard::indicator::{
    Aggregate, Branch, Group, Indicator, IndicatorSystem, Missing, Outliers, Peers as Among, Relative, Scale,
};
use crate::standard::trace::leaves;

/// The names of the sheets.
pub const PARAMETERS: &str = "参数";
/// See [`PARAMETERS`].
pub const INPUT: &str = "数据";
/// See [`PARAMETERS`].
pub const TREATED: &str = "取值";
/// See [`PARAMETERS`].
pub const COMPARED: &str = "对比";
/// See [`PARAMETERS`].
pub const SHARES: &str = "得分率";
/// See [`PARAMETERS`].
pub const POINTS: &str = "得分";
/// See [`PARAMETERS`].
pub const RESULTS: &str = "结果";

/// Columns before those of the lines: code and name.
pub const LEAD: usize = 2;

/// One line of the system.
pub struct Entry<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its title.
    pub title: &'p Label,
    /// What sort of line it is.
    pub part: Part,
    /// Its full points.
    pub full: &'p Number,
    /// Its scale; `None` for deductions and vetoes.
    pub scale: Option<&'p Scale>,
    /// The indicator, where it is one.
    pub leaf: Option<&'p Indicator>,
    /// Points off a unit, for a deduction.
    pub per: Option<&'p Number>,
    /// Whether what is measured is a condition.
    pub is_condition: bool,
}

/// A group with what is put together in it.
pub struct Node<'p> {
    /// The group; `None` for the whole.
    pub group: Option<&'p Group>,
    /// How its items are put together.
    pub aggregate: &'p Aggregate,
    /// Digits to which it is rounded.
    pub digits: Option<u32>,
    /// Its items: lines and groups with figures of their own, by place.
    pub items: Vec<Item>,
}

/// An item of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// An indicator.
    Leaf(usize),
    /// A group with a figure of its own, by its place among all groups.
    Group(usize),
}

/// The layout of a workbook.
pub struct Plan<'p, 'a> {
    /// The system.
    pub system: &'p IndicatorSystem,
    /// The regions.
    pub rows: &'p [Row<'p, 'a>],
    /// What they are compared with.
    pub peers: &'p Peers<'a>,
    /// The lines: indicators, bonuses, deductions, vetoes.
    pub entries: Vec<Entry<'p>>,
    /// How many of them are indicators.
    pub leaves: usize,
    /// The groups in order, and the whole.
    pub nodes: Vec<Node<'p>>,
    /// The ways in which regions are put into classes.
    pub classes: Vec<&'p Among>,
}

impl<'p, 'a> Plan<'p, 'a> {
    /// Lays out a system.
    pub fn of(system: &'p IndicatorSystem, rows: &'p [Row<'p, 'a>], peers: &'p Peers<'a>) -> Self {
        let mut entries = entries(system);
        // Values may have decided the points, for all regions alike.
        let lines = rows.first().into_iter().flat_map(|row| &row.card.lines);
        entries.iter_mut().zip(lines).for_each(|(entry, line)| entry.full = &line.full);
        let leaves = leaves(&system.children).len();
        let mut tree = Tree { leaf: 0, nodes: Vec::new() };
        let items = tree.items(&system.children, &system.aggregate);
        let mut nodes: Vec<Node<'p>> = tree.nodes.into_iter().flatten().collect();
        nodes.push(Node { group: None, aggregate: &system.aggregate, digits: None, items });
        let mut plan = Self { system, rows, peers, entries, leaves, nodes, classes: Vec::new() };
        let mut classes: Vec<&'p Among> = Vec::new();
        let ranked = system.ranking.as_ref().map(|ranking| &ranking.among);
        let compared = plan.entries.iter().flat_map(|entry| {
            let imputed = entry.leaf.filter(|leaf| leaf.missing.is_imputed()).map(|leaf| &leaf.missing_among);
            entry.scale.and_then(Scale::relative).map(|relative| &relative.among).into_iter().chain(imputed)
        });
        for among in compared.chain(ranked).filter(|among| **among != Among::All) {
            if !classes.contains(&among) {
                classes.push(among);
            }
        }
        plan.classes = classes;
        plan
    }

    /// The column of a line on every sheet that has one for it.
    pub fn line(&self, index: usize) -> usize {
        LEAD + index
    }

    /// The columns of lines of a sort.
    pub fn of_part(&self, part: fn(&Part) -> bool) -> Vec<usize> {
        let lines = self.entries.iter().enumerate().filter(|(_, entry)| part(&entry.part));
        lines.map(|(index, _)| self.line(index)).collect()
    }

    /// The column on the sheet of inputs that holds the classes of a comparison; `None` where all are compared.
    pub fn class(&self, among: &Among) -> Option<usize> {
        let place = self.classes.iter().position(|class| *class == among)?;
        Some(LEAD + self.entries.len() + place)
    }

    /// The first column of groups on the sheets of figures.
    pub fn node(&self, index: usize) -> usize {
        let before = self.nodes.iter().take(index);
        LEAD + self.leaves + index + before.filter(|node| node.digits.is_some()).count()
    }

    /// The column of a figure: for what is rounded, the second one.
    pub fn figure(&self, index: usize) -> usize {
        self.node(index) + usize::from(self.nodes.get(index).is_some_and(|node| node.digits.is_some()))
    }

    /// The column of an item.
    pub fn item(&self, item: Item) -> usize {
        match item {
            Item::Leaf(index) => self.line(index),
            Item::Group(index) => self.figure(index),
        }
    }

    /// A parameter of a line, by its column on the sheet of parameters.
    pub fn parameter(&self, line: usize, field: usize) -> String {
        format!("'{PARAMETERS}'!${}${}", column(field), self.line_row(line))
    }

    /// A general parameter.
    pub fn general(&self, general: General) -> String {
        format!("'{PARAMETERS}'!$B${}", first_parameter() + general as usize)
    }

    /// The row of the first grade.
    pub fn grade_row(&self) -> usize {
        first_parameter() + General::ALL.len() + 1
    }

    /// The row of a line on the sheet of parameters.
    pub fn line_row(&self, line: usize) -> usize {
        self.grade_row() + self.system.grades.len() + 2 + line
    }

    /// The line of a region.
    pub fn of_region(&self, region: usize, line: usize) -> Option<&'p Line<'a>> {
        self.rows.get(region)?.card.lines.get(line)
    }

    /// What a region reports on a line, as it is entered.
    pub fn entered(&self, region: usize, line: usize) -> Value {
        let Some(found) = self.of_region(region, line) else { return Value::none() };
        match &found.measurement {
            Measurement::Known { value, .. } => entered_value(value),
            Measurement::Struck(struck) => entered_value(if *struck { "true" } else { "false" }),
            Measurement::NotApplicable(_) => Value::word(super::formula::NOT_APPLICABLE),
            Measurement::StandIn { .. } => Value::none(),
            // Of a comparison in which all are equal, the value is known and the points are not.
            Measurement::Unknown => self.unplaced(region, line).map_or_else(Value::none, |value| Value::number(&value)),
        }
    }

    /// What was measured on a line that has no share all the same.
    fn unplaced(&self, region: usize, line: usize) -> Option<Number> {
        let (entry, row) = (self.entries.get(line)?, self.rows.get(region)?);
        let column = self.peers.column(&self.system.id, entry.id)?;
        if column.stand_in(row.region).is_some() {
            return None;
        }
        column.before(row.region).or_else(|| column.value(row.region)).cloned()
    }

    /// The value that is put on the scale.
    pub fn held(&self, region: usize, line: usize) -> Value {
        match self.column_value(region, line) {
            Some(value) => Value::number(&value),
            None => self.entered(region, line),
        }
    }

    fn column_value(&self, region: usize, line: usize) -> Option<Number> {
        let entry = self.entries.get(line)?;
        let row = self.rows.get(region)?;
        let column = self.peers.column(&self.system.id, entry.id)?;
        column.value(row.region).cloned()
    }

    /// The values with which a region is compared, in rising order.
    pub fn class_values(&self, region: usize, line: usize, relative: &Relative) -> &'p [Number] {
        let found = || {
            let (entry, row) = (self.entries.get(line)?, self.rows.get(region)?);
            Some(self.peers.column(&self.system.id, entry.id)?.class(relative, row.region))
        };
        found().unwrap_or_default()
    }

    /// The share of a line, before it is rounded.
    pub fn share(&self, region: usize, line: usize) -> Value {
        match self.of_region(region, line).map(|line| &line.measurement) {
            Some(Measurement::Known { share, .. } | Measurement::StandIn { share, .. }) => Value::of(Some(share)),
            Some(Measurement::NotApplicable(_)) => Value::word(super::formula::NOT_APPLICABLE),
            _ => Value::none(),
        }
    }

    /// The share of a line as it counts, rounded where its indicator says so.
    pub fn counted(&self, line: usize, share: &Real) -> Real {
        let leaf = self.entries.get(line).and_then(|entry| entry.leaf);
        share_as_counted(self.system, share, leaf.and_then(|leaf| leaf.digits))
    }
}

/// General parameters, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum General {
    /// Full marks.
    Total,
    /// Digits of published scores.
    Digits,
    /// How they are rounded.
    Rounding,
    /// The least coverage.
    MinCoverage,
}

impl General {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Total, Self::Digits, Self::Rounding, Self::MinCoverage];
}

fn first_parameter() -> usize {
    usize::try_from(HEAD).unwrap_or(0) + 1
}

fn entered_value(value: &str) -> Value {
    match value {
        "true" => Value::word(super::formula::YES),
        "false" => Value::word(super::formula::NO),
        number => match Number::parse(number) {
            Ok(number) => Value::number(&number),
            Err(_) => Value::Number(long(number)),
        },
    }
}

/// A number with more digits than are read, as near as binary numbers come.
fn long(number: &str) -> f64 {
    let float = |text: &str| text.parse::<f64>().unwrap_or(0.0);
    number.split_once('/').map_or_else(|| float(number), |(over, under)| float(over) / float(under))
}

fn entries(system: &IndicatorSystem) -> Vec<Entry<'_>> {
    let is_condition = |expression: &crate::expr::Expression| *expression.value_type() == Type::Boolean;
    let indicators = leaves(&system.children).into_iter().map(|leaf| Entry {
        id: &leaf.id,
        title: &leaf.title,
        part: Part::Indicator { missing: leaf.missing },
        full: &leaf.weight,
        scale: Some(&leaf.scale),
        leaf: Some(leaf),
        per: None,
        is_condition: is_condition(&leaf.measure),
    });
    let bonuses = system.bonuses.iter().map(|bonus| Entry {
        id: &bonus.id,
        title: &bonus.title,
        part: Part::Bonus,
        full: &bonus.max,
        scale: Some(&bonus.scale),
        leaf: None,
        per: None,
        is_condition: is_condition(&bonus.measure),
    });
    let deductions = system.deductions.iter().map(|deduction| Entry {
        id: &deduction.id,
        title: &deduction.title,
        part: Part::Deduction,
        full: &deduction.max,
        scale: None,
        leaf: None,
        per: Some(&deduction.per),
        is_condition: false,
    });
    let vetoes = system.vetoes.iter().map(|veto| Entry {
        id: &veto.id,
        title: &veto.title,
        part: Part::Veto,
        full: &NONE,
        scale: None,
        leaf: None,
        per: None,
        is_condition: true,
    });
    indicators.chain(bonuses).chain(deductions).chain(vetoes).collect()
}

/// The points of a veto.
static NONE: std::sync::LazyLock<Number> = std::sync::LazyLock::new(Number::zero);

struct Tree<'p> {
    leaf: usize,
    nodes: Vec<Option<Node<'p>>>,
}

impl<'p> Tree<'p> {
    /// The items that children give to what they stand in.
    // The tree is as deep as the front end lets blocks nest.
    fn items(&mut self, children: &'p [Branch], above: &'p Aggregate) -> Vec<Item> {
        let mut items = Vec::new();
        for child in children {
            match child {
                Branch::Indicator(_) => {
                    items.push(Item::Leaf(self.leaf));
                    self.leaf += 1;
                }
                Branch::Group(group) => {
                    let at = self.nodes.len();
                    self.nodes.push(None);
                    let aggregate = group.aggregate.as_ref().unwrap_or(above);
                    let own = self.items(&group.children, aggregate);
                    if group.aggregate.is_some() {
                        items.push(Item::Group(at));
                    } else {
                        items.extend(own.iter().copied());
                    }
                    let node = Node { group: Some(group), aggregate, digits: group.digits, items: own };
                    if let Some(place) = self.nodes.get_mut(at) {
                        *place = Some(node);
                    }
                }
            }
        }
        items
    }
}

/// How the policy of a line is written.
pub fn policy(entry: &Entry<'_>) -> Option<Missing> {
    entry.leaf.map(|leaf| leaf.missing)
}

/// The values between which a line is held, where it is.
pub fn clamp<'p>(entry: &Entry<'p>) -> Option<(&'p Number, &'p Number)> {
    match entry.leaf?.outliers.as_ref()? {
        Outliers::Clamp { from, to } => Some((from, to)),
        Outliers::Winsorise { .. } => None,
    }
}

/// Whether the values of a line are moved by a procedure that no formula here repeats.
pub fn is_winsorised(entry: &Entry<'_>) -> bool {
    matches!(entry.leaf.and_then(|leaf| leaf.outliers.as_ref()), Some(Outliers::Winsorise { .. }))
}
