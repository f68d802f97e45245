//! The sheets from what was measured to points.

use super::formula::{NO, NOT_APPLICABLE, YES, all, column, on, row};
use super::parameters::{CLAMP_FROM, CLAMP_TO, FULL, PER};
use super::plan::{COMPARED, Entry, INPUT, LEAD, POINTS, Plan, SHARES, TREATED, clamp, is_winsorised};
use super::scale::{self, Comparison};
use super::sheet::{Cell, Sheet, Value};
use crate::base::number::Number;
use crate::base::real::Real;
use crate::base::text::safe;
use crate::score::{Measurement, Part};
use crate::standard::indicator::{Missing, Peers as Among};
use crate::standard::registry::Region;

/// How wide codes, names and figures stand.
const WIDTHS: [u16; 3] = [10, 16, 13];

impl Plan<'_, '_> {
    /// A sheet with a column a line, whose cells `cell` makes of the number of a region and of a line.
    pub(super) fn of_lines(
        &self,
        name: &'static str,
        about: &str,
        head: &dyn Fn(usize) -> Cell,
        cell: &dyn Fn(usize, usize) -> Cell,
    ) -> Sheet {
        let mut columns = lead_columns();
        columns.extend(self.entries.iter().map(|entry| (heading(entry), WIDTHS[2])));
        let mut rows = vec![lead_head()];
        if let Some(first) = rows.first_mut() {
            first.extend((0..self.entries.len()).map(head));
        }
        for region in 0..self.rows.len() {
            let mut cells = self.lead(region);
            cells.extend((0..self.entries.len()).map(|line| cell(region, line)));
            rows.push(cells);
        }
        Sheet { name, title: self.title(name), about: about.to_owned(), columns, fixed: 2, rows, choices: Vec::new() }
    }

    /// The title of a sheet.
    pub(super) fn title(&self, name: &str) -> String {
        format!("{} · {name}", self.system.title.zh)
    }

    /// Code and name of a region.
    pub(super) fn lead(&self, region: usize) -> Vec<Cell> {
        let own = self.rows.get(region).map(|row| row.region);
        let text = |of: fn(&Region) -> &str| Cell::Text(own.map_or("", of).to_owned());
        vec![text(|region| &region.code), text(|region| &region.name)]
    }

    fn id(&self, line: usize) -> Cell {
        Cell::Text(self.entries.get(line).map_or("", |entry| entry.id).to_owned())
    }

    /// The full points of a line, as the sheet of parameters has them.
    pub(super) fn full(&self, line: usize) -> Cell {
        let points = self.entries.get(line).map_or_else(Number::zero, |entry| entry.full.clone());
        Cell::formula(self.parameter(line, FULL), Value::number(&points))
    }
}

/// The columns of code and name.
pub fn lead_columns() -> Vec<(String, u16)> {
    vec![("代码\nCode".to_owned(), WIDTHS[0]), ("名称\nName".to_owned(), WIDTHS[1])]
}

/// What stands above codes and names.
pub fn lead_head() -> Vec<Cell> {
    vec![Cell::Empty, Cell::Empty]
}

/// The heading of a line.
pub fn heading(entry: &Entry<'_>) -> String {
    match &entry.title.en {
        Some(en) => format!("{}\n{en}", entry.title.zh),
        None => format!("{}\n{}", entry.title.zh, entry.id),
    }
}

/// What was measured, to be changed by whoever wants to know what then comes out.
pub fn input(plan: &Plan<'_, '_>) -> Sheet {
    let about = "量得的值：可以改；空白是未知，“不适用”不计分，条件写“是”或“否” / What was measured, to be changed: blank is unknown, \
                 不适用 does not apply, conditions are 是 or 否";
    let mut sheet =
        plan.of_lines(INPUT, about, &|line| plan.id(line), &|region, line| Cell::Input(plan.entered(region, line)));
    let conditions = plan.entries.iter().enumerate().filter(|(_, entry)| entry.is_condition);
    let column = |line: usize| u16::try_from(plan.line(line)).unwrap_or(u16::MAX);
    sheet.choices = conditions.map(|(line, _)| (column(line), vec![YES, NO, NOT_APPLICABLE])).collect();
    for among in &plan.classes {
        sheet.columns.push((class_heading(among), WIDTHS[2]));
        for (region, cells) in sheet.rows.iter_mut().skip(1).enumerate() {
            let class = plan.rows.get(region).map_or("", |row| among.class(row.region));
            cells.push(Cell::Text(if class.is_empty() { "—".to_owned() } else { class.to_owned() }));
        }
    }
    sheet
}

fn class_heading(among: &Among) -> String {
    match among {
        Among::All => String::new(),
        Among::Level => "层级\nLevel".to_owned(),
        Among::Parent => "上级\nSuperior".to_owned(),
        Among::Column(name) => format!("{}\nPeers", safe(&name.value)),
    }
}

/// The values that go on the scales: stand-ins for what is unknown, outliers moved.
pub fn treated(plan: &Plan<'_, '_>) -> Sheet {
    let about = "代用缺值、处理离群值之后的值；灰底的格按缩尾法算好，不含公式 / After stand-ins and outliers; grey cells were winsorised \
                 and hold no formula";
    plan.of_lines(TREATED, about, &|line| plan.id(line), &|region, line| {
        let held = plan.held(region, line);
        let Some(entry) = plan.entries.get(line) else { return Cell::Empty };
        if is_winsorised(entry) {
            return Cell::Fixed(held);
        }
        let letters = column(plan.line(line));
        let own = on(INPUT, &format!("{letters}{}", row(region)));
        let standing = entry.leaf.filter(|leaf| leaf.missing.is_imputed()).map(|leaf| {
            let values = all(INPUT, plan.line(line), plan.rows.len());
            let known = match class_filter(plan, &leaf.missing_among, region) {
                None => values,
                Some(filter) => format!("IF({filter}*ISNUMBER({values}),{values})"),
            };
            let middle = if leaf.missing == Missing::Mean { "AVERAGE" } else { "MEDIAN" };
            (format!("IFERROR({middle}({known}),\"\")"), leaf.missing_among != Among::All)
        });
        let is_array = standing.as_ref().is_some_and(|(_, is_array)| *is_array);
        let unknown = standing.map_or_else(|| "\"\"".to_owned(), |(text, _)| text);
        let value = format!("IF({own}=\"\",{unknown},{own})");
        let text = match clamp(entry) {
            None => value,
            Some(_) => {
                let (from, to) = (plan.parameter(line, CLAMP_FROM), plan.parameter(line, CLAMP_TO));
                format!("IF(ISNUMBER({value}),MIN(MAX({value},{from}),{to}),{value})")
            }
        };
        if is_array { Cell::array(text, held) } else { Cell::formula(text, held) }
    })
}

/// Which regions are in the class of one; `None` where all are.
pub fn class_filter(plan: &Plan<'_, '_>, among: &Among, region: usize) -> Option<String> {
    let class = plan.class(among)?;
    let own = on(INPUT, &format!("${}{}", column(class), row(region)));
    Some(format!("({}={own})", all(INPUT, class, plan.rows.len())))
}

/// What the comparisons with peers need: least, most, and what their method asks for.
pub fn compared(plan: &Plan<'_, '_>) -> Option<Sheet> {
    let comparisons = Comparison::all(plan);
    if comparisons.is_empty() {
        return None;
    }
    let mut columns = lead_columns();
    let mut head = lead_head();
    for comparison in &comparisons {
        for measure in comparison.measures() {
            let entry = plan.entries.get(comparison.line);
            let [zh, en] = measure.title();
            columns.push((format!("{}\n{zh} {en}", entry.map_or("", |entry| &entry.title.zh)), WIDTHS[2]));
            head.push(plan.id(comparison.line));
        }
    }
    let mut rows = vec![head];
    for region in 0..plan.rows.len() {
        let mut cells = plan.lead(region);
        for comparison in &comparisons {
            cells.extend(comparison.measures().iter().map(|measure| comparison.cell(plan, region, *measure)));
        }
        rows.push(cells);
    }
    let about =
        "各项与谁比：同类里的最小、最大等 / What values are compared with: least, most and so on among the peers";
    let choices = Vec::new();
    Some(Sheet {
        name: COMPARED,
        title: plan.title(COMPARED),
        about: about.to_owned(),
        columns,
        fixed: 2,
        rows,
        choices,
    })
}

/// From values to shares of the points.
pub fn shares(plan: &Plan<'_, '_>) -> Sheet {
    let about = "值在标尺上得满分的几成；空白是未知 / The share of full points that a value earns; blank is unknown";
    let comparisons = Comparison::all(plan);
    plan.of_lines(SHARES, about, &|line| plan.id(line), &|region, line| {
        let Some(entry) = plan.entries.get(line) else { return Cell::Empty };
        let value = on(TREATED, &format!("{}{}", column(plan.line(line)), row(region)));
        let share = plan.share(region, line);
        let earned = match entry.part {
            Part::Veto => return Cell::formula(value, plan.entered(region, line)),
            Part::Deduction => {
                let (per, full) = (plan.parameter(line, PER), plan.parameter(line, FULL));
                Some(format!("IF({full}=0,0,MIN(MAX({value}*{per},0),{full})/{full})"))
            }
            Part::Indicator { .. } | Part::Bonus if entry.is_condition => {
                let text = format!("IF({value}=\"{YES}\",1,IF({value}=\"{NO}\",0,{value}))");
                return Cell::formula(text, share);
            }
            Part::Indicator { .. } | Part::Bonus => {
                let comparison = comparisons.iter().find(|comparison| comparison.line == line);
                entry.scale.and_then(|scale| scale::formula(plan, line, region, scale, &value, comparison))
            }
        };
        match earned {
            Some(earned) => Cell::formula(format!("IF(ISNUMBER({value}),{earned},{value})"), share),
            None => Cell::Fixed(share),
        }
    })
}

/// From shares to points.
pub fn points(plan: &Plan<'_, '_>) -> Sheet {
    let about = "得分 = 得分率 × 满分（第 4 行）；空白是未知 / Points = share × full points (row 4); blank is unknown";
    plan.of_lines(POINTS, about, &|line| plan.full(line), &|region, line| {
        let letters = column(plan.line(line));
        let share = on(SHARES, &format!("{letters}{}", row(region)));
        let points = match plan.of_region(region, line).map(|line| &line.measurement) {
            Some(Measurement::Known { points, .. } | Measurement::StandIn { points, .. }) => {
                Value::of(Some::<&Real>(points))
            }
            Some(Measurement::Struck(_) | Measurement::NotApplicable(_)) => plan.entered(region, line),
            _ => Value::none(),
        };
        Cell::formula(format!("IF(ISNUMBER({share}),{share}*{letters}$4,{share})"), points)
    })
}

/// The width of a column of figures.
pub const FIGURE: u16 = WIDTHS[2];
const _: () = assert!(LEAD == 2);
