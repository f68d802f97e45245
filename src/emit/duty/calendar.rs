//! Deadlines as calendars: an all-day event on the last day of each duty, with a reminder a week before.
//!
//! Events and not tasks (`VTODO`), because many calendar programs show tasks nowhere. A duty without an end has no day; all of a
//! calendar stand together in one event on the day from which the standard holds, which has no reminder. Where the manifest
//! names no such day, they are on the task sheets only.

use super::icalendar::{Calendar, day, stamp};
use super::ledger::{Entry, Ledger, Unit};
use crate::base::date::Date;
use crate::base::text::hexadecimal;
use crate::standard::Standard;
use sha2::{Digest, Sha256};

/// From the beginning of the day back to nine in the morning, seven days before.
const REMINDER: &str = "-P6DT15H";
/// What texts are written in.
const CHINESE: &str = ";LANGUAGE=zh-CN";
/// Bytes of the digest by which a unit is named.
const DIGEST: usize = 8;

/// The calendar of all duties of a plan; `None` where none of them has a day.
#[must_use]
pub fn of_all(standard: &Standard, ledger: &Ledger<'_>) -> Option<String> {
    let entries: Vec<&Entry<'_>> = ledger.entries.iter().collect();
    write(standard, ledger, None, &entries)
}

/// The calendar of a unit; `None` where none of its duties has a day.
#[must_use]
pub fn of_unit(standard: &Standard, ledger: &Ledger<'_>, unit: &Unit<'_>) -> Option<String> {
    let entries: Vec<&Entry<'_>> = ledger.duties_of(unit).collect();
    write(standard, ledger, Some(unit.name.unwrap_or("")), &entries)
}

fn write(standard: &Standard, ledger: &Ledger<'_>, unit: Option<&str>, entries: &[&Entry<'_>]) -> Option<String> {
    let manifest = &standard.manifest;
    let continuous: Vec<&Entry<'_>> = entries.iter().copied().filter(|entry| entry.duty.continuous).collect();
    let begins = manifest.effective.filter(|_| !continuous.is_empty());
    let dated = entries.iter().filter_map(|entry| Some((*entry, entry.due?)));
    if begins.is_none() && dated.clone().next().is_none() {
        return None;
    }
    let plan = &ledger.plan.title.zh;
    let name = unit.filter(|name| !name.is_empty()).map_or_else(|| plan.clone(), |unit| format!("{plan}（{unit}）"));
    let mut calendar = Calendar::default();
    calendar.begin("VCALENDAR");
    calendar.property("VERSION", "2.0");
    calendar.text("PRODID", &format!("-//guiju//{} {}//ZH", manifest.id, manifest.version));
    calendar.property("CALSCALE", "GREGORIAN");
    calendar.text(&format!("NAME{CHINESE}"), &name);
    // Older programs know this name of the property only.
    calendar.text("X-WR-CALNAME", &name);
    for (entry, due) in dated {
        let uid = format!("{}.{}.{}@guiju", manifest.id, ledger.plan.id, entry.duty.number);
        let summary = format!("截止：第 {} 项 {}", entry.duty.number, entry.duty.title.zh);
        let event = Event { uid, stamp: manifest.effective.unwrap_or(due), on: due, plan, summary, text: told(entry) };
        event.write(&mut calendar, true);
    }
    if let Some(on) = begins {
        let whose = unit.map_or_else(String::new, |unit| format!(".{}", digest(unit)));
        let numbers: Vec<&str> = continuous.iter().map(|entry| entry.duty.number.as_str()).collect();
        let texts: Vec<String> = continuous.iter().map(|entry| told(entry)).collect();
        let event = Event {
            uid: format!("{}.{}.continuous{whose}@guiju", manifest.id, ledger.plan.id),
            stamp: on,
            on,
            plan,
            summary: format!("持续推进：第 {} 项", numbers.join("、")),
            text: format!("自 {on} 起持续推进，没有时限。\n\n{}", texts.join("\n\n")),
        };
        event.write(&mut calendar, false);
    }
    calendar.end("VCALENDAR");
    Some(calendar.into_text())
}

/// What to know of a duty.
fn told(entry: &Entry<'_>) -> String {
    let mut lines = vec![format!("第 {} 项 {}", entry.duty.number, entry.duty.title.zh)];
    lines.extend(entry.duty.title.en.clone());
    lines.extend(entry.demand().map(|text| format!("要求：{text}")));
    if !entry.units.is_empty() {
        lines.push(format!("责任单位：{}", entry.units.join("、")));
    }
    let evidence: Vec<&str> = entry.duty.evidence.iter().map(|evidence| evidence.zh.as_str()).collect();
    if !evidence.is_empty() {
        lines.push(format!("可交证据：{}", evidence.join("；")));
    }
    lines.push(format!("依据：{}", entry.duty.clause));
    lines.join("\n")
}

/// A name for a unit that stays the same when units come and go, and holds nothing of its own.
fn digest(unit: &str) -> String {
    hexadecimal(Sha256::digest(unit.as_bytes()).get(..DIGEST).unwrap_or_default())
}

struct Event<'e> {
    uid: String,
    stamp: Date,
    on: Date,
    plan: &'e str,
    summary: String,
    text: String,
}

impl Event<'_> {
    fn write(&self, calendar: &mut Calendar, reminds: bool) {
        calendar.begin("VEVENT");
        calendar.text("UID", &self.uid);
        calendar.property("DTSTAMP", &stamp(self.stamp));
        calendar.property("DTSTART;VALUE=DATE", &day(self.on));
        // The day after the last one, as the RFC has it; an event without it lasts one day, too.
        if let Some(after) = self.on.plus_days(1) {
            calendar.property("DTEND;VALUE=DATE", &day(after));
        }
        calendar.text(&format!("SUMMARY{CHINESE}"), &self.summary);
        calendar.text(&format!("DESCRIPTION{CHINESE}"), &self.text);
        calendar.text(&format!("CATEGORIES{CHINESE}"), self.plan);
        // A deadline takes up nobody's day.
        calendar.property("TRANSP", "TRANSPARENT");
        if reminds {
            calendar.begin("VALARM");
            calendar.property("ACTION", "DISPLAY");
            calendar.property("TRIGGER", REMINDER);
            calendar.text(&format!("DESCRIPTION{CHINESE}"), &self.summary);
            calendar.end("VALARM");
        }
        calendar.end("VEVENT");
    }
}
