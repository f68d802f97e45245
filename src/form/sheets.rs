//! The records of a submission → sheets, as far as they are asked for.

use super::name::Names;
use super::{Arrangement, Owner, Sheet, Slot, SlotContent, given};
use crate::standard::record::{Content, Member, Record};
use crate::standard::{Label, Standard};
use std::collections::BTreeSet;

/// The sheets of a submission of which the cells with these paths are asked for.
pub fn sheets<'s>(standard: &'s Standard, level: &'s str, asked: &BTreeSet<String>) -> Vec<Sheet<'s>> {
    let Some(root) = standard.root() else { return Vec::new() };
    let mut builder = Builder { standard, level, asked, names: Names::default(), sheets: Vec::new() };
    let place = Place::default();
    builder.submission(root, &place);
    builder.sheets
}

struct Builder<'s, 'a> {
    standard: &'s Standard,
    level: &'s str,
    asked: &'a BTreeSet<String>,
    names: Names,
    sheets: Vec<Sheet<'s>>,
}

/// The way from the submission to a record.
#[derive(Clone, Default)]
struct Place<'s> {
    /// As sheets name it: `sections.posts`.
    path: String,
    /// As cells are named: `sections[].posts[]`.
    cells: String,
    titles: Vec<&'s Label>,
    /// The lists on the way, the record's own last.
    owners: Vec<Owner<'s>>,
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// A list that is met on a sheet and gets one of its own.
type Nested<'s> = (Place<'s>, &'s Member, &'s Record, &'s str);

// Records never contain themselves, which bounds every recursion here.
impl<'s> Builder<'s, '_> {
    /// The submission's own fields and lists are a card; each of its parts is one, too.
    fn submission(&mut self, root: &'s Record, place: &Place<'s>) {
        let mut own = (Vec::new(), Vec::new());
        let mut parts = Vec::new();
        for member in &root.members {
            match &member.content {
                Content::Part(of) => parts.extend(self.standard.record(&of.value).map(|record| (member, record))),
                _ => self.slot(member, place, "", &[], &mut own),
            }
        }
        let (slots, lists) = own;
        self.add(place, vec![&root.title], root.help.as_deref(), Arrangement::Card, slots);
        for (member, record) in parts {
            let place = Place {
                path: member.name.clone(),
                cells: member.name.clone(),
                titles: vec![&member.title],
                owners: Vec::new(),
            };
            let mut own = (Vec::new(), Vec::new());
            self.slots(record, &place, "", &[], &mut own);
            let help = member.help.as_deref().or(record.help.as_deref());
            self.add(&place, place.titles.clone(), help, Arrangement::Card, own.0);
            self.lists(own.1);
        }
        self.lists(lists);
    }

    fn lists(&mut self, lists: Vec<Nested<'s>>) {
        for (place, member, record, key) in lists {
            let mut own = (Vec::new(), Vec::new());
            self.slots(record, &place, "", &[], &mut own);
            let (mut slots, nested) = own;
            // A row is told apart by what stands first in it.
            slots.sort_by_key(|slot| slot.path != key);
            let help = member.help.as_deref().or(record.help.as_deref());
            let owners = place.owners.split_last().map(|(_, outer)| outer.to_vec()).unwrap_or_default();
            let given = given::rows(self.standard, self.level, &place.path);
            let arrangement = Arrangement::Table { owners, key, given };
            self.add(&place, place.titles.clone(), help, arrangement, slots);
            self.lists(nested);
        }
    }

    fn add(
        &mut self,
        place: &Place<'s>,
        titles: Vec<&'s Label>,
        help: Option<&'s str>,
        arrangement: Arrangement<'s>,
        slots: Vec<Slot<'s>>,
    ) {
        if slots.is_empty() {
            return;
        }
        let title = titles.iter().map(|title| title.zh.as_str()).collect::<Vec<_>>().join("·");
        let name = self.names.give(&title);
        self.sheets.push(Sheet { path: place.path.clone(), name, titles, help, arrangement, slots });
    }

    /// The slots of a record on the sheet of `place`; `within` and `titles` lead from the sheet's record to this one.
    fn slots(
        &self,
        record: &'s Record,
        place: &Place<'s>,
        within: &str,
        titles: &[&'s Label],
        found: &mut (Vec<Slot<'s>>, Vec<Nested<'s>>),
    ) {
        for member in &record.members {
            self.slot(member, place, within, titles, found);
        }
    }

    fn slot(
        &self,
        member: &'s Member,
        place: &Place<'s>,
        within: &str,
        titles: &[&'s Label],
        found: &mut (Vec<Slot<'s>>, Vec<Nested<'s>>),
    ) {
        let path = join(within, &member.name);
        let titles = [titles, &[&member.title]].concat();
        let help = member.help.as_deref();
        match &member.content {
            Content::Derived(_) => {}
            Content::Field(field) => {
                let is_key = place.owners.last().is_some_and(|owner| owner.path == place.path && owner.key == path);
                if field.asked || is_key || self.asked.contains(&join(&place.cells, &path)) {
                    found.0.push(Slot { path, titles, help, content: SlotContent::Field(field) });
                }
            }
            Content::Part(of) => {
                if let Some(record) = self.standard.record(&of.value) {
                    self.slots(record, place, &path, &titles, found);
                }
            }
            Content::List { of, key } => {
                let Some(record) = self.standard.record(&of.value) else { return };
                let inner = Place {
                    path: join(&place.path, &path),
                    cells: format!("{}[]", join(&place.cells, &path)),
                    titles: [place.titles.as_slice(), &titles].concat(),
                    owners: place.owners.clone(),
                };
                let idle = self.is_idle(&inner.path);
                if idle && !self.is_read(&inner.cells) || !self.is_asked(record, &inner.cells) {
                    return;
                }
                if given::rows(self.standard, self.level, &inner.path).is_empty() {
                    found.0.push(Slot { path, titles, help, content: SlotContent::Completeness });
                }
                let Some(owner) = owner(&inner.path, member, record, &key.value) else { return };
                let inner = Place { owners: [inner.owners.as_slice(), &[owner]].concat(), ..inner };
                found.1.push((inner, member, record, &key.value));
            }
        }
    }

    /// Whether the list with that path is for reporting on plans of which nothing binds the level: then no field of it is asked
    /// for for people's sake.
    fn is_idle(&self, path: &str) -> bool {
        let mut plans = self.standard.plans.iter();
        plans.any(|plan| plan.reported_in.as_deref() == Some(path))
            && given::rows(self.standard, self.level, path).is_empty()
    }

    /// Whether a rule or an indicator reads anything of the elements of a list.
    fn is_read(&self, cells: &str) -> bool {
        let below = format!("{cells}.");
        self.asked.range(below.clone()..).next().is_some_and(|cell| cell.starts_with(&below))
    }

    /// Whether anything of the elements of a list is asked for.
    fn is_asked(&self, record: &Record, cells: &str) -> bool {
        self.is_read(cells)
            || record.members.iter().any(|member| match &member.content {
                Content::Field(field) => field.asked,
                Content::Part(of) => self
                    .standard
                    .record(&of.value)
                    .is_some_and(|record| self.is_asked(record, &join(cells, &member.name))),
                Content::List { of, .. } => self
                    .standard
                    .record(&of.value)
                    .is_some_and(|record| self.is_asked(record, &format!("{}[]", join(cells, &member.name)))),
                Content::Derived(_) => false,
            })
    }
}

fn owner<'s>(path: &str, member: &'s Member, record: &'s Record, key: &'s str) -> Option<Owner<'s>> {
    let key_member = record.member(key)?;
    let Content::Field(field) = &key_member.content else { return None };
    Some(Owner { path: path.to_owned(), title: &member.title, key, key_title: &key_member.title, field })
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a test may fail by panicking")]
mod tests {
    use crate::diagnostic::SourceMap;
    use crate::form::{Arrangement, Column, Due, Form, SlotContent};
    use crate::package::{self, Files};
    use crate::standard::Standard;

    const STANDARD: &str = r#"
        standard "s" version="1" { title "标准"; regions "r.csv"; submission "report" }
        source "law" title="法" { clause "law-1" "应" modality="requirement" }
        record "post" "岗位" { field "id" "编号" type="text"; field "days" "天数" type="integer"; field "spare" "备用" type="text" }
        record "section" "板块" { field "since" "起始" type="date"; field "id" "板块号" type="text"; list "posts" "岗位" of="post" key="id" }
        record "visit" "评估" { field "rating" "评分" type="integer" }
        record "hall" "大厅" {
            field "area" "面积" type="number"; field "note" "说明" type="text" asked=#true; part "visit" "评估" of="visit"
            list "sections" "板块" of="section" key="id"
        }
        record "report" "报告" { field "stage" "阶段" type="text"; part "hall" "大厅" of="hall"; list "shops" "网点" of="post" key="id" }
        rule "a" "甲" { clause "law-1"; binds level="county"; problem-when "hall.area < 3 && hall.visit.rating < 2" }
        rule "b" "乙" { clause "law-1"; binds level="county"; problem-when "hall.sections.exists(s, s.posts.exists(p, p.days < 3))" }
        rule "c" "丙" { clause "law-1"; binds level="city"; problem-when "members.exists(m, m.stage == 'x')" }
    "#;

    fn standard() -> Standard {
        standard_of(STANDARD)
    }

    fn standard_of(text: &str) -> Standard {
        let registry = "code,name,level,parent\nA,市,city,\nA1,县,county,A\n";
        let files = [("s.kdl".to_owned(), text.into()), ("r.csv".to_owned(), registry.into())];
        let mut sources = SourceMap::default();
        let compilation = package::compile(&Files::in_memory("", files), &mut sources);
        let codes: Vec<&str> = compilation.diagnostics.iter().map(|found| found.entry.code).collect();
        compilation.standard.unwrap_or_else(|| panic!("{codes:?}"))
    }

    #[test]
    fn a_level_is_asked_for_what_concerns_it() {
        let standard = standard();
        let form = Form::of(&standard, "county");
        let told: Vec<String> = form
            .sheets
            .iter()
            .map(|sheet| {
                let slots = sheet.slots.iter().map(|slot| match slot.content {
                    SlotContent::Field(_) => slot.path.clone(),
                    SlotContent::Completeness => format!("{}?", slot.path),
                });
                let owners = match &sheet.arrangement {
                    Arrangement::Card => "card".to_owned(),
                    Arrangement::Table { owners, key, .. } => {
                        let owners = owners.iter().map(|owner| format!("{}.{} ", owner.path, owner.key));
                        owners.collect::<String>() + key
                    }
                };
                format!("{} {} ({owners}): {}", sheet.name, sheet.path, slots.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "报告  (card): stage",
                "大厅 hall (card): area note visit.rating sections?",
                "大厅·板块 hall.sections (id): id posts?",
                "大厅·板块·岗位 hall.sections.posts (hall.sections.id id): id days",
            ]
        );
        let city = Form::of(&standard, "city");
        let sheets: Vec<&str> = city.sheets.iter().map(|sheet| sheet.path.as_str()).collect();
        assert_eq!(sheets, ["hall"]);
        assert_eq!(Form::all(&standard).len(), 2);
    }

    const PLAN: &str = r#"
        standard "s" version="1" { title "标准"; regions "r.csv"; submission "report" }
        source "law" title="法" { axis "item" "项"; clause "law-1" "应" modality="requirement" }
        choice "state" "状态" { option "not-started" "未启动"; option "done" "已完成"; option "not-applicable" "不适用" }
        record "status" "落实" { field "state" "状态" type="state"; field "no" "序号" type="integer"; field "note" "情况" type="text" asked=#true }
        record "report" "报告" { list "statuses" "落实情况" of="status" key="no" }
        measures "plan" "计划" source="law" axis="item" reported-in="statuses" {
            measure 1 "一" due="2024-03-31" { units "甲办" "乙局"; binds level="county"; modality "requirement" }
            measure 2 "二" due="2024-03-31" { binds level="city"; modality "requirement" }
            measure 3 "三" continuous=#true { binds region="A1"; modality "requirement" }
        }
    "#;

    #[test]
    fn duties_are_rows_that_are_given() {
        let standard = standard_of(PLAN);
        let form = Form::of(&standard, "county");
        let [sheet] = form.sheets.as_slice() else { panic!("{:?}", form.sheets) };
        let Arrangement::Table { given, .. } = &sheet.arrangement else { panic!("no table") };
        let rows: Vec<_> = given.iter().map(|row| (row.key, row.title.zh.as_str(), row.units, row.due)).collect();
        let day = crate::base::date::Date::parse("2024-03-31").map(Due::By);
        let units = ["甲办".to_owned(), "乙局".to_owned()];
        assert_eq!(rows, [("1", "一", units.as_slice(), day.unwrap_or(Due::Open)), ("3", "三", &[], Due::Continuous)]);
        let keys: Vec<String> = sheet.columns().iter().map(Column::key).collect();
        assert_eq!(keys, ["no", "#title", "#units", "#due", "state", "note", "#state"]);
    }

    #[test]
    fn the_digest_tells_what_is_asked_for_and_no_wording() {
        let digest = |from: &str, to: &str| {
            let text = PLAN.replace(from, to);
            assert!(from == to || text != PLAN);
            Form::of(&standard_of(&text), "county").digest()
        };
        let whole = digest("", "");
        assert_eq!(whole.len(), 64);
        for (from, to) in [("情况\" type", "说明\" type"), ("version=\"1\"", "version=\"2\""), ("\"二\"", "\"贰\"")]
        {
            assert_eq!(digest(from, to), whole, "{from} → {to}");
        }
        for (from, to) in [
            ("type=\"text\" asked", "type=\"date\" asked"),
            ("已完成", "做完了"),
            ("type=\"integer\"", "type=\"integer\" max=9"),
            ("continuous=#true { binds region=\"A1\"", "continuous=#true { binds level=\"city\""),
            ("\"note\" \"", "\"notes\" \""),
        ] {
            assert_ne!(digest(from, to), whole, "{from} → {to}");
        }
    }
}
