//! Calls of each verb as its help shows them, with what each is for.

use crate::diagnostic::Language;

/// A call, and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The call as it is entered.
    pub call: &'static str,
    texts: [&'static str; 2],
}

impl Example {
    /// What the call is for.
    pub fn text(&self, language: Language) -> &'static str {
        let [chinese, english] = self.texts;
        match language {
            Language::Zh => chinese,
            Language::En => english,
        }
    }
}

/// Writes a line as its call, its Chinese and its English text.
macro_rules! examples {
    ($($verb:literal { $($call:literal: $zh:literal, $en:literal;)* })*) => {
        const EXAMPLES: &[(&str, &[Example])] =
            &[$(($verb, &[$(Example { call: $call, texts: [$zh, $en] }),*])),*];
    };
}

examples! {
    "new" {
        "guiju new gardens": "在文件夹 gardens 里放一个标准包、一轮填报和说明", "a package, a round and a readme in the folder gardens";
        "guiju new gardens --lang en --ci github": "用英文写，并加上 GitHub Actions 的配置", "in English, with a file for GitHub Actions";
        "guiju new gardens --out .": "放进当前的空文件夹", "into the current folder, which is empty";
    }
    "build" {
        "guiju build": "编译 standards/ 下的每个标准包", "compile each package in standards/";
        "guiju build --check": "只核对 generated/ 是否最新，用在流水线里", "only see whether generated/ is up to date, for CI";
        "guiju build standards/gardens --out public": "编译一个标准包，输出到 public/", "compile one package into public/";
    }
    "watch" {
        "guiju watch": "监视 standards/ 下的标准包，保存就重新生成", "build the packages in standards/ again on every save";
        "guiju watch standards/gardens --open": "另打开预览页", "with a page to look at";
        "guiju watch --open --round examples/gardens-2024-q1": "用这一轮填报试算", "and try this round on every save";
    }
    "check" {
        "guiju check examples/gardens-2024-q1": "检查并评分一轮填报", "check and score a round of submissions";
        "guiju check round --html report.html --roll-up roll-up": "另出网页报告和汇总表", "also write a page and the roll-up";
        "guiju check round --format xlsx --out returned": "给交来的工作簿加批注，好退回", "put comments into the workbooks, to give them back";
        "guiju check round --report sarif=check.sarif --report junit=check.xml": "另给流水线写两份报告", "also write two reports for a pipeline";
    }
    "compare" {
        "guiju compare standards/gardens drafts/gardens round": "按现行标准和修订稿各评一遍，看谁升谁降", "score a round by the standard in force and by a draft";
        "guiju compare old new round --system quality --format json": "只比一套指标体系，给机器读", "one indicator system only, for machines";
    }
    "test" {
        "guiju test": "运行 standards/ 下每个标准包的测试", "run the tests of each package in standards/";
        "guiju test --coverage": "列出没有测试到的规则和分支", "list the rules and branches that no test reaches";
        "guiju test standards/gardens --mutants=100": "改动标准 100 处，看测试发现几处", "change the standard in 100 ways and see how many the tests notice";
    }
    "form" {
        "guiju form --out forms": "给每个地区一份空表", "a blank form for each region";
        "guiju form standards/gardens --region G1 --out forms": "只给一个地区", "for one region only";
        "guiju form --prefill examples/gardens-2024-q1 --out forms": "带入上一轮报过的数", "with what was reported in an earlier round";
    }
    "fmt" {
        "guiju fmt": "把 standards/ 写成统一的格式", "format standards/";
        "guiju fmt --check standards examples": "只列出没有按格式写的文件", "only list the files that are not formatted";
        "guiju fmt --diff rules.kdl": "看会改哪里", "see what would change";
        "guiju fmt --keywords zh standards/gardens": "把关键词换成中文", "turn the keywords into Chinese";
    }
    "roster" {
        "guiju roster standards/gardens --names names.csv --out ../wall": "把名单上的姓名印到公示栏", "put the names of the list on the roster signs";
        "guiju roster standards/gardens --names names.csv --out ../wall --sign hall-roster": "只出一块", "only one sign";
    }
    "completions" {
        "guiju completions bash": "印出 bash 的脚本，存到 ~/.local/share/bash-completion/completions/guiju", "the script for bash, to be kept as ~/.local/share/bash-completion/completions/guiju";
        "guiju completions zsh --lang zh": "zsh 的脚本，说明用中文；存为 fpath 里的 _guiju", "the script for zsh, explained in Chinese; to be kept as _guiju in fpath";
    }
    "man" {
        "guiju man ~/.local/share/man/man1 --lang en": "英文的手册页", "manual pages in English";
        "guiju man ~/.local/share/man/zh_CN/man1 --lang zh": "中文的手册页", "manual pages in Chinese";
    }
    "explain" {
        "guiju explain GJ2202": "解释一条消息", "explain a message";
        "guiju explain": "列出全部消息", "list all messages";
        "guiju explain --round round --region G2": "这个地区的得分怎么来的、怎样提高", "why the region has its score, and what would raise it";
        "guiju explain --round round --region G2 --indicator tended": "只看一项：算式、事实、条款", "one line of it: arithmetic, facts, clauses";
    }
}

/// The examples of a verb; none where it has none.
pub fn of(verb: &str) -> &'static [Example] {
    EXAMPLES.iter().find(|(name, _)| *name == verb).map_or(&[], |(_, examples)| examples)
}
