#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::prelude::*;

use super::*;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn exact(text: &str) -> Real {
    Real::Exact(number(text))
}

fn between(low: &str, high: &str) -> Real {
    Real::between(number(low), number(high))
}

/// A decimal of any length, with an exponent of any size.
fn long_decimal(text: &str) -> Number {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (negative, digits) = (mantissa.starts_with('-'), mantissa.trim_start_matches('-'));
    let places = digits.split_once('.').map_or(0, |(_, fraction)| i64::try_from(fraction.len()).unwrap());
    let ten = Number::from(10);
    let value = digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(Number::zero(), |value, digit| value * ten.clone() + Number::from(i64::from(digit - b'0')));
    let shift = exponent.parse::<i64>().unwrap() - places;
    let power = ten.integer_power(u32::try_from(shift.unsigned_abs()).unwrap());
    let value = if shift < 0 { value.checked_div(&power).unwrap() } else { value * power };
    if negative { -value } else { value }
}

/// Whether the bounds are as close as `bits` promise.
fn is_close(real: &Real, bits: u32) -> bool {
    real.width() <= real.low().abs().max(real.high().abs()) * Number::negative_power_of_two(bits)
}

fn holds(outer: &Real, inner: &Real) -> bool {
    outer.admits(inner.low()) && outer.admits(inner.high())
}

/// A function as it is computed to so many bits.
type Computed = Box<dyn Fn(u32) -> Option<Real>>;

fn ln(text: &'static str) -> Computed {
    Box::new(|bits| exact(text).ln(bits))
}

fn exp(text: &'static str) -> Computed {
    Box::new(|bits| exact(text).exp(bits))
}

fn sqrt(text: &'static str) -> Computed {
    Box::new(|bits| exact(text).sqrt(bits))
}

fn power(text: &'static str, exponent: &'static str) -> Computed {
    Box::new(|bits| exact(text).power(&number(exponent), bits))
}

fn mean(parts: &'static [(&str, &str)]) -> Computed {
    Box::new(|bits| Real::weighted_geometric(&weighted(parts), bits))
}

fn weighted(parts: &[(&str, &str)]) -> Vec<(Real, Number)> {
    parts.iter().map(|(value, weight)| (exact(value), number(weight))).collect()
}

/// Values with 50 significant digits, cut off, by the decimal arithmetic of Python.
fn facts() -> Vec<(Computed, &'static str)> {
    vec![
        (ln("2"), "0.69314718055994530941723212145817656807550013436025"),
        (ln("10"), "2.3025850929940456840179914546843642076011014886287"),
        (ln("3/7"), "-0.84729786038720361371010750652065402498959417175911"),
        (ln("1e30"), "69.077552789821370520539743640530926228033044658863"),
        (ln("1e-30"), "-69.077552789821370520539743640530926228033044658863"),
        (ln("1.00000000000000000000000000001"), "9.9999999999999999999999999999500000000000000000000e-30"),
        (ln("0.999999999999"), "-1.0000000000005000000000003333333333335833333333335e-12"),
        (exp("1"), "2.7182818284590452353602874713526624977572470936999"),
        (exp("10"), "22026.465794806716516957900645284244366353512618556"),
        (exp("-1"), "0.36787944117144232159552377016146086744581113103176"),
        (exp("1/3"), "1.3956124250860895286281253196025868375979065151994"),
        (exp("-100"), "3.7200759760208359629596958038631183373588922923767e-44"),
        (exp("1e-30"), "1.0000000000000000000000000000010000000000000000000"),
        (exp("10000"), "8.8068182256629215872614960076445610035200040855915e4342"),
        (exp("-10000"), "1.1354838653147360985409388750662484019574316100903e-4343"),
        (sqrt("2"), "1.4142135623730950488016887242096980785696718753769"),
        (sqrt("1/3"), "0.57735026918962576450914878050195745564760175127012"),
        (sqrt("1e-29"), "3.1622776601683793319988935444327185337195551393252e-15"),
        (power("2", "1/3"), "1.2599210498948731647672106072782283505702514647015"),
        (power("3/7", "0.3"), "0.77554493241403622956146008722145006142785764680904"),
        (power("1e30", "1/7"), "19306.977288832501670070747998401890352243827965414"),
        (mean(&[("2", "1"), ("3", "2"), ("7", "3")]), "4.2831285013950114090723138625950693849102127040023"),
        (mean(&[("0.5", "33"), ("0.97", "33"), ("1.3", "34")]), "0.86106416102692489509512047649982438671557804688489"),
    ]
}

#[test]
fn bounds_hold_known_values_and_are_close() {
    for (compute, digits) in facts() {
        let cut = long_decimal(digits);
        let last = cut.abs() * number("1e-30") * number("1e-19");
        let next = if cut.is_negative() { &cut - &last } else { &cut + &last };
        let fact = Real::between(cut, next);
        for bits in [16, 64, 128] {
            let computed = compute(bits).unwrap();
            assert!(computed.as_exact().is_none() && is_close(&computed, bits), "{digits} to {bits} bits");
            assert!(holds(&computed, &fact), "{digits} to {bits} bits: {computed:?}");
        }
        // Closer than the digits: they must at least meet.
        for bits in [150, 256, 1000] {
            let computed = compute(bits).unwrap();
            assert!(is_close(&computed, bits) && computed.compare(&fact).is_none(), "{digits} to {bits} bits");
        }
        assert!(holds(&compute(64).unwrap(), &compute(256).unwrap()));
    }
}

#[test]
fn the_most_bits_are_as_close_as_promised() {
    let (two, third) = (exact("2"), number("1/3"));
    let parts = weighted(&[("1e30", "50"), ("1/3", "51")]);
    for bits in [MAX_BITS, u32::MAX] {
        let exponential = exact("9999.9").exp(bits).unwrap();
        let mean = Real::weighted_geometric(&parts, bits).unwrap();
        for computed in [two.ln(bits), Some(exponential), two.sqrt(bits), two.power(&third, bits), Some(mean)] {
            assert!(is_close(&computed.unwrap(), MAX_BITS));
        }
    }
    assert!(is_close(&two.ln(0).unwrap(), 8));
}

#[test]
fn what_is_rational_is_exact() {
    let exactly = |real: Option<Real>| real.unwrap().as_exact().unwrap().clone();
    assert_eq!(exactly(exact("1").ln(64)), Number::zero());
    assert_eq!(exactly(exact("0").exp(64)), Number::one());
    assert_eq!(exactly(exact("4/9").sqrt(64)), number("2/3"));
    assert_eq!(exactly(exact("0").sqrt(64)), Number::zero());
    assert_eq!(exactly(exact("1e30").sqrt(64)), number("1e15"));
    assert_eq!(exactly(exact("8/27").power(&number("2/3"), 64)), number("4/9"));
    assert_eq!(exactly(exact("1.1").power(&number("3"), 64)), number("1.331"));
    assert_eq!(exactly(exact("0").power(&number("0.37"), 64)), Number::zero());
    assert_eq!(exactly(exact("1").power(&number("0.123456789"), 64)), Number::one());
    for degree in 1..=64_u32 {
        let base = number("13/7").integer_power(degree);
        let exponent = Number::one().checked_div(&Number::from(i64::from(degree))).unwrap();
        assert_eq!(exactly(Real::Exact(base.clone()).power(&exponent, 64)), number("13/7"));
        if degree > 1 {
            let beside = Real::Exact(base + Number::one());
            assert!(beside.power(&exponent, 64).unwrap().as_exact().is_none(), "{degree}");
        }
    }
}

#[test]
fn means_are_exact_where_they_are_rational() {
    let mean = |parts: &[(&str, &str)]| Real::weighted_geometric(&weighted(parts), 64);
    let exactly = |parts: &[(&str, &str)]| mean(parts).unwrap().as_exact().cloned();
    assert_eq!(exactly(&[("4", "0.5"), ("9", "0.5")]), Some(number("6")));
    assert_eq!(exactly(&[("8", "1/3"), ("1/27", "2/3")]), Some(number("2/9")));
    assert_eq!(exactly(&[("16", "15"), ("81", "5")]), Some(number("24")));
    assert_eq!(exactly(&[("0", "0.01"), ("2", "0.99")]), Some(Number::zero()));
    assert_eq!(exactly(&[("0", "0"), ("2", "1")]), Some(number("2")));
    assert_eq!(exactly(&[("0.7", "33"), ("0.7", "33"), ("0.7", "34")]), Some(number("0.7")));
    assert_eq!(exactly(&[("2", "1"), ("3", "1")]), None);
    assert_eq!(mean(&[("-1", "1"), ("3", "1")]), None);
    assert_eq!(mean(&[("1", "-1"), ("3", "1")]), None);
    assert_eq!(mean(&[("2", "0")]), None);
    assert_eq!(mean(&[]), None);
    // A factor that may be 0 leaves the lower bound at 0; one that is 0 decides.
    let open = [(between("0", "4"), Number::one()), (exact("9"), Number::one())];
    assert_eq!(Real::weighted_geometric(&open, 64), Some(between("0", "6")));
    let zero = [(between("0", "4"), Number::one()), (exact("0"), Number::one())];
    assert_eq!(Real::weighted_geometric(&zero, 64), Some(Real::zero()));
    let maybe_negative = [(between("-1", "4"), Number::one()), (exact("9"), Number::one())];
    assert_eq!(Real::weighted_geometric(&maybe_negative, 64), None);
}

#[test]
fn what_is_not_defined_is_refused() {
    for text in ["0", "-1"] {
        assert_eq!(exact(text).ln(64), None);
    }
    assert_eq!(between("0", "1").ln(64), None);
    assert_eq!(exact("-1").sqrt(64), None);
    assert_eq!(between("-1", "1").sqrt(64), None);
    assert_eq!(between("0", "4").sqrt(64), Some(between("0", "2")));
    assert_eq!(exact("-8").power(&number("1/3"), 64), None);
    for exponent in ["0", "-1"] {
        assert_eq!(exact("2").power(&number(exponent), 64), None);
    }
    assert_eq!(exact("1").checked_div(&between("-1", "1")), None);
    assert_eq!(exact("1").checked_div(&exact("0")), None);
    assert_eq!(between("1", "2").checked_div(&between("-4", "-2")), Some(between("-1", "-0.25")));
}

#[test]
fn hostile_sizes_are_refused_or_soon_done() {
    for text in ["1e30", "-1e30", "10000.0000000000001", "-10001"] {
        assert_eq!(exact(text).exp(MAX_BITS), None);
    }
    assert_eq!(between("0", "1e30").exp(64), None);
    assert_eq!(exact("2").power(&number("1e30"), MAX_BITS), None);
    assert_eq!(exact("1e-30").power(&number("1000"), MAX_BITS), None);
    // Far closer to one, or to zero, than any number that is read.
    let tiny = number("1e-30").integer_power(300);
    let beside_one = Real::Exact(Number::one() + tiny.clone());
    let logarithm = beside_one.ln(64).unwrap();
    assert!(is_close(&logarithm, 64) && logarithm.high() >= &(&tiny - &(&tiny * &tiny)) && logarithm.low() <= &tiny);
    let exponential = Real::Exact(tiny.clone()).exp(64).unwrap();
    assert!(is_close(&exponential, 64) && exponential.low() <= &(Number::one() + tiny.clone()));
    assert!(is_close(&Real::Exact(tiny.clone()).ln(MAX_BITS).unwrap(), MAX_BITS));
    assert_eq!(Real::Exact(tiny.clone()).power(&number("63/64"), 64), None);
    assert!(is_close(&Real::Exact(tiny).power(&number("0.123456789"), 64).unwrap(), 64));
}

#[test]
fn order_and_rounding_are_known_or_left_open() {
    let third = exact("1").checked_div(&exact("3")).unwrap();
    assert_eq!(third.compare(&exact("1/3")), Some(Ordering::Equal));
    assert_eq!(between("1", "2").compare(&exact("3")), Some(Ordering::Less));
    assert_eq!(between("1", "2").compare(&exact("0")), Some(Ordering::Greater));
    assert_eq!(between("1", "2").compare(&exact("2")), None);
    assert_eq!(between("1", "2").compare(&between("1", "2")), None);
    assert_eq!(between("1.01", "1.04").rounded(1, Rounding::HalfEven), Some(number("1.0")));
    assert_eq!(between("1.04", "1.06").rounded(1, Rounding::HalfEven), None);
    assert_eq!(exact("1.05").rounded(1, Rounding::HalfUp), Some(number("1.1")));
    assert_eq!(exact("2").ln(64).unwrap().rounded(4, Rounding::HalfEven), Some(number("0.6931")));
}

#[test]
fn ends_are_chosen_by_the_operation() {
    assert_eq!(between("1", "2") + exact("1/3"), between("4/3", "7/3"));
    assert_eq!(between("1", "2") - between("1", "2"), between("-1", "1"));
    assert_eq!(-between("1", "2"), between("-2", "-1"));
    assert_eq!(between("-1", "2") * between("-3", "5"), between("-6", "10"));
    assert_eq!(between("-1", "2") * exact("0"), Real::zero());
    assert_eq!(between("2", "1"), between("1", "2"));
    assert_eq!(between("1", "1"), exact("1"));
    assert_eq!(between("1", "3").min(exact("2")), between("1", "2"));
    assert_eq!(between("1", "3").max(exact("2")), between("2", "3"));
    assert_eq!(between("-1", "3").clamp(&number("0"), &number("1")), between("0", "1"));
    assert_eq!(between("2", "3").clamp(&number("0"), &number("1")), exact("1"));
    assert_eq!(exact("2").clamp(&number("3"), &number("1")), exact("1"));
}

#[test]
fn coarse_bounds_are_outside_and_small() {
    let fine = between("1/3", "1000001/3000000");
    let coarse = fine.clone().coarse(16);
    assert!(holds(&coarse, &fine) && coarse.low().bits() < 40 && coarse.high().bits() < 40);
    assert_eq!(exact("1/3").coarse(16), exact("1/3"));
    assert!(holds(&(-fine.clone()).coarse(16), &-fine.clone()));
    assert_eq!(between("0", "0.5").coarse(16), between("0", "0.5"));
    assert!(holds(&fine.clone().coarse(0), &fine) && holds(&fine.clone().coarse(u32::MAX), &fine));
}

/// Numbers from 10^-12 to 10^12, of either sign.
fn any_number() -> impl Strategy<Value = Number> {
    (1..1_000_000_i64, 1..1_000_000_i64, -6..=6_i32, any::<bool>()).prop_map(
        |(numerator, denominator, shift, negative)| {
            let value = Number::from(numerator).checked_div(&Number::from(denominator)).unwrap();
            let power = Number::from(10).integer_power(shift.unsigned_abs());
            let value = if shift < 0 { value.checked_div(&power).unwrap() } else { value * power };
            if negative { -value } else { value }
        },
    )
}

fn any_real() -> impl Strategy<Value = Real> {
    prop_oneof![
        any_number().prop_map(Real::Exact),
        (any_number(), any_number()).prop_map(|(low, high)| Real::between(low, high))
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arithmetic_holds_what_its_members_give(left in any_real(), right in any_real(), at in (0..=8_i64, 0..=8_i64)) {
        let within = |real: &Real, eighths: i64| real.low() + &(real.width() * number("1/8") * Number::from(eighths));
        let (a, b) = (within(&left, at.0), within(&right, at.1));
        prop_assert!((left.clone() + right.clone()).admits(&(&a + &b)));
        prop_assert!((left.clone() - right.clone()).admits(&(&a - &b)));
        prop_assert!((left.clone() * right.clone()).admits(&(&a * &b)));
        prop_assert!(left.clone().min(right.clone()).admits((&a).min(&b)));
        prop_assert!(left.clone().max(right.clone()).admits((&a).max(&b)));
        prop_assert!(left.clone().coarse(8).admits(&a));
        if let Some(quotient) = left.checked_div(&right) {
            prop_assert!(quotient.admits(&a.checked_div(&b).unwrap()));
        }
        if let Some(order) = left.compare(&right) {
            prop_assert_eq!(order, a.cmp(&b));
        }
        if let Some(rounded) = left.rounded(2, Rounding::HalfEven) {
            prop_assert_eq!(rounded, a.rounded(2, Rounding::HalfEven));
        }
    }

    #[test]
    fn functions_undo_one_another(value in any_number()) {
        let value = value.abs();
        let real = Real::Exact(value.clone());
        prop_assert!(real.ln(64).unwrap().exp(64).unwrap().admits(&value));
        let root = real.sqrt(64).unwrap();
        prop_assert!((root.clone() * root).admits(&value));
        let fifth = real.power(&number("1/5"), 64).unwrap();
        prop_assert!(fifth.power(&number("5"), 64).unwrap().admits(&value));
        let small = Real::Exact(value.clone().min(number("9000")));
        prop_assert!(small.exp(64).unwrap().ln(64).unwrap().admits(small.low()));
    }

    #[test]
    fn more_bits_lie_within_fewer(value in any_number(), exponent in 1..400_i64) {
        let real = Real::Exact(value.abs());
        let exponent = Number::from(exponent) * number("0.01");
        prop_assert!(holds(&real.ln(64).unwrap(), &real.ln(256).unwrap()));
        prop_assert!(holds(&real.sqrt(64).unwrap(), &real.sqrt(256).unwrap()));
        prop_assert!(holds(&real.power(&exponent, 64).unwrap(), &real.power(&exponent, 256).unwrap()));
        if let (Some(few), Some(more)) = (real.exp(64), real.exp(256)) {
            prop_assert!(holds(&few, &more));
        }
    }

    #[test]
    fn functions_increase(one in any_number(), other in any_number()) {
        let (less, more) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
        prop_assume!(less < more);
        let both = Real::between(less.clone(), more.clone());
        let (less, more) = (Real::Exact(less), Real::Exact(more));
        let functions: [fn(&Real) -> Option<Real>; 3] =
            [|real| real.ln(128), |real| real.sqrt(128), |real| real.power(&number("0.37"), 128)];
        for function in functions {
            let (low, high) = (function(&less).unwrap(), function(&more).unwrap());
            prop_assert_eq!(low.compare(&high), Some(Ordering::Less));
            let both = function(&both).unwrap();
            prop_assert_eq!((both.low(), both.high()), (low.low(), high.high()));
        }
    }

    #[test]
    fn means_lie_among_their_parts(parts in prop::collection::vec((any_number(), 1..100_i64), 1..6)) {
        let weighted = parts.into_iter().map(|(value, weight)| (Real::Exact(value.abs()), Number::from(weight)));
        let parts: Vec<_> = weighted.collect();
        let mean = Real::weighted_geometric(&parts, 64).unwrap();
        let least = parts.iter().map(|part| part.0.low()).min().unwrap();
        let most = parts.iter().map(|part| part.0.low()).max().unwrap();
        prop_assert!(mean.low() <= most && mean.high() >= least && is_close(&mean, 64));
        // The product of powers is the power of the mean.
        let total: i64 = parts.iter().map(|part| part.1.to_i64().unwrap()).sum();
        let product = parts.iter().fold(Number::one(), |product, (value, weight)| {
            product * value.low().integer_power(u32::try_from(weight.to_i64().unwrap()).unwrap())
        });
        prop_assert!(mean.low().integer_power(u32::try_from(total).unwrap()) <= product);
        prop_assert!(mean.high().integer_power(u32::try_from(total).unwrap()) >= product);
    }
}
