//! What can be said on the command line.
//!
//! The comment of a verb, an argument or a value is its help: Chinese, a slash between blanks, English. [`super::help`] shows one of the
//! two, and has the Chinese names of values.

use crate::diagnostic::Language;
use crate::scaffold::Pipeline;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// 规矩：把改革标准编译成表单规格、文书、标牌和检查结论 / Guiju compiles reform standards into schemas, documents, signs and verdicts
///
/// Texts of verbs, arguments and values are Chinese and English, with a slash between blanks; `help.rs` shows one of them.
#[derive(Debug, Parser)]
#[command(name = "guiju", version, disable_help_subcommand = true, long_about = None)]
pub struct Arguments {
    /// 消息的语言（默认看区域设置） / language of messages (by default that of the locale)
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    pub lang: Option<LanguageArgument>,
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// A language.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageArgument {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::Zh => Self::Zh,
            LanguageArgument::En => Self::En,
        }
    }
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// 新建一个可以直接编译的标准包 / a package to start from
    New(NewArguments),
    /// 编译标准，生成 generated/ / compile standards into generated/
    Build(BuildArguments),
    /// 监视标准，保存就重新生成，可开预览页 / build again on every save, with a page to look at
    Watch(WatchArguments),
    /// 检查并评分各地的填报 / check and score what regions submitted
    Check(CheckArguments),
    /// 同一批填报按两版标准评分：谁升谁降，每处改动各占多少 / score the same submissions by two editions: who moves, and by what change
    Compare(CompareArguments),
    /// 运行标准里的测试 / run the tests in the standards
    Test(TestArguments),
    /// 给每个地区一份要填的工作簿 / a workbook for each region to fill in
    Form(FormArguments),
    /// 统一书写格式，或转换关键词的语言 / format KDL files, or convert the language of their keywords
    Fmt(FmtArguments),
    /// 把本机名单上的姓名印到公示栏上 / put names from a local list on roster signs
    Roster(RosterArguments),
    /// 解释消息编号，或一个地区的得分 / explain the code of a message, or the score of a region
    Explain(ExplainArguments),
    /// 给终端补全命令和参数的脚本 / a script that completes commands and arguments in a shell
    Completions(CompletionsArguments),
    /// 手册页，写到一个文件夹 / manual pages, written into a folder
    Man(ManArguments),
}

/// `new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// 标准包的编号，也是文件夹名：字母、数字、-、_，可用汉字 / the id of the package, and its folder: letters, digits, - and _
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 放在哪里：还没有的，或空的文件夹（默认与编号同名） / where: a folder that is not there or empty (by default named as the id)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// 另写一份流水线的配置 / also write the file of a pipeline
    #[arg(long, value_enum, value_name = "SERVICE")]
    pub ci: Option<CiArgument>,
}

/// Services that run pipelines.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CiArgument {
    /// GitHub Actions
    Github,
    /// GitLab CI
    Gitlab,
}

impl From<CiArgument> for Pipeline {
    fn from(argument: CiArgument) -> Self {
        match argument {
            CiArgument::Github => Self::Github,
            CiArgument::Gitlab => Self::Gitlab,
        }
    }
}

/// `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// 标准包的文件夹（默认 standards/ 下的每一个） / package folders (by default each one in standards/)
    #[arg(value_name = "PACKAGE")]
    pub packages: Vec<PathBuf>,
    /// 输出到哪里，每个包一个子文件夹 / where outputs go, a folder for each package
    #[arg(long, default_value = "generated", value_name = "DIR")]
    pub out: PathBuf,
    /// 只核对，不写：与标准不一致就报告 / write nothing, report what differs
    #[arg(long)]
    pub check: bool,
    /// 给机器读的报告 / reports for machines
    #[command(flatten)]
    pub reports: ReportArguments,
    /// 从哪一档起算不成立 / from which messages on the exit code says so
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOnMessage::Error)]
    pub fail_on: FailOnMessage,
}

/// `watch`.
#[derive(Debug, Args)]
pub struct WatchArguments {
    /// 标准包的文件夹（默认 standards/ 下的每一个） / package folders (by default each one in standards/)
    #[arg(value_name = "PACKAGE")]
    pub packages: Vec<PathBuf>,
    /// 输出到哪里，每个包一个子文件夹 / where outputs go, a folder for each package
    #[arg(long, default_value = "generated", value_name = "DIR")]
    pub out: PathBuf,
    /// 打开预览页：文书、标牌、表单、消息、试算的得分 / open a page with documents, signs, forms, messages and scores on trial
    #[arg(long)]
    pub open: bool,
    /// 预览页的端口，只对本机开放；不加 --open 就不打开浏览器 / the port of the page, for this machine only; without --open no browser is started
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// 用这些填报试算（默认 examples/ 下用到这个标准的） / rounds to judge on trial (by default those in examples/ that name the package)
    #[arg(long = "round", value_name = "ROUND")]
    pub rounds: Vec<PathBuf>,
}

/// `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// 填报的文件夹 / the folder of submissions
    #[arg(value_name = "ROUND")]
    pub submissions: PathBuf,
    /// 标准包（默认见填报文件夹的 submissions.kdl） / the package (by default as submissions.kdl says)
    #[arg(long, value_name = "PACKAGE")]
    pub standard: Option<PathBuf>,
    /// 基准日，如 2024-01-31 / the day of the verdicts, for example 2024-01-31
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
    /// 把汇总表和催办清单写到这个文件夹（整个换掉） / write workbooks of the roll-up and the chase list into this folder, as a whole
    #[arg(long, value_name = "DIR")]
    pub roll_up: Option<PathBuf>,
    /// 另把报告写成一个网页文件，可打印、可用手机看 / also write the report as one HTML file, for screens, telephones and paper
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// 输出格式 / format of the report
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
    /// 退回的工作簿放在哪里（--format xlsx） / where the commented workbooks go
    #[arg(long, required_if_eq("format", "xlsx"), value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// 另把带公式、可自己重算的得分表写到这个文件夹，每套指标体系一个 / also write scores with live formulas here, a workbook a system
    #[arg(long, value_name = "DIR")]
    pub live: Option<PathBuf>,
    /// 另把举措的反馈表写到这个文件夹，每个地区一个工作簿 / also write feedback tables of the measures here, a workbook a region
    #[arg(long, value_name = "DIR")]
    pub feedback: Option<PathBuf>,
    /// 给机器读的报告 / reports for machines
    #[command(flatten)]
    pub reports: ReportArguments,
    /// 从哪一档起算不成立 / from which findings on the exit code says so
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Problem)]
    pub fail_on: FailOn,
    /// 以前的报告（jsonl）：只有里面没有的发现才算不成立 / a former report (jsonl): only findings that it does not have count
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// The reports for machines, of several verbs.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// 另写一份给机器读的报告，可写几次：sarif、junit、github、gitlab、jsonl、markdown；文件写 - 是标准输出 / also write a report for machines (may be repeated); the file - is standard output
    #[arg(long = "report", value_name = "KIND=FILE")]
    pub reports: Vec<String>,
}

/// From which findings on a check fails; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum FailOn {
    /// 什么发现都不算 / no finding
    Never,
    /// 填报里的错误 / errors in submissions
    Error,
    /// 还有问题 / also problems
    Problem,
    /// 还有警告 / also warnings
    Warning,
    /// 还有未知、待复核和缺报 / also what is unknown, to be reviewed or missing
    Unknown,
}

/// From which messages on a build or the tests of a package fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnMessage {
    /// 错误 / errors
    Error,
    /// 还有警告 / also warnings
    Warning,
}

/// Formats of a check report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 给人看 / for people
    Text,
    /// 给机器读 / for machines
    Json,
    /// 填报的工作簿，批注好退回；要写 --out / the workbooks handed in, with comments; needs --out
    Xlsx,
}

/// `compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// 旧版标准包的文件夹 / the package of the old edition
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// 新版标准包的文件夹 / the package of the new edition
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// 填报的文件夹 / the folder of submissions
    #[arg(value_name = "ROUND")]
    pub submissions: PathBuf,
    /// 只比这套指标体系 / only this indicator system
    #[arg(long, value_name = "ID")]
    pub system: Option<String>,
    /// 基准日，如 2024-01-31 / the day of the verdicts, for example 2024-01-31
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
    /// 输出格式 / format of the report
    #[arg(long, value_enum, default_value_t = CompareFormat::Text, value_name = "FORMAT")]
    pub format: CompareFormat,
}

/// The formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// 给人看 / for people
    Text,
    /// 给机器读 / for machines
    Json,
}

/// `test`.
#[derive(Debug, Args)]
pub struct TestArguments {
    /// 标准包的文件夹（默认 standards/ 下的每一个） / package folders (by default each one in standards/)
    #[arg(value_name = "PACKAGE")]
    pub packages: Vec<PathBuf>,
    /// 列出没有测试到的规则和分支 / list the rules and branches that no test reaches
    #[arg(long)]
    pub coverage: bool,
    /// 逐处小改标准，看测试能否发现；最多 N 处 / change the standard in at most N small ways and see which the tests notice
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "400")]
    pub mutants: Option<usize>,
    /// 给机器读的报告 / reports for machines
    #[command(flatten)]
    pub reports: ReportArguments,
    /// 从哪一档起算不成立 / from which messages on the exit code says so
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOnMessage::Error)]
    pub fail_on: FailOnMessage,
}

/// `form`.
#[derive(Debug, Args)]
pub struct FormArguments {
    /// 标准包的文件夹（默认 standards/ 下的每一个） / the package folder (by default each one in standards/)
    #[arg(value_name = "PACKAGE")]
    pub package: Option<PathBuf>,
    /// 只给这些地区（代码，可写几次） / only for these regions (codes; may be repeated)
    #[arg(long = "region", value_name = "CODE")]
    pub regions: Vec<String>,
    /// 只给这一级，如 county / only for this level, for example county
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// 带入上一轮填报里的数：填报的文件夹 / take over what was submitted in an earlier round: its folder
    #[arg(long, value_name = "ROUND")]
    pub prefill: Option<PathBuf>,
    /// 写到哪里；每个包一个子文件夹 / where the workbooks go, a folder for each package
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `fmt`.
#[derive(Debug, Args)]
pub struct FmtArguments {
    /// 文件或文件夹（默认 standards/）；- 表示从标准输入到标准输出 / files or folders (by default standards/); - is from standard input to standard output
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 只核对，不写：列出没有按格式书写的文件 / write nothing, list the files that are not formatted
    #[arg(long)]
    pub check: bool,
    /// 只显示会改哪里，不写 / write nothing, show what would change
    #[arg(long)]
    pub diff: bool,
    /// 把关键词写成中文或英文 / write keywords in Chinese or English
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub keywords: Option<LanguageArgument>,
}

/// `roster`.
#[derive(Debug, Args)]
pub struct RosterArguments {
    /// 标准包的文件夹 / the package folder
    #[arg(value_name = "PACKAGE")]
    pub package: PathBuf,
    /// 名单：CSV，列名 标牌、岗位、姓名，可另加 序号 / the list: CSV with the columns sign, post, name, and number if needed
    #[arg(long, value_name = "FILE")]
    pub names: PathBuf,
    /// 输出到哪里；不能在标准、填报或 generated 里 / where to write; not among standards, submissions or generated files
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// 只出这一块标牌（可重复） / only this sign (may be repeated)
    #[arg(long = "sign", value_name = "ID")]
    pub signs: Vec<String>,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// 消息编号，如 GJ2202（不写就列出全部） / the code of a message, for example GJ2202 (without one, all are listed)
    #[arg(conflicts_with = "round", value_name = "CODE")]
    pub code: Option<String>,
    /// 解释得分：填报的文件夹 / explain a score: the folder of submissions
    #[arg(long, value_name = "ROUND", requires = "region")]
    pub round: Option<PathBuf>,
    /// 地区的代码 / the code of the region
    #[arg(long, value_name = "CODE", requires = "round")]
    pub region: Option<String>,
    /// 只解释这一项：指标、加分、扣分或否决项的编号 / only this line: the id of an indicator, bonus, deduction or veto
    #[arg(long, value_name = "ID", requires = "round")]
    pub indicator: Option<String>,
    /// 哪一套指标体系（默认第一套） / which indicator system (by default the first one that scores the region)
    #[arg(long, value_name = "ID", requires = "round")]
    pub system: Option<String>,
    /// 要达到的分数，不写就是上一档 / a score to reach; by default the next grade
    #[arg(long, value_name = "SCORE", requires = "round")]
    pub goal: Option<String>,
    /// 要达到的名次 / a place to reach
    #[arg(long, value_name = "PLACE", requires = "round", conflicts_with = "goal")]
    pub place: Option<usize>,
    /// 标准包（默认见填报文件夹的 submissions.kdl） / the package (by default as submissions.kdl says)
    #[arg(long, requires = "round", value_name = "PACKAGE")]
    pub standard: Option<PathBuf>,
    /// 基准日，如 2024-01-31 / the day of the verdicts, for example 2024-01-31
    #[arg(long, requires = "round", value_name = "DAY")]
    pub as_of: Option<String>,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// 哪一种终端；脚本写到标准输出 / which shell; the script goes to standard output
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: ShellArgument,
}

/// Shells.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ShellArgument {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// Elvish
    Elvish,
}

/// `man`.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// 写到哪个文件夹，如 ~/.local/share/man/man1 / the folder, for example ~/.local/share/man/man1
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// The language that a call asks for, found before it is read, since what is wrong with it is told in that language; that of the
/// locale, or Chinese, where it asks for none.
pub fn language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|next| next.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = value.and_then(|value| LanguageArgument::from_str(&value, false).ok()) {
            return language.into();
        }
    }
    locale()
}

/// The locale's language: the first of these variables that is set decides, as POSIX has it.
fn locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    match set {
        Some(value) if value.starts_with("en") => Language::En,
        _ => Language::Zh,
    }
}
