//! Base64 of RFC 4648, with padding: digests of style sheets and scripts in the policy of a page.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes as text.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let letter = |bits: u32| LETTERS.get((bits & 63) as usize).map_or('=', |letter| char::from(*letter));
    bytes.chunks(3).fold(String::with_capacity(bytes.len().div_ceil(3) * 4), |mut text, group| {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        text.extend((0..=group.len()).map(|place| letter(bits >> (18 - 6 * place))));
        text.extend(std::iter::repeat_n('=', 3 - group.len()));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_vectors_of_the_rfc() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded, "{plain}");
        }
    }
}
