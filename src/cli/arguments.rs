//! What can be said on the command line.

use crate::diagnostic::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 规矩：把改革标准编译成表单规格、文书、标牌和检查结论。
///
/// Guiju compiles reform standards into schemas, documents, signs and verdicts.
#[derive(Debug, Parser)]
#[command(name = "guiju", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// 消息的语言（默认看区域设置） / language of messages (by default that of the locale)
    #[arg(long, global = true, value_enum)]
    lang: Option<LanguageArgument>,
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LanguageArgument {
    /// 中文
    Zh,
    /// English
    En,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// 编译标准，生成 generated/ / compile standards into generated/
    Build(BuildArguments),
    /// 检查并评分各地的填报 / check and score what regions submitted
    Check(CheckArguments),
    /// 运行标准里的测试 / run the tests in the standards
    Test(TestArguments),
    /// 把本机名单上的姓名印到公示栏上 / put names from a local list on roster signs
    Roster(RosterArguments),
    /// 解释消息编号，或列出全部消息 / explain the code of a message, or list all messages
    Explain(ExplainArguments),
}

/// `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// 标准包的文件夹（默认 standards/ 下的每一个） / package folders (by default each one in standards/)
    pub packages: Vec<PathBuf>,
    /// 输出到哪里；每个包一个子文件夹 / where outputs go, a folder for each package
    #[arg(long, default_value = "generated")]
    pub out: PathBuf,
    /// 只核对，不写：与标准不一致就报告 / write nothing, report what differs
    #[arg(long)]
    pub check: bool,
}

/// `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// 填报的文件夹 / the folder of submissions
    pub submissions: PathBuf,
    /// 标准包（默认见填报文件夹的 submissions.kdl） / the package (by default as submissions.kdl says)
    #[arg(long)]
    pub standard: Option<PathBuf>,
    /// 基准日，如 2024-01-31 / the day of the verdicts, for example 2024-01-31
    #[arg(long)]
    pub as_of: Option<String>,
    /// 输出格式 / format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// 另把举措的反馈表写到这个文件夹，每个地区一个工作簿 / also write feedback tables of the measures here, a workbook a region
    #[arg(long, value_name = "DIR")]
    pub feedback: Option<PathBuf>,
}

/// Formats of a check report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 给人看 / for people
    Text,
    /// 给机器读 / for machines
    Json,
}

/// `test`.
#[derive(Debug, Args)]
pub struct TestArguments {
    /// 标准包的文件夹（默认 standards/ 下的每一个） / package folders (by default each one in standards/)
    pub packages: Vec<PathBuf>,
    /// 列出没有测试到的规则和分支 / list the rules and branches that no test reaches
    #[arg(long)]
    pub coverage: bool,
    /// 逐处小改标准，看测试能否发现；最多 N 处 / change the standard in at most N small ways and see which the tests notice
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "400")]
    pub mutants: Option<usize>,
}

/// `roster`.
#[derive(Debug, Args)]
pub struct RosterArguments {
    /// 标准包的文件夹 / the package folder
    pub package: PathBuf,
    /// 名单：CSV，列名 标牌、岗位、姓名，可另加 序号 / the list: CSV with the columns sign, post, name, and number if needed
    #[arg(long)]
    pub names: PathBuf,
    /// 输出到哪里；不能在标准、填报或 generated 里 / where to write; not among standards, submissions or generated files
    #[arg(long)]
    pub out: PathBuf,
    /// 只出这一块标牌（可重复） / only this sign (may be repeated)
    #[arg(long = "sign", value_name = "ID")]
    pub signs: Vec<String>,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// 消息编号，如 GJ2202（不写就列出全部） / the code of a message, for example GJ2202 (without one, all are listed)
    pub code: Option<String>,
}

impl Arguments {
    /// The language asked for, or that of the locale, or Chinese.
    pub fn language(&self) -> Language {
        match self.lang {
            Some(LanguageArgument::Zh) => Language::Zh,
            Some(LanguageArgument::En) => Language::En,
            None => locale(),
        }
    }
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
