//! How wide a text is, in whatever sans-serif family is found where it is shown or printed.
//!
//! Han characters and everything full-width advance by one em in every family. The other characters differ, so there are
//! two tables: the greatest advance among common sans-serif families (a text that fits by it is never cut off), and the
//! usual one of the Latin letters of Source Han Sans, the family named first in signs and pictures.

use unicode_width::UnicodeWidthChar;

/// Advances of U+0020 to U+007E in thousandths of an em.
type Ascii = [u16; 95];

// Greatest advance of DejaVu Sans, Liberation Sans (metrics of Arial), Noto Sans, Noto Sans CJK SC and WenQuanYi Micro Hei.
const WIDEST: Ascii = [
    318, 401, 474, 838, 637, 951, 780, 278, 391, 391, 551, 838, 318, 361, 318, 392, //
    637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557, //
    1016, 685, 687, 723, 771, 667, 611, 778, 752, 339, 535, 667, 558, 907, 760, 788, //
    667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 392, 391, 838, 559, //
    606, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 284, 975, 634, 612, //
    635, 635, 413, 521, 393, 634, 592, 818, 592, 592, 525, 637, 551, 637, 838,
];

// The same of the bold faces.
const WIDEST_BOLD: Ascii = [
    349, 457, 574, 838, 696, 1002, 873, 325, 458, 458, 551, 838, 380, 416, 380, 413, //
    696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, //
    1007, 774, 763, 734, 831, 684, 684, 821, 837, 389, 568, 775, 638, 996, 837, 851, //
    733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 413, 458, 838, 567, //
    626, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, //
    716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 551, 712, 838,
];

// Noto Sans CJK SC, which has the outlines of Source Han Sans.
const USUAL: Ascii = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, //
    555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, //
    946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, //
    633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, //
    606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, //
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];

// The same of the bold face.
const USUAL_BOLD: Ascii = [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, //
    590, 590, 590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, //
    1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, //
    667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, //
    626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, //
    644, 644, 436, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
];

/// One em in thousandths.
const EM: i64 = 1000;
/// The bound for narrow characters beyond ASCII (accented letters, quotation marks, dashes): 1.11 em.
const OTHER: i64 = 1110;
/// The bound for pictographs, which some families draw wider than an em.
const PICTOGRAPH: i64 = 1300;

/// The width of a text at a character height of 1, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
    /// In the widest of the common families.
    pub widest: i64,
    /// In the family that is named first.
    pub usual: i64,
}

impl Advance {
    /// Measures a text without line breaks.
    #[must_use]
    pub fn of(text: &str, bold: bool) -> Self {
        let (widest, usual) = if bold { (&WIDEST_BOLD, &USUAL_BOLD) } else { (&WIDEST, &USUAL) };
        let sum = |table: &Ascii| text.chars().map(|character| of_character(character, table)).sum();
        Self { widest: sum(widest), usual: sum(usual) }
    }

    /// The width for characters of that height, in the unit of the height; rounded down.
    #[must_use]
    pub const fn at(thousandths: i64, height: i64) -> i64 {
        thousandths.saturating_mul(height).div_euclid(EM)
    }
}

fn of_character(character: char, table: &Ascii) -> i64 {
    let code = u32::from(character);
    let ascii = usize::try_from(code).ok().and_then(|code| code.checked_sub(0x20)).and_then(|at| table.get(at));
    match (ascii, character.width()) {
        (Some(advance), _) => i64::from(*advance),
        (None, _) if (0x1_F000..0x2_0000).contains(&code) => PICTOGRAPH,
        (None, Some(2)) => EM,
        (None, Some(0) | None) => 0,
        (None, Some(_)) => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_and_full_width_characters_are_one_em() {
        for text in ["读者综合服务中心", "，。：；（）！？", "ＡＢＣ１２３"] {
            let ems = i64::try_from(text.chars().count()).unwrap_or(0) * EM;
            assert_eq!(Advance::of(text, false), Advance { widest: ems, usual: ems }, "{text}");
            assert_eq!(Advance::of(text, true), Advance { widest: ems, usual: ems }, "{text}");
        }
    }

    #[test]
    fn letters_have_a_bound_above_the_usual() {
        assert_eq!(Advance::of("Wi", false), Advance { widest: 989 + 278, usual: 878 + 275 });
        for code in 0x20..0x7f_u8 {
            let text = char::from(code).to_string();
            for bold in [false, true] {
                let advance = Advance::of(&text, bold);
                assert!(advance.usual > 0 && advance.usual <= advance.widest, "{text}");
            }
        }
    }

    #[test]
    fn widths_scale_with_the_height() {
        assert_eq!(Advance::at(8 * EM, 200_000), 1_600_000);
        assert_eq!(Advance::at(i64::MAX, 200_000), i64::MAX / EM);
    }
}
