//! Whether two URIs are the same target.

/// A URI without query and fragment, in the one form that RFC 3986, sections 6.2.2 and 6.2.3, gives to all that mean the same. `None` if it is
/// no `http` or `https` URI, or has something that none has.
pub(super) fn normal(uri: &str) -> Option<String> {
    if !uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)) {
        return None;
    }
    let (scheme, rest) = uri.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let default_port = match scheme.as_str() {
        "https" => "443",
        "http" => "80",
        _ => return None,
    };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (hierarchy, _) = rest.split_at_checked(end)?;
    let (authority, path) = hierarchy.split_at_checked(hierarchy.find('/').unwrap_or(hierarchy.len()))?;
    // Whoever writes a user before the host wants the host misread.
    if authority.contains('@') {
        return None;
    }
    let (host, port) = host_and_port(authority)?;
    let mut target = format!("{scheme}://{}", unescaped(host)?.to_ascii_lowercase());
    if !port.is_empty() && port != default_port {
        target.push(':');
        target.push_str(port);
    }
    target.push_str(&without_dots(&unescaped(path)?));
    Some(target)
}

fn host_and_port(authority: &str) -> Option<(&str, &str)> {
    // An IPv6 address has colons of its own, inside brackets.
    let (host, port) = match authority.rfind(':') {
        Some(colon) if !authority.ends_with(']') => {
            let (host, port) = authority.split_at_checked(colon)?;
            (host, port.strip_prefix(':')?)
        }
        _ => (authority, ""),
    };
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let plain = !host.is_empty() && !host.contains([':', '[', ']']);
    let digits = port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = port.len() > 1 && port.starts_with('0');
    ((plain || bracketed) && digits && !leading_zero).then_some((host, port))
}

/// Escapes in capitals, and none of what needs none.
fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut result = parts.next()?.to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let byte = u8::from_str_radix(digits, 16).ok()?;
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            result.push(char::from(byte));
        } else {
            result.push('%');
            result.push_str(&digits.to_ascii_uppercase());
        }
        result.push_str(rest);
    }
    Some(result)
}

/// Without the segments `.` and `..`, and `/` for an empty path (RFC 3986, section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut last = "";
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
        last = segment;
    }
    let mut result = kept.iter().fold(String::new(), |path, segment| path + "/" + segment);
    if matches!(last, "." | "..") || result.is_empty() {
        result.push('/');
    }
    result
}
