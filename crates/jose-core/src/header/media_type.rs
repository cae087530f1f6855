//! Comparing `typ` and `cty`.

/// Whether two media types are the same: without regard to case, and with `application/` understood where no slash is present.
///
/// ```
/// use jose_core::header::media_type;
///
/// assert!(media_type::same("at+jwt", "application/AT+JWT"));
/// assert!(!media_type::same("at+jwt", "JWT"));
/// ```
///
/// Parameters are compared as text: `at+jwt;v=1` is another type than `at+jwt`. Specification: RFC 7515 section 4.1.9.
#[must_use]
pub fn same(left: &str, right: &str) -> bool {
    // Mostly they are spelled alike.
    if left.eq_ignore_ascii_case(right) {
        return true;
    }
    let ((left_tree, left_name), (right_tree, right_name)) = (parts(left), parts(right));
    left_tree.eq_ignore_ascii_case(right_tree) && left_name.eq_ignore_ascii_case(right_name)
}

fn parts(media_type: &str) -> (&str, &str) {
    media_type.split_once('/').unwrap_or(("application", media_type))
}
