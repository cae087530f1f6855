//! Comparing `typ` and `cty`. Attacks 106 and 130.

use jose_core::header::media_type::same;

#[test]
fn the_same() {
    for (left, right) in SAME {
        assert!(same(left, right) && same(right, left), "{left:?} and {right:?}");
        assert!(same(left, left) && same(right, right));
    }
}

#[test]
fn not_the_same() {
    for (name, left, right) in DIFFERENT {
        assert!(!same(left, right) && !same(right, left), "{name}: {left:?} and {right:?}");
    }
}

const SAME: &[(&str, &str)] = &[
    ("JWT", "jwt"),
    ("at+jwt", "AT+JWT"),
    ("at+jwt", "application/at+jwt"),
    ("At+Jwt", "APPLICATION/aT+jWT"),
    ("application/jwt", "Application/JWT"),
    ("text/plain", "TEXT/Plain"),
    ("example;part=\"1/2\"", "EXAMPLE;part=\"1/2\""),
    ("application/example;part=1", "example;part=1"),
];

const DIFFERENT: &[(&str, &str, &str)] = &[
    ("another type", "at+jwt", "JWT"),
    ("another tree", "at+jwt", "text/at+jwt"),
    ("a longer tree", "at+jwt", "xapplication/at+jwt"),
    ("a shorter tree", "at+jwt", "app/at+jwt"),
    ("an empty tree", "at+jwt", "/at+jwt"),
    ("the prefix twice", "at+jwt", "application/application/at+jwt"),
    ("two slashes", "at+jwt", "application//at+jwt"),
    ("a slash behind", "at+jwt", "at+jwt/"),
    ("a slash behind, with the prefix", "at+jwt", "application/at+jwt/"),
    ("only the prefix", "at+jwt", "application/"),
    ("only the tree", "at+jwt", "application"),
    ("nothing", "at+jwt", ""),
    ("a slash", "at+jwt", "/"),
    ("a parameter", "at+jwt", "at+jwt;v=1"),
    ("a parameter with a slash", "at+jwt", "at+jwt;v=1/2"),
    ("an empty parameter", "at+jwt", "at+jwt;"),
    ("another parameter", "at+jwt;v=1", "at+jwt;v=2"),
    ("a slash in a parameter takes the prefix away", "example;part=\"1/2\"", "application/example;part=\"1/2\""),
    ("a space behind", "at+jwt", "at+jwt "),
    ("a space in front", "at+jwt", " at+jwt"),
    ("a space after the slash", "at+jwt", "application/ at+jwt"),
    ("a space for the plus", "at+jwt", "at jwt"),
    ("NUL behind", "at+jwt", "at+jwt\0"),
    ("a part of it", "at+jwt", "t+jwt"),
    ("a part of it in front", "at+jwt", "at+jw"),
    ("the suffix alone", "at+jwt", "+jwt"),
    ("a list", "at+jwt", "at+jwt,JWT"),
    ("a full-width letter", "JWT", "JWＴ"),
    ("the Kelvin sign", "K", "\u{212a}"),
    ("a dotless i", "application/i", "appl\u{131}cation/i"),
    ("a long s", "s", "\u{17f}"),
];
