//! Messages of reading text: encoding, characters, and the grammar of KDL.

use super::entries;

entries! {
    /// More bytes than the limit.
    TOO_LARGE = "GJ1001" Error {
        zh: "文件有 {size} 字节，超过 {limit} 字节的上限",
        en: "the file has {size} bytes, more than the limit of {limit}",
        help_zh: "把它拆成几个文件；大批数据改用 JSON 或 CSV",
        help_en: "split it into several files; hand in bulk data as JSON or CSV",
    }
    /// Bytes that are not UTF-8.
    NOT_UTF8 = "GJ1002" Error {
        zh: "{path} 不是 UTF-8 编码：第 {line} 行（第 {offset} 个字节处）无法解读",
        en: "{path} is not UTF-8: line {line} (at byte {offset}) cannot be read",
        help_zh: "在编辑器里另存为 UTF-8；GBK、GB18030、UTF-16 的文件都要先转换",
        help_en: "save it as UTF-8 in the editor; files in GBK, GB18030 or UTF-16 have to be converted first",
    }
    /// Control or direction characters.
    FORBIDDEN_CHARACTER = "GJ1003" Error {
        zh: "此处有不可见的控制字符 {character}（全文件共 {count} 个）",
        en: "an invisible control character {character} stands here ({count} in the whole file)",
        help_zh: "删除它；确实需要时在引号内写成 \\u{…}",
        help_en: "delete it; where it is really needed, write \\u{…} between quotes",
    }
    /// Blocks within blocks beyond the limit.
    TOO_DEEP = "GJ1004" Error {
        zh: "花括号嵌套超过 {limit} 层",
        en: "blocks are nested more than {limit} deep",
        help_zh: "减少嵌套层数",
        help_en: "nest less deeply",
    }
    /// Block comments within block comments beyond the limit.
    COMMENT_TOO_DEEP = "GJ1005" Error {
        zh: "块注释嵌套超过 {limit} 层",
        en: "block comments are nested more than {limit} deep",
        help_zh: "减少注释的嵌套，或改用行注释 //",
        help_en: "nest comments less deeply, or use line comments //",
    }
    /// A block comment that reaches the end of the file.
    UNTERMINATED_COMMENT = "GJ1006" Error {
        zh: "块注释没有结束",
        en: "this block comment does not end",
        help_zh: "在注释末尾加上 */",
        help_en: "add */ where the comment ends",
    }
    /// A text without its closing quote.
    UNTERMINATED_TEXT = "GJ1007" Error {
        zh: "文本缺少结尾的引号 {closing}",
        en: "this text lacks its closing quote {closing}",
        help_zh: "在文本末尾加上 {closing}；跨行的文本用三个引号，并在其后换行",
        help_en: "add {closing} where the text ends; texts of several lines stand between triple quotes",
    }
    /// A block without its closing brace.
    UNCLOSED_BRACE = "GJ1008" Error {
        zh: "花括号 `{` 没有对应的 `}`",
        en: "this `{` has no matching `}`",
        help_zh: "在该块末尾加上 }",
        help_en: "add } where the block ends",
    }
    /// A closing brace without its block.
    STRAY_BRACE = "GJ1009" Error {
        zh: "多余的 `}`：前面没有对应的 `{`",
        en: "this `}` closes nothing",
        help_zh: "删除它，或补上前面漏写的 {",
        help_en: "delete it, or add the missing { before it",
    }
    /// A backslash sequence that KDL does not know.
    INVALID_ESCAPE = "GJ1010" Error {
        zh: "引号内的 `{escape}` 不是有效的转义",
        en: "`{escape}` is not an escape that a text can hold",
        help_zh: "反斜杠本身写成 \\\\；或整段改用 #\"…\"#，其中的反斜杠原样保留",
        help_en: "write a backslash itself as \\\\, or use #\"…\"#, in which backslashes stand for themselves",
    }
    /// Triple quotes without a line break after them.
    MULTILINE_START = "GJ1011" Error {
        zh: "三个引号之后必须换行",
        en: "a line break must follow triple quotes",
        help_zh: "单行文本用一对引号 \"…\"；多行文本从下一行写起",
        help_en: "put a text of one line between single quotes \"…\"; begin a longer one on the next line",
    }
    /// Closing triple quotes behind text.
    MULTILINE_END = "GJ1012" Error {
        zh: "结尾的三个引号必须独占一行",
        en: "closing triple quotes must stand on a line of their own",
        help_zh: "在它们之前换行",
        help_en: "break the line before them",
    }
    /// A line of a multi-line text that begins left of its closing quotes.
    MULTILINE_INDENT = "GJ1013" Error {
        zh: "这一行的缩进少于结尾三个引号的缩进",
        en: "this line is indented less than the closing triple quotes",
        help_zh: "每行都以结尾引号前的同样空白开头",
        help_en: "begin each line with the same blanks that stand before the closing quotes",
    }
    /// A bare word with characters that need quotes.
    INVALID_WORD = "GJ1014" Error {
        zh: "`{word}` 含有不能直接书写的字符",
        en: "`{word}` holds characters that need quotes",
        help_zh: "含有 / \\ ( ) [ ] # 的文字要加英文双引号",
        help_en: "put words with / \\ ( ) [ ] # between double quotes",
    }
    /// Chinese punctuation where the grammar wants ASCII.
    FULL_WIDTH = "GJ1015" Error {
        zh: "`{character}` 是全角标点，此处要用半角",
        en: "`{character}` is a full-width mark; an ASCII one is wanted here",
        help_zh: "切换到英文输入法，改写为 {ascii}；文字里的全角标点要放在英文双引号内",
        help_en: "write {ascii}; full-width marks that belong to a text stand between double quotes",
    }
    /// `true` without `#`.
    BARE_KEYWORD = "GJ1016" Error {
        zh: "`{word}` 前面缺少 #",
        en: "`{word}` lacks its #",
        help_zh: "写成 #{word}；若是文字，写成 \"{word}\"",
        help_en: "write #{word}, or \"{word}\" for the text",
    }
    /// `#` before an unknown word.
    UNKNOWN_KEYWORD = "GJ1017" Error {
        zh: "`{word}` 不是有效的值",
        en: "`{word}` is not a value",
        help_zh: "可用的有 #true、#false、#null；若是文字，请加双引号",
        help_en: "there are #true, #false and #null; put a text between double quotes",
    }
    /// `#inf`, `#-inf`, `#nan`.
    NOT_FINITE = "GJ1018" Error {
        zh: "`{word}` 不是可用的数",
        en: "`{word}` is not a number that can be used",
        help_zh: "写出具体的数；没有上限或下限时不写该属性",
        help_en: "write a number; leave the property out where there is no bound",
    }
    /// A word that begins like a number and is none.
    MALFORMED_NUMBER = "GJ1019" Error {
        zh: "`{word}` 不是正确的数",
        en: "`{word}` is not a number",
        help_zh: "日期、编号、百分数等以数字开头的文字要加双引号；小数点前后都要有数字",
        help_en: "put dates, codes and other texts that begin with a digit between double quotes; a decimal point stands between digits",
    }
    /// A number with too many digits.
    NUMBER_TOO_LONG = "GJ1020" Error {
        zh: "数太长：最多 64 个字符、38 位数字",
        en: "the number is too long: at most 64 characters and 38 digits",
        help_zh: "减少位数；编号之类的文字要加双引号",
        help_en: "use fewer digits; put codes between double quotes",
    }
    /// A value where a node's name should stand.
    NOT_A_NAME = "GJ1021" Error {
        zh: "此处要写关键词或名称，而不是值 `{word}`",
        en: "a keyword or a name belongs here, not the value `{word}`",
        help_zh: "一行以关键词开头；上一行没有写完时，在其行末加反斜杠",
        help_en: "a line begins with its keyword; to go on with the line before, end that one with a backslash",
    }
    /// A block without a node before it.
    MISSING_NAME = "GJ1022" Error {
        zh: "`{` 前面缺少关键词",
        en: "no keyword stands before this `{`",
        help_zh: "`{` 要与它所属的关键词写在同一行",
        help_en: "put `{` on the line of the keyword that it belongs to",
    }
    /// `key=` without a value, or an annotation without one.
    MISSING_VALUE = "GJ1023" Error {
        zh: "此处缺少值",
        en: "a value is missing here",
        help_zh: "在等号或圆括号之后、同一行内写出值",
        help_en: "write the value on the same line, after the equals sign or the parenthesis",
    }
    /// Two values without a blank between them.
    MISSING_SPACE = "GJ1024" Error {
        zh: "此处前面缺少空格",
        en: "a blank is missing before this",
        help_zh: "用空格隔开相邻的值；文字中的引号写成 \\\"",
        help_en: "part values with blanks; write a quote within a text as \\\"",
    }
    /// A value after the block of its node.
    ENTRY_AFTER_BLOCK = "GJ1025" Error {
        zh: "`}` 之后不能再写值或属性",
        en: "no value or property can follow `}`",
        help_zh: "把它移到 `{` 之前，或在 `}` 之后换行",
        help_en: "move it before `{`, or break the line after `}`",
    }
    /// A second block of one node.
    SECOND_BLOCK = "GJ1026" Error {
        zh: "同一关键词只能有一对花括号",
        en: "a node has one block only",
        help_zh: "把两块合并",
        help_en: "join the two blocks",
    }
    /// A parenthesis that holds no single word.
    INVALID_ANNOTATION = "GJ1027" Error {
        zh: "圆括号内要写一个词",
        en: "one word belongs between the parentheses",
        help_zh: "例如 (partial)\"原因\"；词中有 / 时加引号：(\"n/a\")\"原因\"",
        help_en: "for example (partial)\"reason\"; quote a word that holds a slash: (\"n/a\")\"reason\"",
    }
    /// An annotation before a node's name.
    NODE_ANNOTATION = "GJ1028" Error {
        zh: "关键词前面不能写圆括号",
        en: "no parentheses can stand before a keyword",
        help_zh: "圆括号写在值的前面",
        help_en: "they belong before a value",
    }
    /// `/-` with nothing after it.
    SLASHDASH_EMPTY = "GJ1029" Error {
        zh: "`/-` 之后没有可停用的内容",
        en: "nothing follows `/-` that it could switch off",
        help_zh: "删除它，或写在要停用的内容之前",
        help_en: "delete it, or put it before what it shall switch off",
    }
    /// A mark that fits nowhere here.
    UNEXPECTED = "GJ1030" Error {
        zh: "此处不能出现 `{mark}`",
        en: "`{mark}` cannot stand here",
        help_zh: "属性写成 名称=值；文字中的符号要放在双引号内",
        help_en: "a property is name=value; marks that belong to a text stand between double quotes",
    }
    /// The same property twice on a node.
    DUPLICATE_PROPERTY = "GJ1032" Error {
        zh: "属性 `{name}` 重复",
        en: "the property `{name}` stands twice",
        help_zh: "只保留一个",
        help_en: "keep one of them",
    }
    /// `/- kdl-version` with anything but 2.
    OTHER_EDITION = "GJ1033" Error {
        zh: "本文件自称用 KDL {word} 写成，此处只读 KDL 2",
        en: "the file says that it is written in KDL {word}; only KDL 2 is read here",
        help_zh: "把文件改写成 KDL 2，并写 /- kdl-version 2",
        help_en: "rewrite the file in KDL 2 and write /- kdl-version 2",
    }
}
