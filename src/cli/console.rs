//! The terminal: what is printed, and where. The one place that prints; a reader that has gone away (a closed pipe) is no
//! failure, neither of results nor of messages.

use super::Ending;
use crate::base::text::safe;
use crate::diagnostic::render::{Style, render, summary};
use crate::diagnostic::{Diagnostic, Language, SourceMap};
use std::io::{BufWriter, IsTerminal, Write};

/// The terminal, in a language.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    /// The language of everything that is printed.
    pub language: Language,
    style: Style,
}

impl Console {
    /// A console in a language; coloured on a terminal unless `NO_COLOR` is set.
    pub fn new(language: Language) -> Self {
        let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
        Self { language, style: if coloured { Style::Colour } else { Style::Plain } }
    }

    /// What is being done, on a line of its own that goes away: at a terminal only, and not in a pipeline that has one.
    pub fn progress(&self) -> Progress {
        let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        let seen = std::io::stderr().is_terminal() && !dumb && std::env::var_os("CI").is_none();
        Progress { language: self.language, seen }
    }

    /// One of two texts.
    pub fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// Prints a result.
    pub fn print(&self, text: &str) {
        put(std::io::stdout().lock(), text);
    }

    /// Prints a line of a result, for lists of what was made.
    pub fn line(&self, text: &str) {
        self.print(&format!("{}\n", safe(text)));
    }

    /// Prints a result that is too large to be made before it is printed.
    pub fn print_with<E>(&self, write: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<(), E> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = write(&mut out);
        let _ = out.flush();
        written
    }

    /// Prints a line about what was done, beside the results.
    pub fn note(&self, text: &str) {
        self.tell(&format!("{}\n", safe(text)));
    }

    /// Prints beside the results.
    fn tell(&self, text: &str) {
        put(std::io::stderr().lock(), text);
    }

    /// Whether messages go to a terminal.
    pub fn is_terminal(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// Empties the screen of a terminal, so that what was said before and has been mended is gone.
    pub fn begin_anew(&self) {
        if self.is_terminal() {
            self.tell("\u{1b}[2J\u{1b}[3J\u{1b}[H");
        }
    }

    /// Prints messages and how many there are.
    pub fn report(&self, diagnostics: &[Diagnostic], sources: &SourceMap) {
        if !diagnostics.is_empty() {
            self.tell(&render(diagnostics, sources, self.language, self.style));
            self.tell(&format!("{}\n", summary(diagnostics, self.language)));
        }
    }

    /// Prints messages, each with the lines that explain it below it, and how many there are.
    pub fn report_explained(&self, explained: &[(Diagnostic, Vec<String>)], sources: &SourceMap) {
        for (diagnostic, lines) in explained {
            let mut text = render(std::slice::from_ref(diagnostic), sources, self.language, self.style);
            text.extend(lines.iter().map(|line| format!("    {}\n", safe(line))));
            if !lines.is_empty() {
                text.push('\n');
            }
            self.tell(&text);
        }
        if !explained.is_empty() {
            let diagnostics: Vec<Diagnostic> = explained.iter().map(|(diagnostic, _)| diagnostic.clone()).collect();
            self.tell(&format!("{}\n", summary(&diagnostics, self.language)));
        }
    }

    /// Prints one message that has no place in a file.
    pub fn complain(&self, diagnostic: Diagnostic) {
        self.report(&[diagnostic], &SourceMap::default());
    }

    /// What is printed without arguments: where to start.
    pub fn start(&self) -> Ending {
        self.print(self.pick(START_ZH, START_EN));
        Ending::Holds
    }
}

/// Takes the cursor back to the beginning of the line, and the line away.
const AWAY: &str = "\r\x1b[K";

/// A line that says what is being done; it is gone when this is dropped, which comes before anything else is printed.
#[derive(Debug)]
pub struct Progress {
    language: Language,
    seen: bool,
}

impl Progress {
    /// Says what is being done now, and with how many of what.
    pub fn stage(&self, count: usize, zh: &str, en: &str) {
        let text = match self.language {
            Language::Zh => zh,
            Language::En => en,
        };
        if self.seen {
            put(std::io::stderr().lock(), &format!("{AWAY}{}…", text.replace("{n}", &count.to_string())));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.seen {
            put(std::io::stderr().lock(), AWAY);
        }
    }
}

const START_ZH: &str = "\
规矩：把改革标准编译成表单规格、文书、标牌和检查结论。

  guiju new 编号                     新建一个可以直接编译的标准包
  guiju build                        编译 standards/ 下的标准，生成 generated/
  guiju watch --open                 保存就重新生成，并打开预览页
  guiju form --out 文件夹            给每个地区一份要填的工作簿，可带入上一轮的数
  guiju check examples/…             检查并评分各地的填报
  guiju check … --roll-up 文件夹     另出汇总表和催办清单
  guiju check … --html 文件          另把报告写成一个带图的网页
  guiju check … --feedback 文件夹    另出举措的反馈表（工作簿）
  guiju check … --format xlsx --out 文件夹
                                     给填报的工作簿加上批注，好退回
  guiju test                         运行标准里的测试
  guiju fmt                          统一 standards/ 的书写格式；--keywords zh|en 转换关键词
  guiju roster standards/… --names 名单.csv --out 文件夹
                                     把本机名单上的姓名印到公示栏上
  guiju check … --live 文件夹        另出带公式、可自己重算的得分表
  guiju explain --round 填报 --region 代码
                                     一个地区的得分怎么来的、怎样提高
  guiju explain GJ2202               解释消息编号
  guiju completions bash             终端补全的脚本；guiju man 写手册页

用 guiju --help 看全部参数。
";

const START_EN: &str = "\
Guiju compiles reform standards into schemas, documents, signs and verdicts.

  guiju new NAME                     a package to start from
  guiju build                        compile the standards in standards/ into generated/
  guiju form --out FOLDER            a workbook for each region to fill in
  guiju check examples/…             check and score what regions submitted
  guiju check … --roll-up FOLDER     also write workbooks of the roll-up and the chase list
  guiju check … --html FILE          also write the report as one page with pictures
  guiju check … --feedback FOLDER    also write the feedback tables of the measures (workbooks)
  guiju check … --format xlsx --out FOLDER
                                     the filled-in workbooks with comments, to give back
  guiju test                         run the tests in the standards
  guiju fmt                          format standards/; --keywords zh|en converts the keywords
  guiju roster standards/… --names names.csv --out FOLDER
                                     put names from a local list on roster signs
  guiju check … --live FOLDER        also write the scores as workbooks with live formulas
  guiju explain --round ROUND --region CODE
                                     why a region has its score, and what would raise it
  guiju explain GJ2202               explain the code of a message
  guiju completions bash             a script that completes arguments; guiju man: manual pages

See guiju --help for all arguments.
";

/// Writes a text and what waits before it. That nobody reads it any more is no failure.
fn put(mut stream: impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
