//! Names that are not what they should be (section B).

use super::Forger;
use crate::TestKey;

pub(super) fn add(forger: &mut Forger<'_>) {
    let attacker = forger.issuer.key().attacker();
    let signing = attacker.signing_key_for(forger.issuer.key().algorithm()).expect("the attacker's key signs");
    let foreign = forger.draft().signed_by(signing);
    let named = |name: &str| foreign.clone().header("kid", name).issue();
    let long = "k".repeat(100_000);
    forger.add_each(
        24,
        "the name of a key reached something that it should not",
        [
            ("kid_is_a_path", named("../../../../dev/null")),
            ("kid_is_a_query", named("' UNION SELECT 'secret' -- ")),
            ("kid_is_a_command", named("key.pem; cat secret")),
            ("kid_has_a_nul", named("key\0.pem")),
            ("kid_has_lines", named("key\r\nSet-Cookie: a=b")),
            ("kid_is_endless", named(&long)),
        ],
    );
    let draft = forger.draft();
    let raw = |member: &str, json: &str| draft.clone().raw_header(member, json).issue();
    forger.add_each(
        25,
        "a name that is no text was read as one",
        [
            ("kid_is_an_object", raw("kid", r#"{"$ne":null}"#)),
            ("kid_is_null", raw("kid", "null")),
            ("kid_is_a_list", raw("kid", r#"["a"]"#)),
            ("alg_is_a_list", raw("alg", &format!("[\"{}\"]", forger.issuer.key().algorithm()))),
            ("alg_is_null", raw("alg", "null")),
            ("alg_is_a_number", raw("alg", "0")),
            ("typ_is_a_number", raw("typ", "1")),
        ],
    );
    let own = forger.issuer.key().jwk().key_id().unwrap_or_default().to_owned();
    forger.add_each(
        26,
        "the names of keys were not compared byte for byte",
        [
            ("kid_in_lower_case", draft.clone().header("kid", own.to_lowercase()).issue()),
            ("kid_with_a_space", draft.clone().header("kid", format!("{own} ")).issue()),
        ],
    );
    // The keys of two of our issuers, one name.
    let other = if forger.issuer.key() == TestKey::EdDsa { TestKey::Es256 } else { TestKey::EdDsa };
    let theirs = draft.header("alg", other.algorithm().name()).signed_by(other.signing_key());
    forger.add(27, "the_key_of_another_issuer", "the key of one issuer spoke for another", theirs.issue());
}
