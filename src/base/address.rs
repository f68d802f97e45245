//! Texts in addresses (RFC 3986): everything but unreserved characters is percent-encoded.

/// A text as one part of an address: a name between slashes, a part of a URN (RFC 8141).
#[must_use]
pub fn part(text: &str) -> String {
    encoded(text, |_| false)
}

/// A path as an address: the slashes between its names stay.
#[must_use]
pub fn path(path: &str) -> String {
    encoded(path, |byte| byte == b'/')
}

fn encoded(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || stays(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_unreserved_stays() {
        assert_eq!(part("a-B_0.~/牌 %"), "a-B_0.~%2F%E7%89%8C%20%25");
        assert_eq!(path("signs/牌#1.svg"), "signs/%E7%89%8C%231.svg");
    }
}
