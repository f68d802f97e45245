use super::*;
use proptest::prelude::*;

/// The text with what is found between brackets.
fn marked(text: &str) -> String {
    let mut shown = String::new();
    let mut end = 0;
    for one in find(text) {
        let [open, close] = match one.kind {
            Kind::Telephone => ['<', '>'],
            Kind::Identity => ['{', '}'],
            Kind::Email => ['«', '»'],
        };
        shown.push_str(&text[end..one.range.start]);
        shown.push(open);
        shown.push_str(&text[one.range.clone()]);
        shown.push(close);
        end = one.range.end;
    }
    shown + &text[end..]
}

/// An identity number of an area that does not exist, with the check character that belongs to it.
fn identity(first: &str) -> String {
    let weighted: u32 =
        (0..17).map(|at| 2u32.pow(17 - at) % 11 * u32::from(first.as_bytes()[at as usize] - b'0')).sum();
    let check = (12 - weighted % 11) % 11;
    format!("{first}{}", if check == 10 { "X".to_owned() } else { check.to_string() })
}

#[test]
fn telephone_numbers_are_found() {
    for text in [
        "<13800000000>",
        "联系电话<13800000000>。",
        "电话:<19900000000>,传真",
        "张某（<13800000000>）",
        "<138 0000 0000>",
        "<138-0000-0000>",
        "<1380-0000-000>",
        "<138.0000.0000>",
        "<138 00000000>",
        "<138\u{a0}0000\u{a0}0000>",
        "<１３８００００００００>",
        "<１３８－００００－００００>",
        "+<86 138 0000 0000>",
        "+<86-13800000000>",
        "+<8613800000000>",
        "<8613800000000>",
        "<008613800000000>",
        "(+<86)13800000000>",
        "<13800000000>/<13900000000>",
        "<13800000000>、<13900000000>",
        "<13800000000> <13900000000>",
        "<13800000000>-<13900000000>",
        "1.<13800000000> 2.<13900000000>",
        "tel<13800000000>",
        "微信wx<13800000000>",
        "<13800000000>号码",
        "<13800000000>万经理",
        "2024年3月<13800000000>",
        "<0571-87000000>",
        "<0571-8700000>",
        "(<0571)87000000>",
        "（<0571）87000000>",
        "<0571 8700 0000>",
        "<0571 - 87000000>",
        "<010-87000000>",
        "<0571-87000000-8001>",
        "+<86-571-87000000>",
        "+<86 10 8700 0000>",
        "+<8657187000000>",
        "电话<057187000000>",
    ] {
        let plain: String = text.chars().filter(|c| !"<>".contains(*c)).collect();
        assert_eq!(marked(&plain), text);
    }
}

#[test]
fn identity_numbers_and_addresses_are_found() {
    let [digits, cross] = ["99000119900307008", "99000119900307001"].map(identity);
    assert!(cross.ends_with('X') && !digits.ends_with('X'), "{digits} {cross}");
    for number in [digits.clone(), cross.clone(), cross.to_lowercase()] {
        assert_eq!(marked(&number), format!("{{{number}}}"));
        assert_eq!(marked(&format!("身份证{number}，")), format!("身份证{{{number}}}，"));
        assert_eq!(marked(&format!("ID{number}")), format!("ID{{{number}}}"));
        let parted = format!("{} {} {}", &number[..6], &number[6..14], &number[14..]);
        assert_eq!(marked(&parted), format!("{{{parted}}}"));
    }
    // The older form has no check character; its area has to be in a province.
    assert_eq!(marked("330000900307001"), "{330000900307001}");
    for text in
        ["«a.b@example.com»", "邮箱«x_1@mail.example.cn»。", "«A@EXAMPLE.COM».", "«a@b.cn»;«c@d.cn»", "«ａ＠ｂ．ｃｎ»"]
    {
        let plain: String = text.chars().filter(|c| !"«»".contains(*c)).collect();
        assert_eq!(marked(&plain), text);
    }
}

#[test]
fn other_numbers_are_left_alone() {
    let digits = identity("99000119900307008");
    let wrong = format!("{}{}", &digits[..17], (digits[17..].parse::<u32>().unwrap_or(0) + 1) % 10);
    for text in [
        // Amounts, dates, counts.
        "13800000000元",
        "13800000000 万元",
        "¥13800000000",
        "13,800,000,000",
        "13800000000.50",
        "0.13800000000",
        "2024-01-31",
        "20240131123045",
        "2024 01 31 153 2024-01-31",
        "第 15 2024-01-31",
        "1380 0000",
        // Codes: of regions, of units, of items, of documents.
        "330502",
        "330300-N01",
        "330102001000",
        "浙政发〔2024〕13800000000号",
        "ZF-13800000000",
        "A13800000000",
        "13800000000-2024-0001",
        "2024-13800000000",
        "item_13800000000",
        "91330100MA2XXXXX0X",
        "913301001234567890",
        "91330100123456789X",
        "0571-20240131",
        "0571-2023-0012",
        "057187000000",
        "010203040506",
        "4000000000",
        "12345",
        // Longer runs, digests, cards.
        "138000000001",
        "1138000000000",
        "6222138000000000000",
        "6222 1380 0000 0000",
        "a13800000000b",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "550e8400-e29b-41d4-a716-446655440000",
        "12800000000",
        "23800000000",
        // Identity numbers that are none.
        &wrong,
        "330000901307001",
        "010000900307001",
        "330000900307001元",
        "99000118990007001X",
        // Addresses that are none.
        "a@b",
        "@example.com",
        "a@b.1",
        "第1@2.3版",
        "甲@乙.丙",
        "",
    ] {
        assert_eq!(marked(text), text);
    }
}

#[test]
fn what_is_masked_keeps_its_length_and_three_digits() {
    for (text, shown) in [
        ("电话13800000000。", "电话138********。"),
        ("+86 138-0000-0000", "+86 1**-****-****"),
        ("（0571）87000000", "（057*）********"),
        ("１３８００００００００", "１３８＊＊＊＊＊＊＊＊"),
        ("ab@example.com", "a*@*******.***"),
        ("13800000000@example.com", "1**********@*******.***"),
    ] {
        assert_eq!(masked(text), shown);
    }
    let digits = identity("99000119900307008");
    assert_eq!(masked(&digits), format!("990{}", "*".repeat(15)));
    assert!(matches!(masked("第 15 项，330502"), Cow::Borrowed(_)));
}

#[test]
fn hostile_texts_take_no_longer() {
    // A quadratic search would look at some ten thousand million characters.
    for unit in ["a@", "1-", "138 ", "86 ", "0571-", "(0571)", "1@b.", "138-0000-"] {
        let text = unit.repeat(20_000);
        assert!(masked(&text).len() == text.len(), "{unit}");
    }
}

proptest! {
    #[test]
    fn masking_changes_no_place_and_leaves_nothing_to_find(text in "([0-9]{1,12}|[-. ()+@a-zX（）－@１８]|电话|[0-9]{11}){0,12}") {
        let shown = masked(&text);
        prop_assert_eq!(shown.len(), text.len());
        prop_assert_eq!(shown.chars().count(), text.chars().count());
        prop_assert_eq!(find(&shown), Vec::new(), "{} → {}", text, shown);
        for one in find(&text) {
            prop_assert!(text.get(one.range).is_some());
        }
    }

    #[test]
    fn a_planted_number_is_found_among_words(before in "[\u{4e00}-\u{4e20}，。：（]{0,8}", tail in "[0-9]{8}", after in "[\u{4e00}-\u{4e20}，。）；]{0,8}") {
        let number = format!("138{tail}");
        let text = format!("{before}{number}{after}");
        prop_assert_eq!(find(&text), vec![Found { kind: Kind::Telephone, range: before.len()..before.len() + 11 }]);
        prop_assert!(!masked(&text).contains(&tail));
    }
}
