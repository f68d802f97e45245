//! Messages of the expression stage.

use super::entries;

entries! {
    /// The expression has more characters than allowed.
    TOO_LONG = "GJ3001" Error {
        zh: "表达式有 {length} 个字符，超过上限 {limit}",
        en: "the expression has {length} characters; the limit is {limit}",
        help_zh: "把一部分写成 derived 字段再引用",
        help_en: "move a part of it into a derived field and use that",
    }
    /// Parentheses, calls, members or operators are nested too deeply.
    TOO_DEEP = "GJ3002" Error {
        zh: "表达式嵌套超过 {limit} 层",
        en: "the expression is nested deeper than {limit} levels",
        help_zh: "把一部分写成 derived 字段再引用",
        help_en: "move a part of it into a derived field and use that",
    }
    /// List macros are nested too deeply.
    MACROS_TOO_DEEP = "GJ3003" Error {
        zh: "列表运算嵌套超过 {limit} 层",
        en: "list macros are nested deeper than {limit} levels",
        help_zh: "把内层写成所属记录的 derived 字段",
        help_en: "make the inner one a derived field of its record",
    }
    /// Nothing stands where an expression is wanted.
    EMPTY = "GJ3004" Error {
        zh: "表达式是空的",
        en: "the expression is empty",
        help_zh: "写一个条件，例如 hall.counter_style == 'counter'",
        help_en: "write a condition such as hall.counter_style == 'counter'",
    }
    /// A character that begins nothing.
    STRAY_CHARACTER = "GJ3010" Error {
        zh: "表达式中不能有字符「{character}」",
        en: "the character `{character}` has no meaning in an expression",
        help_zh: "删去它；文字要放在引号里",
        help_en: "remove it; text stands in quotes",
    }
    /// A character that is written otherwise, such as a full-width parenthesis or a single `=`.
    OTHER_CHARACTER = "GJ3011" Error {
        zh: "「{character}」应写成「{instead}」",
        en: "write `{instead}` and not `{character}`",
        help_zh: "改为 {instead}（英文半角符号）",
        help_en: "replace it by {instead}",
    }
    /// A text without its closing quote.
    UNCLOSED_TEXT = "GJ3012" Error {
        zh: "文字缺少结尾的引号 {quote}",
        en: "the text has no closing quote {quote}",
        help_zh: "在文字末尾加上 {quote}",
        help_en: "add {quote} at the end of the text",
    }
    /// A backslash before a character that needs none.
    UNKNOWN_ESCAPE = "GJ3013" Error {
        zh: "没有转义写法「\\{character}」",
        en: "there is no escape `\\{character}`",
        help_zh: "反斜杠之后只能是引号或反斜杠",
        help_en: "only a quote or a backslash can follow a backslash",
    }
    /// A number that is malformed.
    MALFORMED_NUMBER = "GJ3014" Error {
        zh: "「{text}」不是数",
        en: "`{text}` is no number",
        help_zh: "数写作 12、0.5 或 1e3；名称不能以数字开头",
        help_en: "numbers are written 12, 0.5 or 1e3; a name does not start with a digit",
    }
    /// A number that is too large or too precise.
    OVERSIZED_NUMBER = "GJ3015" Error {
        zh: "数「{text}」超出范围：至多 {digits} 位有效数字，指数至多 ±{exponent}",
        en: "the number `{text}` is out of range: at most {digits} significant digits and an exponent within ±{exponent}",
        help_zh: "缩短这个数，或换用较大的单位",
        help_en: "shorten the number or use a larger unit",
    }
    /// The expression ends where something has to follow.
    ENDS_EARLY = "GJ3016" Error {
        zh: "表达式不完整：末尾缺少内容",
        en: "the expression is incomplete: something is missing at its end",
        help_zh: "补上缺少的值或右括号",
        help_en: "add the missing value or closing bracket",
    }
    /// A value is wanted, something else stands there.
    EXPECTED_VALUE = "GJ3017" Error {
        zh: "此处应为一个值，而不是「{found}」",
        en: "a value is expected here and not `{found}`",
        help_zh: "检查「{found}」前面是否漏写了内容",
        help_en: "see whether something is missing before `{found}`",
    }
    /// A certain symbol is wanted, something else stands there.
    EXPECTED_SYMBOL = "GJ3018" Error {
        zh: "此处应为「{expected}」，而不是「{found}」",
        en: "`{expected}` is expected here and not `{found}`",
        help_zh: "在「{found}」之前补上「{expected}」",
        help_en: "put `{expected}` before `{found}`",
    }
    /// Something follows a complete expression.
    TRAILING = "GJ3019" Error {
        zh: "表达式到此已经完整，「{found}」是多余的",
        en: "the expression is complete here; `{found}` is too much",
        help_zh: "删去它，或在前面补上运算符",
        help_en: "remove it or put an operator before it",
    }
    /// Square brackets after a value.
    NO_INDEXING = "GJ3020" Error {
        zh: "列表不能按位置取元素",
        en: "elements of a list have no positions",
        help_zh: "用 filter、exists 或 all 选出元素，例如 xs.exists(x, x.kind == 'a')",
        help_en: "choose elements with filter, exists or all, as in xs.exists(x, x.kind == 'a')",
    }
    /// A name after a point is missing.
    EXPECTED_NAME = "GJ3021" Error {
        zh: "此处应为名称，而不是「{found}」",
        en: "a name is expected here and not `{found}`",
        help_zh: "点号之后写字段或方法的名称",
        help_en: "the name of a field or method follows a point",
    }

    /// A name that is nowhere declared.
    UNKNOWN_NAME = "GJ3030" Error {
        zh: "没有名为「{name}」的字段或变量",
        en: "nothing is named `{name}`",
        help_zh: "可写：{known}",
        help_en: "could be: {known}",
    }
    /// A record has no such member.
    UNKNOWN_MEMBER = "GJ3031" Error {
        zh: "记录 {record} 没有名为「{name}」的字段",
        en: "the record {record} has no field `{name}`",
        help_zh: "可写：{known}",
        help_en: "could be: {known}",
    }
    /// There is no such function.
    UNKNOWN_FUNCTION = "GJ3032" Error {
        zh: "没有名为「{name}」的函数",
        en: "there is no function `{name}`",
        help_zh: "可写：{known}",
        help_en: "could be: {known}",
    }
    /// There is no such method.
    UNKNOWN_METHOD = "GJ3033" Error {
        zh: "没有名为「{name}」的方法",
        en: "there is no method `{name}`",
        help_zh: "可写：{known}",
        help_en: "could be: {known}",
    }
    /// A text is compared with a choice that has no such option.
    UNKNOWN_OPTION = "GJ3034" Error {
        zh: "选项表 {choice} 没有选项「{option}」",
        en: "the choice {choice} has no option `{option}`",
        help_zh: "可写：{known}",
        help_en: "could be: {known}",
    }
    /// A member of something that is no record.
    NO_MEMBERS = "GJ3035" Error {
        zh: "{type} 没有字段，不能写「.{name}」",
        en: "a value of type {type} has no fields; `.{name}` cannot follow it",
        help_zh: "列表的元素用 map、filter、exists 或 all 来取，例如 xs.map(x, x.{name})",
        help_en: "reach the elements of a list by map, filter, exists or all, as in xs.map(x, x.{name})",
    }

    /// A value of another type is wanted.
    TYPE_MISMATCH = "GJ3040" Error {
        zh: "此处应为 {expected}，而这里是 {found}",
        en: "{expected} is expected here; this is {found}",
        help_zh: "改用类型为 {expected} 的表达式",
        help_en: "use an expression of type {expected}",
    }
    /// An operator does not work on these two types.
    OPERAND_MISMATCH = "GJ3041" Error {
        zh: "运算符 {operator} 不能用于 {left} 与 {right}",
        en: "the operator {operator} does not work on {left} and {right}",
        help_zh: "使两侧的类型相符",
        help_en: "make both sides fit each other",
    }
    /// Two units have different dimensions.
    UNIT_MISMATCH = "GJ3042" Error {
        zh: "单位 {left} 与 {right} 的量纲不同，不能相加、相减或比较",
        en: "the units {left} and {right} have different dimensions and cannot be added or compared",
        help_zh: "先用乘除换算，或检查字段与门槛声明的单位",
        help_en: "multiply or divide first, or check the units that fields and thresholds declare",
    }
    /// Products of units grow too far.
    UNIT_TOO_LARGE = "GJ3043" Error {
        zh: "单位 {left} 与 {right} 乘除后的幂次过高",
        en: "the units {left} and {right} give a unit of too high powers",
        help_zh: "检查乘除的次数",
        help_en: "check how often is multiplied or divided",
    }
    /// A function or method has another number of arguments.
    ARGUMENT_COUNT = "GJ3044" Error {
        zh: "{name} 要有 {expected} 个参数，这里有 {found} 个",
        en: "{name} takes {expected} argument(s); {found} given",
        help_zh: "增减参数到 {expected} 个",
        help_en: "give {expected} argument(s)",
    }
    /// The first argument of a list macro is no plain name.
    EXPECTED_VARIABLE = "GJ3045" Error {
        zh: "{name} 的第一个参数是变量名",
        en: "the first argument of {name} is the name of a variable",
        help_zh: "写作 xs.{name}(x, …)，后一个参数用 x 表示元素",
        help_en: "write xs.{name}(x, …), where x stands for an element",
    }
    /// The argument of `date` is no day.
    MALFORMED_DATE = "GJ3046" Error {
        zh: "date 的参数要写成一个存在的日期，例如 date('2024-01-31')",
        en: "the argument of date has to be an existing day written as in date('2024-01-31')",
        help_zh: "改为「年-月-日」，用引号括起",
        help_en: "write year-month-day in quotes",
    }
    /// The number of decimal places is no constant.
    MALFORMED_DIGITS = "GJ3047" Error {
        zh: "round 的第二个参数应为 0 到 {limit} 之间的整数",
        en: "the second argument of round has to be a plain integer from 0 to {limit}",
        help_zh: "直接写数，例如 round(x, 2)",
        help_en: "write the number itself, as in round(x, 2)",
    }
    /// A division by the constant zero.
    ZERO_DIVISOR = "GJ3048" Error {
        zh: "除数是常数 0，结果永远不适用",
        en: "the divisor is the constant 0, so the result is never applicable",
        help_zh: "改正除数",
        help_en: "correct the divisor",
    }

    /// A template part without its end.
    UNCLOSED_PART = "GJ3050" Error {
        zh: "模板中的「{{」没有对应的「}}」",
        en: "a `{{` of the template has no `}}`",
        help_zh: "在表达式之后加上 }}",
        help_en: "add }} after the expression",
    }
    /// A template part that cannot be shown.
    NOT_SHOWN = "GJ3051" Error {
        zh: "类型为 {type} 的值不能写进文字",
        en: "a value of type {type} cannot be put into text",
        help_zh: "取它的某个字段，或用 map 取各元素的字段",
        help_en: "use one of its fields, or map to a field of its elements",
    }
}
