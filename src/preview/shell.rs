//! The page around the parts.

use crate::base::markup::Markup;
use crate::diagnostic::Language;
use crate::watch::Workshop;

/// The style sheet of the page.
pub(super) const STYLE: &str = include_str!("style.css");
/// What keeps the page up to date.
pub(super) const SCRIPT: &str = include_str!("script.js");
/// The compass and the square.
pub(super) const ICON: &str = include_str!("icon.svg");

/// The part of the page that a change replaces, in the making.
#[derive(Debug)]
pub(super) struct Main {
    pub out: Markup,
    pub language: Language,
}

impl Main {
    pub(super) fn begin(version: u64, packages: usize, language: Language) -> Self {
        let mut out = Markup::new();
        out.raw("<main id=\"main\" data-version=\"").number(version).raw("\" data-packages=\"").count(packages);
        out.raw("\">\n");
        Self { out, language }
    }

    /// One of two texts.
    pub(super) fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    pub(super) fn package(&mut self, number: usize, workshop: &Workshop) {
        let state = if workshop.is_valid {
            self.pick("有效", "valid")
        } else {
            self.pick("有错误：下面仍是最近一次有效时的内容", "has errors: what follows is the last valid state")
        };
        let class = if workshop.is_valid { "valid" } else { "invalid" };
        let folder = workshop.folder.to_string_lossy();
        let (title, edition) = match &workshop.standard {
            Some(standard) => {
                let manifest = &standard.manifest;
                (manifest.title.text(self.language).to_owned(), format!("{} {}", manifest.id, manifest.version))
            }
            None => (workshop.id.clone().unwrap_or_else(|| folder.clone().into_owned()), String::new()),
        };
        self.out.raw("<section class=\"package\" aria-labelledby=\"p").count(number).raw("\">\n<header><h2 id=\"p");
        self.out.count(number).raw("\">").text(&title).raw("</h2>\n<p>").text(&edition).raw(" <code>").text(&folder);
        self.out.raw("</code> <strong class=\"state ").raw(class).raw("\">").raw(state).raw("</strong></p></header>\n");
    }

    pub(super) fn end_package(&mut self) {
        self.out.raw("</section>\n");
    }

    /// Begins a part that can be closed; it stays open or closed when the page is brought up to date.
    pub(super) fn begin_part(
        &mut self,
        kind: &'static str,
        number: usize,
        title: &'static str,
        count: usize,
        open: bool,
    ) {
        self.out.raw("<details id=\"").raw(kind).count(number).raw(if open { "\" open>" } else { "\">" });
        self.out.raw("<summary><h3>").raw(title).raw(" <span class=\"count\">").count(count);
        self.out.raw("</span></h3></summary>\n");
    }

    pub(super) fn end_part(&mut self) {
        self.out.raw("</details>\n");
    }

    pub(super) fn into_string(self) -> String {
        let mut out = self.out;
        out.raw("</main>\n");
        out.into_string()
    }
}

/// The whole page around its main part.
pub(super) fn page(main: &str, language: Language) -> String {
    let pick = |zh: &'static str, en: &'static str| if language == Language::Zh { zh } else { en };
    let mut out = Markup::new();
    out.raw(pick("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n", "<!DOCTYPE html>\n<html lang=\"en\">\n"));
    out.raw(
        "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
    out.raw("<title>").raw(pick("规矩 · 预览", "Guiju · preview")).raw("</title>\n");
    out.raw(
        "<link rel=\"icon\" href=\"/icon.svg\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n<script src=\"/script.js\" defer></script>\n</head>\n<body>\n",
    );
    out.raw("<header class=\"top\"><h1>").raw(pick("规矩 · 预览", "Guiju · preview")).raw("</h1>\n");
    out.raw("<p id=\"link\" role=\"status\" data-live=\"").raw(pick("随保存更新", "follows every save"));
    out.raw("\" data-gone=\"").raw(pick("监视已停止", "the watch has ended")).raw("\">");
    out.raw(pick("刷新页面看最新内容", "reload to see the latest")).raw("</p></header>\n<div class=\"columns\">\n");
    let mut page = out.into_string();
    page.push_str(main);
    let mut out = Markup::new();
    out.raw("<aside aria-label=\"").raw(pick("所选的文书、标牌或报告", "the chosen document, sign or report"));
    out.raw("\">\n<iframe name=\"sheet\" id=\"sheet\" title=\"");
    out.raw(pick("所选的文书、标牌或报告", "the chosen document, sign or report")).raw("\"></iframe>\n</aside>\n");
    out.raw("</div>\n</body>\n</html>\n");
    page.push_str(out.as_str());
    page
}
