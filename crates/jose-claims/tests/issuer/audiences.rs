//! What is agreed for one audience: its protection, its content encryption, its lifetimes. An audience that nobody named gets nothing.

use std::time::Duration;

use jose_claims::{AudienceSettings, BuildIssuerError, ContentEncryption, IssueError, Token};
use jose_core::{UnixTime, base64url};
use jose_crypto::EncryptionKey;
use serde_json::Value;

use crate::world::{ACCEPTED, API, ISSUER, NOW, World, clock, verdict};

const PLAIN: &str = "https://plain.example";
const OTHER: &str = "https://other.example";
const REASON: &str = "it cannot decrypt before its release of May";

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn settings_that_are_refused() {
    let world = World::new();
    let to = || AudienceSettings::encrypt_to(world.encryption.clone());
    let direct = || EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    let readable = || AudienceSettings::signed_only(REASON);
    let unfit = |audience: &str| BuildIssuerError::Recipient { audience: audience.into() };
    let lifetime = |maximum| BuildIssuerError::AudienceLifetime { audience: API.into(), maximum: seconds(maximum) };
    for (name, audience, settings, expected) in [
        ("nobody", "", to(), unfit("")),
        ("nobody, readable", "", readable(), unfit("")),
        ("no reason", API, AudienceSettings::signed_only(""), BuildIssuerError::EmptyReason { what: API.into() }),
        (
            "content encryption without a key",
            API,
            readable().content_encryption(ContentEncryption::A256Gcm),
            unfit(API),
        ),
        (
            "another one than the dir key's",
            API,
            AudienceSettings::encrypt_to(direct()).content_encryption(ContentEncryption::A128Gcm),
            unfit(API),
        ),
        ("no lifetime", API, to().lifetime(Duration::ZERO), lifetime(86_400)),
        ("under a second", API, to().lifetime(Duration::from_millis(999)), lifetime(86_400)),
        ("over the issuer's maximum", API, to().lifetime(seconds(86_401)), lifetime(86_400)),
        ("over its own maximum", API, to().lifetime(seconds(61)).maximum_lifetime(seconds(60)), lifetime(60)),
        ("no maximum", API, to().maximum_lifetime(Duration::ZERO), lifetime(0)),
        ("a maximum over the issuer's", API, to().maximum_lifetime(seconds(86_401)), lifetime(86_400)),
        ("a readable one over the maximum", API, readable().lifetime(Duration::MAX), lifetime(86_400)),
    ] {
        let error = world.issuer().audience(audience, settings).build().expect_err(name);
        assert_eq!(error, expected, "{name}");
        assert!(error.code().starts_with("issuer.") && !error.to_string().ends_with('.'), "{name}: {error}");
    }
}

#[test]
fn decisions_that_contradict_each_other() {
    let world = World::new();
    let key = || world.encryption.clone();
    let twice = || BuildIssuerError::TwoKeys { audience: API.into() };
    for (name, builder, expected) in [
        (
            "all readable, and one",
            world.issuer().signed_only().signed_only_for(API, REASON),
            BuildIssuerError::Encryption,
        ),
        (
            "one readable, and all",
            world.issuer().signed_only_for(API, REASON).signed_only(),
            BuildIssuerError::Encryption,
        ),
        ("readable and not", world.issuer().signed_only_for(API, REASON).encrypt_to(API, key()), twice()),
        ("not and readable", world.issuer().encrypt_to(API, key()).signed_only_for(API, REASON), twice()),
        ("readable twice", world.issuer().signed_only_for(API, REASON).signed_only_for(API, REASON), twice()),
    ] {
        assert_eq!(builder.build().expect_err(name), expected, "{name}");
    }
}

/// One audience that cannot decrypt does not open the door for any other.
#[test]
fn readable_for_one_is_readable_for_nobody_else() {
    let world = World::new();
    let issuer =
        world.issuer().encrypt_to(API, world.encryption.clone()).signed_only_for(PLAIN, REASON).build().unwrap();
    let segments = |audience: &str| {
        let token = issuer.access_token("user-42", audience).client_id("web").issue();
        token.map(|token| token.split('.').count())
    };
    assert_eq!((segments(API), segments(PLAIN)), (Ok(5), Ok(3)));
    for audience in [OTHER, "", "https://plain.example/", "https://plain", "HTTPS://PLAIN.EXAMPLE", "*"] {
        assert_eq!(segments(audience), Err(IssueError::NoRecipientKey), "{audience:?}");
    }
    // Named audiences are all there are, also where none of them decrypts.
    let issuer = world.issuer().signed_only_for(PLAIN, REASON).build().unwrap();
    let token = |audience: &str| issuer.access_token("user-42", audience).client_id("web").issue();
    assert!(token(PLAIN).is_ok());
    assert_eq!(token(API), Err(IssueError::NoRecipientKey));
    assert!(format!("{issuer:?}").contains("encrypts: false"));
}

#[test]
fn lifetimes_of_audiences() {
    let world = World::new();
    let short = AudienceSettings::signed_only(REASON).maximum_lifetime(seconds(60));
    let long = AudienceSettings::signed_only(REASON).lifetime(seconds(1_800));
    let both = AudienceSettings::signed_only(REASON).lifetime(seconds(5)).maximum_lifetime(seconds(10));
    let issuer = world.issuer().maximum_lifetime(seconds(3_600)).audience("short", short).audience("long", long);
    let issuer = issuer.audience("both", both).signed_only_for("usual", REASON).build().unwrap();
    for (audience, lifetime, expected) in [
        ("short", None, Ok(60)),
        ("short", Some(60), Ok(60)),
        ("short", Some(61), Err(60)),
        ("short", Some(0), Err(60)),
        ("long", None, Ok(1_800)),
        ("long", Some(3_600), Ok(3_600)),
        ("long", Some(3_601), Err(3_600)),
        ("both", None, Ok(5)),
        ("both", Some(10), Ok(10)),
        ("both", Some(11), Err(10)),
        ("usual", None, Ok(600)),
        ("usual", Some(3_601), Err(3_600)),
    ] {
        let draft = issuer.access_token("user-42", audience).client_id("web");
        let draft = if let Some(lifetime) = lifetime { draft.lifetime(seconds(lifetime)) } else { draft };
        match (draft.issue(), expected) {
            (Ok(token), Ok(expected)) => {
                let policy = jose_claims::Validator::access_token().issuer(ISSUER, world.verifying.clone());
                let validator = policy.audience(audience).signed_only().clock(clock(NOW)).build().unwrap();
                let token: Token<Value> = validator.validate(&token).unwrap();
                assert_eq!(token.expires_at(), Some(UnixTime::from_seconds(NOW + expected)), "{audience} {lifetime:?}");
            }
            (Err(error), Err(maximum)) => {
                assert_eq!(error, IssueError::Lifetime { maximum: seconds(maximum) }, "{audience} {lifetime:?}");
            }
            (result, _) => panic!("{audience} {lifetime:?}: {result:?}"),
        }
    }
}

#[test]
fn each_audience_has_its_own_content_encryption() {
    let world = World::new();
    for enc in ContentEncryption::ALL.iter().copied() {
        let settings = AudienceSettings::encrypt_to(world.encryption.clone()).content_encryption(enc);
        let issuer =
            world.issuer().audience(API, settings).encrypt_to(OTHER, world.encryption.clone()).build().unwrap();
        for (audience, expected) in [(API, enc), (OTHER, ContentEncryption::A256Gcm)] {
            let token = issuer.access_token("user-42", audience).client_id("web").issue().unwrap();
            let header = base64url::decode(token.split('.').next().unwrap()).unwrap();
            let header: Value = serde_json::from_slice(&header).unwrap();
            assert_eq!(header["enc"], expected.name());
        }
        let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
        assert_eq!(verdict("its own", &world.nested(), &token), ACCEPTED);
    }
}
