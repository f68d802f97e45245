//! What the forms ask for, in outline: levels, sheets, and what is filled in on each.

use super::shell::Main;
use crate::form::{Arrangement, Form, SlotContent, wording};
use crate::watch::Workshop;

/// Writes the outline of the forms of what compiled last.
pub(super) fn write(main: &mut Main, number: usize, workshop: &Workshop) {
    let Some(standard) = &workshop.standard else { return };
    let forms = Form::all(standard);
    if forms.is_empty() {
        return;
    }
    let title = main.pick("要填的内容", "What is filled in");
    main.begin_part("outline", number, title, forms.len(), false);
    for form in &forms {
        main.out.raw("<h4>").text(standard.manifest.level(form.level, main.language)).raw("</h4>\n<ul>\n");
        for sheet in &form.sheets {
            main.out.raw("<li>").text(&sheet.name);
            if let Arrangement::Table { given, .. } = &sheet.arrangement {
                let kind = main.pick("（每行一项）", " (a row each)");
                main.out.raw(kind);
                if !given.is_empty() {
                    main.out.raw(" ").count(given.len());
                }
            }
            main.out.raw("\n<ul>\n");
            for slot in &sheet.slots {
                if matches!(slot.content, SlotContent::Field(_)) {
                    main.out.raw("<li>").text(&wording::heading(standard, slot)).raw(" <code>").text(&slot.path);
                    main.out.raw("</code></li>\n");
                }
            }
            main.out.raw("</ul></li>\n");
        }
        main.out.raw("</ul>\n");
    }
    main.end_part();
}
