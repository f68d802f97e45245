//! Messages of a call that cannot be read: its verb, its options, their values.

use super::entries;

entries! {
    /// An option that the verb does not take.
    UNKNOWN_ARGUMENT = "GJ9300" Error {
        zh: "这里不能写 {argument}",
        en: "{argument} does not belong here",
        help_zh: "是不是 {known}？`{call} --help` 列出全部参数",
        help_en: "perhaps {known}? `{call} --help` lists all arguments",
    }
    /// A verb that does not exist.
    UNKNOWN_VERB = "GJ9301" Error {
        zh: "没有 {verb} 这个命令",
        en: "there is no command {verb}",
        help_zh: "是不是 {known}？`guiju --help` 列出全部命令",
        help_en: "perhaps {known}? `guiju --help` lists all commands",
    }
    /// A value that is none of those an option takes.
    NOT_A_VALUE = "GJ9302" Error {
        zh: "{argument} 不能是 `{value}`",
        en: "{argument} cannot be `{value}`",
        help_zh: "可以写：{known}",
        help_en: "it can be: {known}",
    }
    /// A value that is no whole number.
    NOT_A_COUNT = "GJ9303" Error {
        zh: "{argument} 要写一个整数，不能是 `{value}`",
        en: "{argument} is a whole number and cannot be `{value}`",
        help_zh: "用数字写，从 0 起，不带符号和单位",
        help_en: "write it in digits, from 0, without a sign or a unit",
    }
    /// An option without its value.
    MISSING_VALUE = "GJ9304" Error {
        zh: "{argument} 后面缺一个值",
        en: "{argument} needs a value after it",
        help_zh: "`{call} --help` 说明要写什么",
        help_en: "`{call} --help` tells what to write",
    }
    /// Something that a verb cannot do without.
    MISSING_ARGUMENT = "GJ9305" Error {
        zh: "缺少 {arguments}",
        en: "{arguments} is missing",
        help_zh: "`{call} --help` 有说明和例子",
        help_en: "`{call} --help` explains it, with examples",
    }
    /// Two options of which only one can be meant.
    ARGUMENTS_CONFLICT = "GJ9306" Error {
        zh: "{argument} 不能和 {other} 一起写",
        en: "{argument} cannot go with {other}",
        help_zh: "只留一个",
        help_en: "leave one of them out",
    }
    /// An option that is there twice.
    ARGUMENT_TWICE = "GJ9307" Error {
        zh: "{argument} 写了两次",
        en: "{argument} is there twice",
        help_zh: "只留一个",
        help_en: "leave one of them out",
    }
    /// A value for an option that takes none.
    UNEXPECTED_VALUE = "GJ9308" Error {
        zh: "{argument} 后面不带值，而这里写了 `{value}`",
        en: "{argument} takes no value, and `{value}` was given",
        help_zh: "去掉等号和后面的值",
        help_en: "leave out the equals sign and the value",
    }
    /// Bytes that are no text.
    NOT_TEXT = "GJ9309" Error {
        zh: "命令里有不是 UTF-8 的字节",
        en: "the call holds bytes that are no UTF-8",
        help_zh: "重新输入；路径可以是任何字节，其余的都要是文字。`{call} --help` 列出全部参数",
        help_en: "type it again; paths may hold any bytes, all else has to be text. `{call} --help` lists all arguments",
    }
}
