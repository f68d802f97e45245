//! Messages about declarations: what a keyword's node may hold, names, references, weights (`GJ2xxx`).

use super::entries;

entries! {
    /// A keyword that its surroundings do not know.
    UNKNOWN_KEYWORD = "GJ2001" Error {
        zh: "“{parent}”里没有“{name}”这个关键词", en: "there is no keyword `{name}` in `{parent}`",
        help_zh: "可用：{known}", help_en: "known here: {known}",
    }
    /// A top-level keyword that nothing declares.
    UNKNOWN_DECLARATION = "GJ2002" Error {
        zh: "不认识的关键词“{name}”", en: "unknown keyword `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// A property that its keyword does not have.
    UNKNOWN_PROPERTY = "GJ2003" Error {
        zh: "“{keyword}”没有“{name}”这个属性", en: "`{keyword}` has no property `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// A needed argument is missing.
    MISSING_ARGUMENT = "GJ2004" Error {
        zh: "“{keyword}”缺少“{argument}”", en: "`{keyword}` lacks its {argument}",
        help_zh: "写在关键词之后，如 {example}", help_en: "write it after the keyword, for example {example}",
    }
    /// An argument too many.
    TOO_MANY_ARGUMENTS = "GJ2005" Error {
        zh: "“{keyword}”只能有 {count} 个值", en: "`{keyword}` takes {count} value(s)",
        help_zh: "删去多余的值，或给它加上属性名", help_en: "remove the value, or give it a property name",
    }
    /// A needed property is missing.
    MISSING_PROPERTY = "GJ2006" Error {
        zh: "“{keyword}”缺少属性“{name}”", en: "`{keyword}` lacks the property `{name}`",
        help_zh: "写作 {name}={example}", help_en: "write {name}={example}",
    }
    /// A value of another kind than the place takes.
    WRONG_VALUE = "GJ2007" Error {
        zh: "此处的值应为 {expected}", en: "this place takes {expected}",
        help_zh: "写作 {instead}", help_en: "write {instead}",
    }
    /// A property in both spellings.
    REPEATED_PROPERTY = "GJ2008" Error {
        zh: "属性“{name}”写了两次", en: "the property `{name}` is given twice",
        help_zh: "中英文两种写法是同一个属性，留下一个", help_en: "both spellings are one property; keep one",
    }
    /// A child that may occur once.
    REPEATED_CHILD = "GJ2009" Error {
        zh: "“{name}”在此只能出现一次", en: "`{name}` may stand here once only",
        help_zh: "合并或删去其中一个", help_en: "merge them or remove one",
    }
    /// A needed child is missing.
    MISSING_CHILD = "GJ2010" Error {
        zh: "“{keyword}”里缺少“{name}”", en: "`{keyword}` lacks a `{name}`",
        help_zh: "在花括号里加上 {name}", help_en: "add {name} inside its braces",
    }
    /// A fixed word that does not exist.
    UNKNOWN_WORD = "GJ2011" Error {
        zh: "不认识“{word}”", en: "`{word}` is not one of the words for this",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// No manifest.
    NO_MANIFEST = "GJ2101" Error {
        zh: "标准包里没有 standard（标准）节点", en: "the package has no `standard` node",
        help_zh: "在一个文件里写上 standard \"id\" version=\"…\" { … }", help_en: "write standard \"id\" version=\"…\" { … } in one of its files",
    }
    /// Two manifests.
    SECOND_MANIFEST = "GJ2102" Error {
        zh: "标准包里有两个 standard（标准）节点", en: "the package has two `standard` nodes",
        help_zh: "只留一个", help_en: "keep one",
    }
    /// A registry file lacks a column.
    REGISTRY_COLUMN = "GJ2103" Error {
        zh: "地区名录缺少“{name}”列", en: "the registry lacks the column `{name}`",
        help_zh: "第一行写列名：code,name,level,parent", help_en: "the first line names the columns: code,name,level,parent",
    }
    /// A row with another number of cells than the first line.
    REGISTRY_ROW = "GJ2104" Error {
        zh: "地区名录的这一行有 {cells} 格，第一行有 {columns} 列", en: "this row of the registry has {cells} cell(s), the first line {columns} column(s)",
        help_zh: "格子之间用英文逗号；空着的格子也要留逗号；格子里的逗号要连同整格加上英文双引号", help_en: "part cells with ASCII commas, for empty ones too; put a cell that holds a comma between double quotes",
    }
    /// A code that is none.
    REGISTRY_CODE = "GJ2105" Error {
        zh: "“{code}”不能作地区代码", en: "`{code}` cannot be a region's code",
        help_zh: "只用字母、数字和连字符", help_en: "use letters, digits and hyphens only",
    }
    /// No region at all.
    NO_REGIONS = "GJ2106" Error {
        zh: "标准没有任何地区", en: "the standard has no regions",
        help_zh: "在 standard 里用 regions \"regions.csv\" 指明地区名录", help_en: "name a registry in `standard`: regions \"regions.csv\"",
    }
    /// A value that the registry does not know.
    NOT_IN_REGISTRY = "GJ2107" Error {
        zh: "地区名录里没有“{value}”", en: "the registry does not know `{value}`",
        help_zh: "可写：{known}", help_en: "known: {known}",
    }
    /// A file that the manifest names and that is not there.
    NO_SUCH_FILE = "GJ2108" Error {
        zh: "标准包里没有文件“{name}”", en: "the package has no file `{name}`",
        help_zh: "路径从标准包的文件夹算起，不能越出它", help_en: "paths start at the package's folder and cannot leave it",
    }
    /// Two things of one name.
    REPEATED_NAME = "GJ2201" Error {
        zh: "“{name}”重名（{kind}）", en: "the name `{name}` is taken ({kind})",
        help_zh: "给其中一个换个名字", help_en: "give one of them another name",
    }
    /// A reference that leads nowhere.
    DANGLING_REFERENCE = "GJ2202" Error {
        zh: "找不到“{name}”（{kind}）", en: "there is no {kind} `{name}`",
        help_zh: "可写：{known}", help_en: "known: {known}",
    }
    /// A circle of references.
    CIRCULAR_REFERENCE = "GJ2203" Error {
        zh: "循环引用：{chain}", en: "circular reference: {chain}",
        help_zh: "断开其中一环", help_en: "break one link of the circle",
    }
    /// A name that expressions cannot read.
    NOT_A_NAME = "GJ2204" Error {
        zh: "“{name}”不能作名称", en: "`{name}` cannot be a name",
        help_zh: "只用字母（含汉字）、数字和下划线，不以数字开头，也不用语言自己的词", help_en: "use letters (Chinese ones too), digits and underscores, no digit first, none of the language's own words",
    }
    /// An id that cannot name a file.
    NOT_AN_ID = "GJ2205" Error {
        zh: "“{name}”不能作标识", en: "`{name}` cannot be an id",
        help_zh: "只用字母（含汉字）、数字、连字符、下划线和中间的点，至多 80 字", help_en: "use letters, digits, hyphens, underscores and inner dots, at most 80 characters",
    }
    /// A name that the language keeps.
    RESERVED_NAME = "GJ2206" Error {
        zh: "“{name}”是语言保留的名称", en: "the language keeps the name `{name}` for itself",
        help_zh: "换个名字", help_en: "use another name",
    }
    /// An axis that the source does not declare.
    UNKNOWN_AXIS = "GJ2207" Error {
        zh: "来源没有声明分类轴“{name}”", en: "the source declares no axis `{name}`",
        help_zh: "可用：{known}；或在来源里加上 axis \"{name}\" \"…\"", help_en: "known: {known}; or add axis \"{name}\" \"…\" to the source",
    }
    /// A unit that does not exist.
    UNKNOWN_UNIT = "GJ2208" Error {
        zh: "不认识的单位“{name}”", en: "unknown unit `{name}`",
        help_zh: "用 unit \"{name}\" \"…\" 声明它", help_en: "declare it: unit \"{name}\" \"…\"",
    }
    /// A unit declared twice.
    UNIT_TAKEN = "GJ2209" Error {
        zh: "单位“{name}”已经有了，或不能作单位名", en: "the unit `{name}` exists already, or cannot name a unit",
        help_zh: "换个名字，或删去这条声明", help_en: "use another name, or remove the declaration",
    }
    /// A unit or a bound on something that is no number.
    ONLY_FOR_NUMBERS = "GJ2301" Error {
        zh: "“{name}”不是数，不能有单位和上下限", en: "`{name}` is no number and takes no unit or bounds",
        help_zh: "删去 unit、min、max，或把类型改为 number", help_en: "remove unit, min and max, or make its type number",
    }
    /// A set of truth values.
    NOT_FOR_BOOLEANS = "GJ2302" Error {
        zh: "“{name}”是是非题，不能有多个值", en: "`{name}` is true or false and cannot hold several values",
        help_zh: "删去 many，或用选项", help_en: "remove many, or use a choice",
    }
    /// A least value above the greatest.
    EMPTY_RANGE = "GJ2303" Error {
        zh: "“{name}”的下限大于上限", en: "`{name}` has a least value above its greatest",
        help_zh: "对调 min 和 max", help_en: "swap min and max",
    }
    /// A record with nothing in it.
    EMPTY_RECORD = "GJ2304" Warning {
        zh: "记录“{name}”是空的", en: "the record `{name}` holds nothing",
        help_zh: "加上字段，或删去它", help_en: "add fields, or remove it",
    }
    /// A submission record that would have too many members, or too deep ones.
    TOO_LARGE_RECORD = "GJ2305" Error {
        zh: "“{name}”连同各层部分超过 {members} 个字段，或嵌套超过 {depth} 层", en: "`{name}` has, with all its parts, more than {members} members, or is deeper than {depth} levels",
        help_zh: "减少层次，或把重复的部分改为列表", help_en: "use fewer levels, or turn repeated parts into lists",
    }
    /// A condition that is none.
    NOT_A_CONDITION = "GJ2401" Error {
        zh: "这里要的是条件（是或否）", en: "a condition (true or false) belongs here",
        help_zh: "加上比较，如 … == … 或 … > …", help_en: "add a comparison, such as … == … or … > …",
    }
    /// A number that is none.
    NOT_A_NUMBER = "GJ2402" Error {
        zh: "这里要的是数", en: "a number belongs here",
        help_zh: "用 size(…)、share(…) 等得到数", help_en: "size(…), share(…) and the like give numbers",
    }
    /// A rule that decides nothing.
    NO_CONDITION = "GJ2403" Error {
        zh: "规则“{name}”没有判定条件", en: "the rule `{name}` has no condition that decides",
        help_zh: "加上 problem-when、good-when、external-when 或 review-when", help_en: "add problem-when, good-when, external-when or review-when",
    }
    /// A rule without a clause.
    NO_CLAUSE = "GJ2404" Error {
        zh: "规则“{name}”没有依据的条款", en: "the rule `{name}` names no clause",
        help_zh: "加上 clause \"…\"：每条规则都要说出依据", help_en: "add clause \"…\": every rule says what it rests on",
    }
    /// A problem made of a permission.
    PERMISSION_AS_REQUIREMENT = "GJ2405" Error {
        zh: "规则“{name}”的依据只是“可”或“能”，不能据此认定问题", en: "the rule `{name}` rests on permissions or possibilities only, which can never make a problem",
        help_zh: "改引要求（应）或推荐（宜）的条款，或改用 good-when", help_en: "cite a requirement or a recommendation, or use good-when",
    }
    /// Weights that do not add up.
    WEIGHTS = "GJ2501" Error {
        zh: "“{name}”之下权重合计 {sum}，应为 {total}", en: "the weights below `{name}` add up to {sum}, not {total}",
        help_zh: "调整各项权重，合计要恰好相等", help_en: "adjust them: the sum has to be exact",
    }
    /// A weight, maximum or step that is not above zero.
    NOT_POSITIVE = "GJ2502" Error {
        zh: "“{name}”的分值应大于零", en: "the points of `{name}` have to be above zero",
        help_zh: "改成正数，或删去这一项", help_en: "make it positive, or remove it",
    }
    /// Grades out of order.
    GRADES = "GJ2503" Error {
        zh: "“{name}”的等次应从高到低排列且互不相同", en: "the grades of `{name}` have to fall from the best to the worst",
        help_zh: "按 at 从大到小排列", help_en: "order them by falling `at`",
    }
    /// A coverage that is no share.
    COVERAGE_RANGE = "GJ2504" Error {
        zh: "“{name}”的 min-coverage 应在 0 和 1 之间", en: "min-coverage of `{name}` has to lie between 0 and 1",
        help_zh: "如 min-coverage=0.6", help_en: "for example min-coverage=0.6",
    }
    /// A linear scale without two different ends.
    LINEAR_SCALE = "GJ2505" Error {
        zh: "线性评分要有不同的 from 和 to", en: "a linear scale needs a `from` and a different `to`",
        help_zh: "写作 scale \"linear\" from=0 to=1", help_en: "write scale \"linear\" from=0 to=1",
    }
    /// Steps out of order.
    STEP_SCALE = "GJ2506" Error {
        zh: "分档评分要有从高到低的档，share 在 0 和 1 之间", en: "a step scale needs steps from the highest down, with shares between 0 and 1",
        help_zh: "写作 scale \"step\" { at 0.9 share=1; at 0.6 share=0.5 }", help_en: "write scale \"step\" { at 0.9 share=1; at 0.6 share=0.5 }",
    }
    /// Digits that no score is rounded to.
    ROUND_RANGE = "GJ2507" Error {
        zh: "round={value} 不是可以保留的小数位数", en: "round={value} is no number of digits that can be kept",
        help_zh: "写 0 到 {limit} 的整数", help_en: "write a whole number from 0 to {limit}",
    }
    /// A logarithmic scale without two different ends above zero.
    LOGARITHMIC_SCALE = "GJ2508" Error {
        zh: "对数评分要有不同的 from 和 to，而且都大于零", en: "a logarithmic scale needs a `from` and a different `to`, both above zero",
        help_zh: "写作 scale \"logarithmic\" from=100 to=75000", help_en: "write scale \"logarithmic\" from=100 to=75000",
    }
    /// Ends of a comparison with peers that are none.
    RELATIVE_SCALE = "GJ2509" Error {
        zh: "与同类比较的评分，from 要小于 to；除标准分外都在 0 和 1 之间", en: "a comparison with peers needs a `from` below its `to`, both between 0 and 1 but for standard scores",
        help_zh: "不写就是从 0 到 1", help_en: "without them it goes from 0 to 1",
    }
    /// A treatment of outliers without its bounds.
    OUTLIERS = "GJ2510" Error {
        zh: "离群值的处理没有写全", en: "the treatment of outliers lacks its bounds",
        help_zh: "写作 outliers \"winsorise\" most=5 skewness=2 kurtosis=3.5，或 outliers \"clamp\" from=0 to=100",
        help_en: "write outliers \"winsorise\" most=5 skewness=2 kurtosis=3.5, or outliers \"clamp\" from=0 to=100",
    }
    /// A weight where all are equal.
    WEIGHT_WRITTEN = "GJ2511" Error {
        zh: "“{name}”写了权重，而这一组的权重相等", en: "`{name}` has a weight, and those of its group are equal",
        help_zh: "删去 weight，或把 weights 改成 ratio", help_en: "remove the weight, or make it weights \"ratio\"",
    }
    /// No weight where one is needed.
    WEIGHT_NEEDED = "GJ2512" Error {
        zh: "“{name}”没有写权重", en: "`{name}` has no weight",
        help_zh: "写上 weight；各项相等时写 weights \"equal\"", help_en: "write its weight; where all are equal, weights \"equal\"",
    }
    /// A column that the registry does not have.
    PEERS_COLUMN = "GJ2513" Error {
        zh: "地区名录没有“{name}”一列，不能按它分组比较", en: "the registry has no column `{name}` to compare within",
        help_zh: "可以写：{known}", help_en: "there are: {known}",
    }
    /// A weight of something that is not there.
    WEIGHT_OF_NOBODY = "GJ2514" Error {
        zh: "这一级之下没有“{name}”", en: "there is no `{name}` right below",
        help_zh: "写这一级的组或指标的编号：{known}", help_en: "name a group or an indicator of this level: {known}",
    }
    /// A variant that is not named.
    VARIANT_NEEDED = "GJ2515" Error {
        zh: "要写明 {name}：做法不同，权重就不同", en: "`{name}` has to be said: its variants give other weights",
        help_zh: "可以写：{known}", help_en: "there are: {known}",
    }
    /// Two things that are not compared.
    NOT_COMPARED = "GJ2516" Error {
        zh: "“{first}”和“{second}”还没有比较", en: "`{first}` and `{second}` are not compared",
        help_zh: "加一行 compare \"{first}\" \"{second}\" 1（1 是同样重要，最多 9）",
        help_en: "add compare \"{first}\" \"{second}\" 1 (1 is equally important, 9 the most)",
    }
    /// A comparison that stands twice.
    COMPARED_TWICE = "GJ2517" Error {
        zh: "“{first}”和“{second}”比较了两次，或者是和自己比", en: "`{first}` and `{second}` are compared twice, or one with itself",
        help_zh: "每两项只比一次", help_en: "compare each pair once",
    }
    /// A comparison off the scale.
    COMPARISON_SCALE = "GJ2518" Error {
        zh: "“{first}”比“{second}”写的是 {value}，应在九分之一和 9 之间", en: "`{first}` over `{second}` is {value}, which is not between one ninth and 9",
        help_zh: "同样重要写 1，极其重要写 9；次要的一方写在后面", help_en: "equal is 1, extreme is 9; name the more important one first",
    }
    /// More things than can be compared in pairs.
    TOO_MANY_COMPARED = "GJ2519" Error {
        zh: "两两比较的有 {count} 项，这张随机一致性指标表只到 {limit} 项", en: "{count} things are compared in pairs; this table of random indices goes up to {limit}",
        help_zh: "分成几组，组内比较", help_en: "make groups, and compare within them",
    }
    /// Comparisons that contradict each other.
    INCONSISTENT = "GJ2520" Warning {
        zh: "一致性比率 {ratio} 超过 {limit}：最不一致的是“{first}”比“{second}”写作 {value}，按其余的比较约为 {instead}",
        en: "the consistency ratio {ratio} is above {limit}: least consistent is `{first}` over `{second}`, given as {value}; by all others it is about {instead}",
        help_zh: "请判断的人重新考虑这一对", help_en: "ask those who judged to think again about this pair",
    }
    /// An expert whose points are not those to be given.
    PANEL_TOTAL = "GJ2521" Error {
        zh: "“{name}”给的分合计 {sum}，应为 {total}", en: "the points of `{name}` add up to {sum}, not {total}",
        help_zh: "每位专家分完同样多的分", help_en: "every expert gives the same number of points",
    }
    /// A panel that gives no weights.
    NO_CONSENSUS = "GJ2522" Error {
        zh: "这些打分得不出权重", en: "these points give no weights",
        help_zh: "至少要有一位专家（panel），分数不为负，而且不是每一项的中位数都是 0", help_en: "there has to be a panel, no points below 0, and not a median of 0 everywhere",
    }
    /// A scale by the efficacy coefficient without its parts.
    EFFICACY_SCALE = "GJ2523" Error {
        zh: "功效系数评分要有不同的 from（不允许值）和 to（满意值），base 在 0 和 1 之间", en: "a scale by the efficacy coefficient needs a `from`, a different `to`, and a `base` between 0 and 1",
        help_zh: "写作 scale \"efficacy\" from=60 to=95 base=0.6", help_en: "write scale \"efficacy\" from=60 to=95 base=0.6",
    }
    /// A scale of deductions that does not say how much comes off.
    DEDUCT_SCALE = "GJ2524" Error {
        zh: "倒扣评分要写每个单位扣多少分（each），大于零", en: "a scale of deductions needs `each`, the points off for each unit, above zero",
        help_zh: "写作 scale \"deduct\" each=0.5", help_en: "write scale \"deduct\" each=0.5",
    }
    /// A power mean without its exponent.
    POWER_MEAN = "GJ2525" Error {
        zh: "幂平均要写指数（exponent）：-20 到 20 之间，不为零", en: "a power mean needs its `exponent`: between -20 and 20, not 0",
        help_zh: "写作 aggregate \"power\" exponent=0.5；指数为零的就是 aggregate \"geometric\"", help_en: "write aggregate \"power\" exponent=0.5; with the exponent 0 it is aggregate \"geometric\"",
    }
    /// Closeness to the ideal without saying which ideal, or within another one.
    TOPSIS = "GJ2526" Error {
        zh: "aggregate \"topsis\" 要写 ideal；它的下级里不能再有 topsis", en: "aggregate \"topsis\" needs its `ideal`, and nothing below it may be aggregated by topsis again",
        help_zh: "写作 aggregate \"topsis\" ideal=\"observed\"（各地里最好和最差的）或 ideal=\"absolute\"（满分和零分）", help_en: "write aggregate \"topsis\" ideal=\"observed\" (the best and worst of the regions) or ideal=\"absolute\" (all and nothing)",
    }
    /// Weights by entropy that are not said in full, or of what has no values.
    ENTROPY = "GJ2527" Error {
        zh: "熵权要写 scaling 和 round；只有数值指标能这样赋权，shifted-min-max 还要写大于零的 shift", en: "weights by entropy need `scaling` and `round`, and are for indicators with numbers only; shifted-min-max also needs a `shift` above zero",
        help_zh: "写作 weights \"entropy\" scaling=\"min-max\" round=4，直接写在只含数值指标的组上", help_en: "write weights \"entropy\" scaling=\"min-max\" round=4 right in a group of indicators with numbers",
    }
    /// The best grade under a veto is none of the system's.
    VETO_GRADE = "GJ2528" Error {
        zh: "体系没有等次“{name}”", en: "the system has no grade `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// A limit below zero.
    NEGATIVE_LIMIT = "GJ2529" Error {
        zh: "{property}={value} 小于零", en: "{property}={value} is below zero",
        help_zh: "写零或正数", help_en: "write zero or more",
    }
    /// A column that the matrix does not have.
    MATRIX_COLUMN = "GJ2530" Error {
        zh: "矩阵没有“{name}”这一列", en: "the matrix has no column `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// Something that counts in a column twice.
    MATRIX_NESTED = "GJ2531" Error {
        zh: "“{name}”已在另一列里，不能再归一列", en: "`{name}` lies in something that already belongs to a column",
        help_zh: "只在组上写 column，或者只在组里的指标上写", help_en: "write `column` on the group, or on what it holds, not on both",
    }
    /// A sample without what its interval needs.
    SAMPLE = "GJ2532" Error {
        zh: "样本要写 min 和 confidence；confidence 写 0.9、0.95 或 0.99", en: "a sample needs `min` and `confidence`, which is 0.9, 0.95 or 0.99",
        help_zh: "写作 sample \"survey.count\" min=100 confidence=0.95", help_en: "write sample \"survey.count\" min=100 confidence=0.95",
    }
    /// A line by which ties are broken that the system does not have.
    TIE_BREAK = "GJ2533" Error {
        zh: "体系里没有组或指标“{name}”", en: "the system has no group or indicator `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// Weights by deviations that are not said in full, or of what has no values to compare.
    DISPERSION = "GJ2534" Error {
        zh: "标准差法和对比冲突法（CRITIC）要写 scaling（min-max、column-shares 或 vector）和 round；只有数值指标能这样赋权，critic 至少要两项", en: "weights by standard deviation or CRITIC need `scaling` (min-max, column-shares or vector) and `round`, and are for indicators with numbers only; for critic, at least two of them",
        help_zh: "写作 weights \"critic\" scaling=\"min-max\" round=4，直接写在只含数值指标的组上", help_en: "write weights \"critic\" scaling=\"min-max\" round=4 right in a group of indicators with numbers",
    }
    /// A penalty for imbalance without its factor.
    IMBALANCE = "GJ2535" Error {
        zh: "均值减标准差要写罚系数（penalty），大于零", en: "a mean less the standard deviation needs its `penalty`, above zero",
        help_zh: "写作 aggregate \"mean-less-deviation\" penalty=0.5", help_en: "write aggregate \"mean-less-deviation\" penalty=0.5",
    }
    /// A quota that is not said in full.
    QUOTA = "GJ2536" Error {
        zh: "名额没有写全，或写重了：比例写 share、counting、rounding 和 ties，个数写 most 和 ties", en: "this quota is not said in full, or twice: a share needs `counting`, `rounding` and `ties`, a number (`most`) needs `ties`",
        help_zh: "写作 share=0.2 counting=\"bound\" rounding=\"truncate\" ties=\"excluded\"，或 most=3 ties=\"included\"", help_en: "write share=0.2 counting=\"bound\" rounding=\"truncate\" ties=\"excluded\", or most=3 ties=\"included\"",
    }
    /// A quota that bounds nothing, or leaves nobody.
    QUOTA_RANGE = "GJ2537" Error {
        zh: "{property}={value} 不能作名额", en: "{property}={value} is no quota",
        help_zh: "share 写大于 0、小于 1 的数，most 写大于 0 的整数", help_en: "a `share` lies above 0 and below 1, `most` is a whole number above 0",
    }
    /// A quota that is less than that of a better grade.
    QUOTA_ORDER = "GJ2538" Error {
        zh: "名额连同更好的等次计，这一等的却比上一等的少", en: "quotas count better grades as well, and this one is less than that of the grade above",
        help_zh: "写这一等和更好的等次合计的名额", help_en: "write the number or share of those with this grade or a better one",
    }
    /// A quota of the lowest grade.
    QUOTA_OF_LOWEST = "GJ2539" Error {
        zh: "最低的等次限了名额，评不上的就没有等次", en: "the lowest grade is for so many only, which leaves the others without any",
        help_zh: "在下面加一个不限名额的等次，或删去这里的名额", help_en: "add a grade below it without a quota, or remove this one",
    }
    /// Draws that are too few or too many.
    DRAWS_RANGE = "GJ2540" Error {
        zh: "draws={value} 不是可用的抽样次数", en: "draws={value} is no number of draws that can be made",
        help_zh: "写 {least} 到 {most} 的整数", help_en: "write a whole number from {least} to {most}",
    }
    /// A seed that is none.
    SEED_RANGE = "GJ2541" Error {
        zh: "seed={value} 不是可用的随机种子", en: "seed={value} is no seed",
        help_zh: "写任意一个不小于零的整数，如 seed=2024；同一个种子总是抽出同样的数", help_en: "write any whole number from 0, for example seed=2024; the same seed always gives the same draws",
    }
    /// Noise of weights that is no part of them.
    WITHIN_RANGE = "GJ2542" Error {
        zh: "within={value} 不是权重可以浮动的幅度", en: "within={value} is no part by which weights could move",
        help_zh: "写大于 0、不超过 1 的数：within=0.25 表示每项权重上下浮动不超过自身的四分之一", help_en: "write a number above 0, at most 1: within=0.25 lets each weight move by up to a quarter of itself",
    }
    /// An alternative that stands twice.
    ALTERNATIVE_TWICE = "GJ2543" Error {
        zh: "备选“{name}”写了两次", en: "the alternative `{name}` is given twice",
        help_zh: "删去一个：重复的备选会使它多占份量", help_en: "remove one of them: given twice, it would count twice",
    }
    /// An uncertainty of nothing.
    NOTHING_UNCERTAIN = "GJ2544" Error {
        zh: "uncertainty 里没有任何可变的东西", en: "nothing is uncertain in this `uncertainty`",
        help_zh: "写上 weights within=…，或至少一个 alternative", help_en: "add weights within=… or at least one alternative",
    }
    /// An uncertainty of places that nobody has.
    UNCERTAIN_WITHOUT_RANKING = "GJ2545" Error {
        zh: "这套指标不排名，说不了名次稳不稳", en: "this system ranks nobody, so that no place can be said to be safe",
        help_zh: "加上 ranking \"published\" 或 \"exact\"，或删去 uncertainty", help_en: "add ranking \"published\" or \"exact\", or remove the uncertainty",
    }
    /// An uncertainty of places that need not be whole.
    UNCERTAIN_MEAN_PLACES = "GJ2546" Error {
        zh: "名次稳不稳按整数名次计数，得分相同的取名次平均（average）就没法计", en: "how safe places are is counted in whole places, which means of places are not",
        help_zh: "并列改用 ties=\"lowest\" 或 ties=\"dense\"，或删去 uncertainty", help_en: "use ties=\"lowest\" or ties=\"dense\", or remove the uncertainty",
    }
    /// A quota of an order that there is not.
    QUOTA_WITHOUT_RANKING = "GJ2547" Error {
        zh: "名额按名次分，这套指标却不排名", en: "a quota is given out in the order of a ranking, which this system does not have",
        help_zh: "加上 ranking \"published\" 或 \"exact\"，among 写在谁之间分", help_en: "add ranking \"published\" or \"exact\"; its `among` says among whom the quota is given out",
    }
    /// A ranking by pairs that does not say what equal pairs count as, or another one that does.
    COPELAND = "GJ2548" Error {
        zh: "按科普兰法排名要写平局算什么（equal-pairs），别的排名不写", en: "a ranking by `copeland`, and only that, says what `equal-pairs` count as",
        help_zh: "写作 ranking \"copeland\" equal-pairs=\"half\"，或 equal-pairs=\"zero\"", help_en: "write ranking \"copeland\" equal-pairs=\"half\", or equal-pairs=\"zero\"",
    }
    /// Something that needs an order by scores.
    COPELAND_ALONE = "GJ2549" Error {
        zh: "这里要按得分排名，科普兰法不按得分排", en: "this needs a ranking by scores, which `copeland` is not",
        help_zh: "排名改为 \"published\" 或 \"exact\"，或删去这里", help_en: "rank by \"published\" or \"exact\", or remove this",
    }
    /// A row with another number of cells.
    TABLE_ROW = "GJ2601" Error {
        zh: "这一行有 {cells} 格，表有 {columns} 列", en: "this row has {cells} cell(s), the table {columns} column(s)",
        help_zh: "补足或删去格子", help_en: "add or remove cells",
    }
    /// A code that does not follow the catalogue's pattern.
    CODE_PATTERN = "GJ2701" Error {
        zh: "编码“{code}”不合编码规则“{pattern}”", en: "the code `{code}` does not follow the pattern `{pattern}`",
        help_zh: "花括号里是列名，{number:4} 是四位数字", help_en: "braces hold column names; {number:4} is four digits",
    }
    /// A catalogue column that does not exist.
    UNKNOWN_COLUMN = "GJ2702" Error {
        zh: "目录没有“{name}”这一列", en: "the catalogue has no column `{name}`",
        help_zh: "可用：{known}", help_en: "known: {known}",
    }
    /// A kind's list path or field binding that is incomplete.
    KIND_BINDING = "GJ2703" Error {
        zh: "“{name}”要与 {needs} 同时给出", en: "`{name}` has to be given together with {needs}",
        help_zh: "补上缺少的属性", help_en: "add the missing property",
    }
    /// A measure with neither a deadline nor a course, or both.
    MEASURE_TIME = "GJ2704" Error {
        zh: "第 {number} 项举措应有 due（时限）或 continuous（持续），且只有其一", en: "measure {number} has to have either `due` or `continuous`",
        help_zh: "写 due=\"2024-03-31\" 或 continuous=#true", help_en: "write due=\"2024-03-31\" or continuous=#true",
    }
}
