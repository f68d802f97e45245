//! Characters that are taken for one another: by their sound, by their shape, by the keyboard.
//!
//! Sounds come from the `pinyin` crate, which nothing else uses; shapes are the table below.

use pinyin::ToPinyinMulti;

/// Characters that look alike, in groups. A character may stand in several groups; only members of one group are alike.
static SHAPES: &[&str] = &[
    "己已巳",
    "土士",
    "未末",
    "日曰",
    "人入八",
    "干千于",
    "大太犬丈",
    "天夭",
    "刀力刁",
    "贝见",
    "侯候",
    "拔拨",
    "折拆析",
    "竟竞",
    "市巿币布",
    "帐账",
    "做作",
    "的地得",
    "坐座",
    "象像",
    "定订",
    "查察",
    "部步",
    "今令",
    "午牛",
    "甲申由田",
    "戊戌戍",
    "鸟乌",
    "免兔",
    "住往",
    "旦且",
    "找我",
    "休体",
    "木本",
    "历厉",
    "仓仑",
    "毛手",
    "王玉主",
    "辛幸",
    "斤斥",
    "治冶",
    "准淮",
    "洒酒",
    "晴睛",
    "清请情",
    "渴喝",
    "孤狐",
    "壁璧",
    "辨辩辫",
    "即既却",
    "微徽",
    "幅副福",
    "漫慢",
    "暮幕墓募",
    "梁粱",
    "籍藉",
    "燥躁",
    "练炼",
    "卷券",
    "厂广",
    "叨叼",
    "哀衰衷",
    "裁栽载",
    "赢嬴",
    "胃冒",
    "茶荼",
    "祟崇",
    "盲肓",
    "师帅",
    "第弟",
    "代伐",
    "抡抢",
    "陪培倍",
    "部陪",
    "搏博傅",
    "传转",
    "位拉",
    "管官馆",
    "宫官",
    "须项顷顶",
    "顶订",
    "科料",
    "服报",
    "核该刻",
    "季委李",
    "施旅旋族",
    "级极及",
    "规现视观",
    "理埋",
    "厅斤",
    "区匹",
    "县具",
    "板版扳",
    "块快决",
    "期斯",
    "限很根跟",
    "设没投",
    "材村",
    "付什",
    "任仕住",
    "值植置直",
    "童章",
    "米来末",
    "东车",
    "车军",
    "合舍含台",
    "古右石占",
    "由电田",
    "名各",
    "客容",
    "宣宜",
    "完宗宋",
    "密蜜",
    "字宇",
    "亨享亭",
    "问间闻",
    "闭闲",
    "阅阔",
    "认让议",
    "计订",
    "评许",
    "证征",
    "谈淡",
    "这过达",
    "远运",
    "迁迂",
    "通遍",
    "编偏遍",
    "率卒摔",
    "效郊较",
    "教数",
    "放收",
    "改政故",
    "正止",
    "五互",
    "万方",
    "元无",
    "分公",
    "办为协",
    "企全仓",
    "业亚",
    "贞页贝",
    "费贵责",
    "货贷贸",
    "资贷",
    "线钱",
    "待侍持",
    "特持",
    "侍待",
    "拟似",
    "优忧",
    "忧扰",
    "伏优",
    "抵低底",
    "岗冈",
    "概慨",
    "慨既",
    "推堆",
    "推准",
    "壤嚷",
    "检捡验",
    "险检",
    "杆杠",
    "扛杠",
    "状壮",
    "妆壮",
    "绩积",
    "续绩",
    "结洁",
    "给结",
    "组租",
    "祖租",
    "祖组",
    "徒徙",
    "彻切",
    "从丛",
    "导异",
    "异弃",
    "复夏",
    "暑署",
    "著署",
    "暴曝",
    "凑奏",
    "奏秦",
    "泰秦",
    "春舂",
    "幻幼",
    "兵乒乓",
    "赖懒",
    "拾捨",
    "撤撒",
    "澈撤",
    "载戴",
    "戴带",
    "汇江",
    "汇区",
    "园圆图",
    "国图",
    "固因困",
    "因团",
    "围国",
    "受爱",
    "爰爱",
    "授受",
    "摸模",
    "膜模",
    "漠模",
    "弛驰",
    "驶驰",
];

/// Whether an author may well have meant the other character.
#[must_use]
pub fn alike(one: char, other: char) -> bool {
    one == other || same_key(one, other) || same_shape(one, other) || same_sound(one, other)
}

/// Upper and lower case, full and half width, the two marks that join words.
fn same_key(one: char, other: char) -> bool {
    let plain = |character: char| match half_width(character).to_ascii_lowercase() {
        '_' => '-',
        plain => plain,
    };
    plain(one) == plain(other)
}

/// The ASCII character of a full-width one (`Ａ`, `３`, `％`); others stay.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '\u{3000}' => ' ',
        other => other,
    }
}

fn same_shape(one: char, other: char) -> bool {
    !one.is_ascii() && SHAPES.iter().any(|group| group.contains(one) && group.contains(other))
}

/// Whether the characters share a reading, tones aside.
fn same_sound(one: char, other: char) -> bool {
    let (Some(one), Some(other)) = (one.to_pinyin_multi(), other.to_pinyin_multi()) else { return false };
    let other: Vec<&str> = other.into_iter().map(|reading| reading.plain()).collect();
    one.into_iter().any(|reading| other.contains(&reading.plain()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_shapes_and_keys() {
        for (one, other) in
            [('己', '已'), ('土', '士'), ('日', '曰'), ('式', '试'), ('行', '航'), ('A', 'a'), ('Ａ', 'a'), ('-', '_')]
        {
            assert!(alike(one, other) && alike(other, one), "{one} {other}");
        }
        for (one, other) in [('大', '小'), ('a', 'b'), ('厅', '心'), ('1', '一')] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn groups_hold_single_characters_and_at_least_120_pairs_that_sound_otherwise() {
        let mut pairs = 0;
        for group in SHAPES {
            let characters: Vec<char> = group.chars().collect();
            for (at, one) in characters.iter().enumerate() {
                assert!(('\u{4E00}'..='\u{9FFF}').contains(one), "{group}");
                for other in characters.iter().skip(at + 1) {
                    assert_ne!(one, other, "{group}");
                    pairs += usize::from(!same_sound(*one, *other));
                }
            }
        }
        assert!(pairs >= 120, "{pairs}");
    }
}
