//! From the shares of indicators to that of the whole.
//!
//! A group with an aggregation or a rounding of its own has one figure; any other group only gathers: what it holds counts in
//! what it stands in.

use super::aggregate::{Placed, aggregated, closeness};
use super::ideal::{Ideals, Sought};
use super::imbalance::uneven_bounds;
use super::line::{Line, Measurement, Part};
use super::precision::Precision;
use crate::base::number::Number;
use crate::base::real::Real;
use crate::standard::indicator::{Aggregate, Branch, Group, Indicator, IndicatorSystem, Missing, Topsis};
use crate::standard::registry::Region;
use crate::standard::{Label, Text};

/// What a node comes to, as shares of its points.
#[derive(Debug, Default)]
pub struct Figure {
    /// Its share; `None` where nothing in it counts.
    pub value: Option<Real>,
    /// The least that the unknown could still make of it; `None` where there is no least.
    pub lower: Option<Real>,
    /// The most that the unknown could still make of it; `None` where there is no most.
    pub upper: Option<Real>,
    /// The points of the indicators in it that are known.
    pub known: Number,
    /// The points of the indicators in it that apply.
    pub applicable: Number,
    /// Whether an indicator that must be reported is not.
    pub held: bool,
}

/// A group with its figure.
#[derive(Debug)]
pub struct GroupFigure<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a Label,
    /// How deep it lies, from 0.
    pub depth: usize,
    /// Its points.
    pub full: &'a Number,
    /// What it comes to.
    pub figure: Figure,
}

/// One thing that is put together with others.
#[derive(Clone)]
struct Item<'a> {
    id: &'a str,
    weight: Number,
    value: Option<Real>,
    lower: Option<Real>,
    upper: Option<Real>,
}

/// A system for one region, put together.
pub struct Tree<'a> {
    /// The figure of the whole.
    pub whole: Figure,
    /// That of every group, in the order of the system.
    pub groups: Vec<GroupFigure<'a>>,
    /// The columns of the matrix, where there is one.
    pub columns: Vec<ColumnFigure<'a>>,
    /// What the region has of what ideals are made of.
    pub sought: Vec<Sought<'a>>,
}

/// A column of the matrix with its figures, which are weighted means.
#[derive(Debug)]
pub struct ColumnFigure<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a Label,
    /// What all of it comes to.
    pub figure: Figure,
    /// What it comes to in each row that has a part in it.
    pub cells: Vec<(Row<'a>, Figure)>,
}

/// A row of the matrix: what stands right below the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// The id of the group or the indicator.
    pub id: &'a str,
    /// Its title.
    pub title: &'a Label,
}

/// Something that belongs to a column.
struct Cell<'a> {
    column: &'a str,
    row: Row<'a>,
    item: Item<'a>,
    known: Number,
    applicable: Number,
}

/// How the children of a node are put together.
#[derive(Clone, Copy)]
struct Node<'a> {
    id: &'a str,
    aggregate: &'a Aggregate,
}

/// What is found on the way through the tree.
struct Walk<'w, 'a> {
    system: &'a IndicatorSystem,
    region: &'w Region,
    lines: std::slice::Iter<'w, Line<'a>>,
    ideals: &'w Ideals<'a>,
    groups: Vec<GroupFigure<'a>>,
    sought: Vec<Sought<'a>>,
    row: Option<Row<'a>>,
    cells: Vec<Cell<'a>>,
    precision: &'w mut Precision,
}

/// Puts together what a region has. `lines` are those of its indicators, in order.
pub fn assemble<'a>(
    system: &'a IndicatorSystem,
    region: &Region,
    lines: &[Line<'a>],
    ideals: &Ideals<'a>,
    precision: &mut Precision,
) -> Tree<'a> {
    let (groups, sought, cells) = (Vec::new(), Vec::new(), Vec::new());
    let mut walk = Walk { system, region, lines: lines.iter(), ideals, groups, sought, row: None, cells, precision };
    let node = Node { id: &system.id, aggregate: &system.aggregate };
    let (items, mut whole) = walk.children(&system.children, node, 0);
    walk.put_together(&items, node, None, &mut whole);
    let columns = system.matrix.iter().flat_map(|matrix| &matrix.columns);
    let columns = columns.map(|(id, title)| walk.column(id, title)).collect();
    Tree { whole, groups: walk.groups, columns, sought: walk.sought }
}

impl<'a> Walk<'_, 'a> {
    /// What the children of a node give to it, and what is known of them. `above` is where those of plain groups count.
    // The tree is as deep as the front end lets blocks nest.
    fn children(&mut self, children: &'a [Branch], above: Node<'a>, depth: usize) -> (Vec<Item<'a>>, Figure) {
        let mut items = Vec::new();
        let mut sums = Figure::default();
        for child in children {
            if depth == 0 {
                let (id, title) = match child {
                    Branch::Group(group) => (&group.id, &group.title),
                    Branch::Indicator(leaf) => (&leaf.id, &leaf.title),
                };
                self.row = Some(Row { id, title });
            }
            match child {
                Branch::Group(group) => self.group(group, above, depth, &mut items, &mut sums),
                Branch::Indicator(leaf) => {
                    let Some(line) = self.lines.next() else { continue };
                    self.indicator(line, leaf, &mut items, &mut sums);
                }
            }
        }
        (items, sums)
    }

    fn group(&mut self, group: &'a Group, above: Node<'a>, depth: usize, items: &mut Vec<Item<'a>>, sums: &mut Figure) {
        let at = self.groups.len();
        let own = group.aggregate.as_ref().map(|aggregate| Node { id: &group.id, aggregate });
        let (children, mut figure) = self.children(&group.children, own.unwrap_or(above), depth + 1);
        // What only gathers is close to no ideal of its own.
        let plain = if above.aggregate.topsis().is_some() { &Aggregate::Arithmetic } else { above.aggregate };
        let node = own.unwrap_or(Node { id: &group.id, aggregate: plain });
        self.put_together(&children, node, group.digits, &mut figure);
        sums.known = sums.known.clone() + figure.known.clone();
        sums.applicable = sums.applicable.clone() + figure.applicable.clone();
        sums.held |= figure.held;
        if !figure.applicable.is_zero() {
            let (value, lower, upper) = (figure.value.clone(), figure.lower.clone(), figure.upper.clone());
            let item = Item { id: &group.id, weight: group.weight.clone(), value, lower, upper };
            self.note(group.column.as_ref(), &item, figure.known.clone(), figure.applicable.clone());
            if own.is_some() {
                items.push(item);
            }
        }
        if own.is_none() {
            items.extend(children);
        }
        self.groups.insert(at, GroupFigure { id: &group.id, title: &group.title, depth, full: &group.weight, figure });
    }

    fn indicator(&mut self, line: &Line<'a>, leaf: &'a Indicator, items: &mut Vec<Item<'a>>, sums: &mut Figure) {
        let (digits, is_bounded) = (leaf.digits, leaf.scale.is_bounded());
        let ends = || if is_bounded { (Some(Real::zero()), Some(Real::one())) } else { (None, None) };
        let mut known = Number::zero();
        let (value, (lower, upper)) = match &line.measurement {
            Measurement::NotApplicable(_) => return,
            Measurement::Known { share, .. } => {
                let share = self.rounded(share.clone(), digits);
                known = line.full.clone();
                (Some(share.clone()), (Some(share.clone()), Some(share)))
            }
            Measurement::StandIn { share, .. } => (Some(self.rounded(share.clone(), digits)), ends()),
            Measurement::Unknown | Measurement::Struck(_) => {
                let missing = match line.part {
                    Part::Indicator { missing } => missing,
                    Part::Bonus | Part::Deduction | Part::Veto => Missing::Zero,
                };
                sums.held |= missing == Missing::Hold;
                ((missing == Missing::Zero).then(Real::zero), ends())
            }
        };
        sums.known = sums.known.clone() + known.clone();
        sums.applicable = sums.applicable.clone() + line.full.clone();
        let item = Item { id: line.id, weight: line.full.clone(), value, lower, upper };
        self.note(leaf.column.as_ref(), &item, known, line.full.clone());
        items.push(item);
    }

    /// Remembers what belongs to a column.
    fn note(&mut self, column: Option<&'a Text>, item: &Item<'a>, known: Number, applicable: Number) {
        if let (Some(column), Some(row)) = (column, self.row) {
            self.cells.push(Cell { column: &column.value, row, item: item.clone(), known, applicable });
        }
    }

    /// A column of the matrix.
    fn column(&self, id: &'a str, title: &'a Label) -> ColumnFigure<'a> {
        let own: Vec<&Cell<'a>> = self.cells.iter().filter(|cell| cell.column == id).collect();
        let cells = own.chunk_by(|one, other| one.row == other.row);
        let cells = cells.filter_map(|cells| Some((cells.first()?.row, self.figure(cells)))).collect();
        ColumnFigure { id, title, figure: self.figure(&own), cells }
    }

    /// What cells come to together.
    fn figure(&self, cells: &[&Cell<'a>]) -> Figure {
        let items: Vec<Item<'a>> = cells.iter().map(|cell| cell.item.clone()).collect();
        let (value, lower, upper) = self.aggregated(&items, &Aggregate::Arithmetic);
        let known = cells.iter().map(|cell| cell.known.clone()).sum();
        let applicable = cells.iter().map(|cell| cell.applicable.clone()).sum();
        Figure { value, lower, upper, known, applicable, held: false }
    }

    fn put_together(&mut self, items: &[Item<'a>], node: Node<'a>, digits: Option<u32>, figure: &mut Figure) {
        let (value, lower, upper) = match node.aggregate.topsis() {
            Some(topsis) => self.close(items, node.id, topsis),
            None => self.aggregated(items, node.aggregate),
        };
        // Where others are closer to an ideal, being left out is no closeness to it.
        figure.held |= node.aggregate.topsis().is_some() && weighted(items).any(|item| item.value.is_none());
        let mut settle = |share: Option<Real>| share.map(|share| self.rounded(share, digits));
        figure.value = settle(value);
        figure.lower = settle(lower);
        figure.upper = settle(upper);
    }

    /// The value and its bounds.
    fn aggregated(&self, items: &[Item<'a>], aggregate: &Aggregate) -> (Option<Real>, Option<Real>, Option<Real>) {
        let bits = self.precision.bits;
        let counted: Vec<(Real, Number)> =
            weighted(items).filter_map(|item| Some((item.value.clone()?, item.weight.clone()))).collect();
        let value = aggregated(aggregate, &counted, bits);
        if let Aggregate::Imbalance(imbalance) = aggregate {
            let ends: Option<Vec<(Real, Real, Number)>> = weighted(items)
                .map(|item| Some((item.lower.clone()?, item.upper.clone()?, item.weight.clone())))
                .collect();
            let (lower, upper) = match ends {
                Some(ends) if ends.iter().all(|(low, high, _)| low == high) => (value.clone(), value.clone()),
                Some(ends) => uneven_bounds(imbalance, &ends, bits).unzip(),
                None => (None, None),
            };
            return (value, lower, upper);
        }
        let whole = |part: for<'i> fn(&'i Item<'a>) -> &'i Option<Real>| {
            let parts: Option<Vec<(Real, Number)>> =
                weighted(items).map(|item| Some((part(item).clone()?, item.weight.clone()))).collect();
            // Where all is known, the bounds are the value: roots take long.
            parts.and_then(|parts| if parts == counted { value.clone() } else { aggregated(aggregate, &parts, bits) })
        };
        let (lower, upper) = (whole(|item| &item.lower), whole(|item| &item.upper));
        (value, lower, upper)
    }

    /// The closeness to the ideal and its bounds, which are those of what is unknown at its worst and at its best.
    fn close(
        &mut self,
        items: &[Item<'a>],
        node: &'a str,
        topsis: &'a Topsis,
    ) -> (Option<Real>, Option<Real>, Option<Real>) {
        let shares = weighted(items).filter_map(|item| Some((item.id, item.value.clone()?)));
        self.sought.push(Sought { node, topsis, shares: shares.collect() });
        let bits = self.precision.bits;
        let whole = |part: for<'i> fn(&'i Item<'a>) -> &'i Option<Real>| {
            let parts: Option<Vec<Placed>> = weighted(items)
                .map(|item| {
                    let (worst, best) = self.ideals.ends(node, topsis, item.id, self.region)?;
                    // What is unknown may be better than all others; an ideal is made of what is known.
                    let share = part(item).clone()?.max(worst.clone()).min(best.clone());
                    Some(Placed { share, weight: item.weight.clone(), worst, best })
                })
                .collect();
            parts.and_then(|parts| closeness(&parts, bits))
        };
        (whole(|item| &item.value), whole(|item| &item.lower), whole(|item| &item.upper))
    }

    /// The share whose value, out of the total, is rounded.
    fn rounded(&mut self, share: Real, digits: Option<u32>) -> Real {
        let Some(digits) = digits else { return share };
        let value = share.clone() * Real::from(self.system.total.clone());
        let value = self.precision.rounded(&value, digits, self.system.rounding);
        value.checked_div(&self.system.total).map_or(share, Real::from)
    }
}

/// What counts: what has no weight does not.
fn weighted<'i, 'a>(items: &'i [Item<'a>]) -> impl Iterator<Item = &'i Item<'a>> {
    items.iter().filter(|item| !item.weight.is_zero())
}
