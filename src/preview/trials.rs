//! The example rounds: where every region stands, and how it stood before the last change.

use super::shell::Main;
use crate::watch::{Standing, Trial};

/// Writes a table for each round.
pub(super) fn write(main: &mut Main, number: usize, rounds: &[Trial]) {
    for (index, round) in rounds.iter().enumerate() {
        let moved = round.standings.iter().filter(|standing| earlier(round, standing).is_some()).count();
        let title = main.pick("试算：各地得分", "Trial: scores of the regions");
        let folder = round.folder.to_string_lossy();
        main.out.raw("<details id=\"trial").count(number).raw("-").count(index).raw("\" open><summary><h3>").raw(title);
        main.out.raw(" <code>").text(&folder).raw("</code> <span class=\"count\">").count(round.standings.len());
        main.out.raw("</span></h3></summary>\n");
        if round.page.is_empty() {
            let nothing = main.pick("还没有结果", "no result yet");
            main.out.raw("<p>").raw(nothing).raw("</p>\n");
            main.end_part();
            continue;
        }
        main.out.raw("<p><a target=\"sheet\" href=\"/rounds/").count(number).raw("/").count(index).raw("\">");
        let (report, moving) = (main.pick("完整的检查报告", "the whole report"), main.pick("有变动的：", "moved: "));
        main.out.raw(report).raw("</a> · ").raw(moving).count(moved).raw("</p>\n");
        table(main, round);
        main.end_part();
    }
}

/// How a region stood before, where it stands otherwise now.
fn earlier<'t>(round: &'t Trial, now: &Standing) -> Option<&'t Standing> {
    let before = round.before.get(&(now.region.clone(), now.system.clone()))?;
    (before != now).then_some(before)
}

fn table(main: &mut Main, round: &Trial) {
    main.out.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
    for (zh, en) in
        [("地区", "region"), ("指标体系", "system"), ("得分", "score"), ("名次", "place"), ("问题", "problems")]
    {
        let head = main.pick(zh, en);
        main.out.raw("<th scope=\"col\">").raw(head).raw("</th>");
    }
    main.out.raw("</tr></thead>\n<tbody>\n");
    // What moved comes first: that is what the author looks for.
    let (moved, still): (Vec<_>, Vec<_>) =
        round.standings.iter().map(|now| (now, earlier(round, now))).partition(|(_, before)| before.is_some());
    for (now, before) in moved.into_iter().chain(still) {
        main.out.raw(if before.is_some() {
            "<tr class=\"changed\"><th scope=\"row\">"
        } else {
            "<tr><th scope=\"row\">"
        });
        main.out.text(&now.name).raw("</th><td>").text(&now.system).raw("</td><td>");
        from_to(main, before.map(|before| before.score.as_str()), &now.score);
        main.out.raw("</td><td>");
        from_to(main, before.map(|before| before.place.as_str()), &now.place);
        main.out.raw("</td><td>");
        let problems = before.map(|before| before.problems.to_string());
        from_to(main, problems.as_deref(), &now.problems.to_string());
        main.out.raw("</td></tr>\n");
    }
    main.out.raw("</tbody></table></div>\n");
}

fn from_to(main: &mut Main, before: Option<&str>, now: &str) {
    if let Some(before) = before.filter(|before| *before != now) {
        main.out.raw("<s>").text(before).raw("</s> → <strong>").text(now).raw("</strong>");
    } else {
        main.out.text(now);
    }
}
