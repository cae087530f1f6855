//! A key that signs elsewhere: in a device that is awaited, or wherever the bytes are carried. The envelope comes after the signature.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use jose_claims::{AccessTokenDraft, BuildIssuerError, IssueError, IssuerBuilder, PendingToken};
use jose_core::{JwsAlgorithm, base64url};
use jose_crypto::{
    OperationError, SigningKey,
    remote::{AsyncSign, BoxFuture},
};
use jose_jws::SignError;

use crate::{
    keys,
    world::{ACCEPTED, API, World, verdict},
};

type Answer = fn(Result<Vec<u8>, OperationError>) -> Result<Vec<u8>, OperationError>;

/// Holds a key, and needs a moment.
struct Device(SigningKey, Answer);

impl AsyncSign for Device {
    fn algorithm(&self) -> JwsAlgorithm {
        self.0.algorithm()
    }

    fn key_id(&self) -> Option<&str> {
        self.0.key_id()
    }

    fn sign<'a>(&'a self, signing_input: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, OperationError>> {
        Box::pin(async move {
            let mut waited = false;
            std::future::poll_fn(
                |_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending },
            )
            .await;
            (self.1)(self.0.sign(signing_input))
        })
    }
}

fn block_on<T>(future: impl Future<Output = T> + Send) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

fn by_device(key: &SigningKey, answer: Answer) -> IssuerBuilder {
    jose_claims::Issuer::builder(crate::world::ISSUER)
        .clock(crate::world::clock(crate::world::NOW))
        .sign_with_device(Arc::new(Device(key.clone(), answer)))
}

fn by_hand(key: &SigningKey) -> IssuerBuilder {
    jose_claims::Issuer::builder(crate::world::ISSUER)
        .clock(crate::world::clock(crate::world::NOW))
        .sign_elsewhere(key.algorithm(), key.key_id())
}

fn finish(key: &SigningKey, pending: PendingToken) -> Result<String, IssueError> {
    assert_eq!(pending.algorithm(), key.algorithm());
    let signature = key.sign(pending.signing_input()).unwrap();
    pending.finish(&signature)
}

#[test]
fn every_way_makes_the_same_token() {
    let world = World::new();
    let key = &world.signing;
    for (name, protect, validator) in [
        ("signed", (|_, builder| builder.signed_only()) as fn(&World, IssuerBuilder) -> IssuerBuilder, world.signed()),
        ("nested", |world, builder| builder.encrypt_to(API, world.encryption.clone()), world.nested()),
    ] {
        let issuers = [by_device(key, |signature| signature), by_hand(key), world.issuer()]
            .map(|builder| protect(&world, builder).build().unwrap());
        let drafts = issuers.each_ref().map(|issuer| issuer.access_token("user-42", API).client_id("web").scope(["a"]));
        let [device, hand, here] = drafts.clone();
        let tokens = [
            block_on(device.issue_async()).unwrap(),
            finish(key, hand.prepare().unwrap()).unwrap(),
            block_on(here.clone().issue_async()).unwrap(),
            here.issue().unwrap(),
        ];
        for token in &tokens {
            assert_eq!(verdict(name, &validator, token), ACCEPTED, "{name}");
            assert_eq!(token.len(), tokens[0].len(), "{name}");
        }
        // Any issuer can be asked in two steps.
        for draft in drafts {
            assert_eq!(verdict(name, &validator, &finish(key, draft.prepare().unwrap()).unwrap()), ACCEPTED, "{name}");
        }
    }
}

#[test]
fn every_algorithm_in_two_steps() {
    for algorithm in keys::signature_algorithms() {
        let (key, _) = keys::signature(algorithm);
        let issuer = by_hand(&key).signed_only().build().unwrap();
        let pending = issuer.access_token("user-42", API).client_id("web").prepare().unwrap();
        let input = String::from_utf8(pending.signing_input().to_vec()).unwrap();
        let signature = key.sign(input.as_bytes()).unwrap();
        assert_eq!(
            pending.finish(&signature).unwrap(),
            format!("{input}.{}", base64url::encode(&signature)),
            "{algorithm}"
        );
    }
}

#[test]
fn a_key_that_is_not_here_is_not_asked_as_if_it_were() {
    let world = World::new();
    let device = by_device(&world.signing, |_| panic!("asked")).signed_only().build().unwrap();
    let hand = by_hand(&world.signing).signed_only().build().unwrap();
    let draft = |issuer: &jose_claims::Issuer| -> Result<String, IssueError> {
        issuer.access_token("user-42", API).client_id("web").issue()
    };
    assert_eq!(draft(&device), Err(IssueError::RemoteKey));
    assert_eq!(draft(&hand), Err(IssueError::RemoteKey));
    let waited = block_on(hand.access_token("user-42", API).client_id("web").issue_async());
    assert_eq!(waited, Err(IssueError::RemoteKey));
    assert_eq!(IssueError::RemoteKey.code(), "issue.remote_key");
    for way in ["issue_async()", "prepare()", "finish(..)"] {
        assert!(IssueError::RemoteKey.to_string().contains(way), "{way}");
    }
}

#[test]
fn one_key_wherever_it_is() {
    let world = World::new();
    let two = BuildIssuerError::TwoSigningKeys;
    let here = || world.signing.clone();
    for (name, builder) in [
        ("here and in a device", by_device(&world.signing, |signature| signature).sign_with(here())),
        ("here and elsewhere", by_hand(&world.signing).sign_with(here())),
        ("elsewhere twice", by_hand(&world.signing).sign_elsewhere(JwsAlgorithm::Es256, None)),
    ] {
        assert_eq!(builder.signed_only().build().expect_err(name), two, "{name}");
    }
}

#[test]
fn a_device_that_does_not_sign() {
    let world = World::new();
    let length = |found| IssueError::Sign(SignError::SignatureLength { algorithm: JwsAlgorithm::Es256, found });
    let unplugged = || IssueError::Sign(SignError::Operation(OperationError::Remote("unplugged".into())));
    for (name, answer, expected) in [
        ("unplugged", (|_| Err(OperationError::Remote("unplugged".into()))) as Answer, unplugged()),
        ("nothing", |_| Ok(Vec::new()), length(0)),
        ("a byte too few", |signature| signature.map(|signature| signature[1..].to_vec()), length(63)),
        ("a byte too many", |signature| signature.map(|signature| [&signature[..], &[0]].concat()), length(65)),
        ("DER", |signature| signature.map(|signature| [&[0x30, 0x44, 2, 32][..], &signature].concat()), length(68)),
    ] {
        let issuer = by_device(&world.signing, answer).encrypt_to(API, world.encryption.clone()).build().unwrap();
        let error = block_on(issuer.access_token("user-42", API).client_id("web").issue_async()).expect_err(name);
        assert_eq!(error, expected, "{name}");
    }
    // A signature of the right length over something else is a token that nobody accepts.
    let issuer = by_device(&world.signing, |_| Ok(vec![1; 64])).signed_only().build().unwrap();
    let token = block_on(issuer.access_token("user-42", API).client_id("web").issue_async()).unwrap();
    assert_eq!(verdict("another signature", &world.signed(), &token), "jws.signature");
}

/// What can be wrong with a draft is found before anybody is asked to sign.
#[test]
fn a_device_is_not_asked_in_vain() {
    let world = World::new();
    let issuer = by_device(&world.signing, |_| panic!("asked")).signed_only_for(API, "a test").build().unwrap();
    let draft = || issuer.access_token("user-42", API).client_id("web");
    let deep = (0..40).fold(serde_json::json!(1), |inner, _| serde_json::json!({ "a": inner }));
    let drafts: [(&str, AccessTokenDraft<'_>, &str); 6] = [
        ("nobody", issuer.access_token("user-42", "nobody").client_id("web"), "issue.no_recipient_key"),
        ("no client", issuer.access_token("user-42", API), "issue.no_client"),
        ("a scope", draft().scope(["a b"]), "issue.scope"),
        ("a lifetime", draft().lifetime(std::time::Duration::ZERO), "issue.lifetime"),
        ("too deep", draft().claims(&deep), "issue.unreadable"),
        ("a password", draft().claims(&serde_json::json!({ "password": "x" })), "issue.exposed"),
    ];
    for (name, draft, expected) in drafts {
        assert_eq!(draft.clone().prepare().expect_err(name).code(), expected, "{name}");
        assert_eq!(draft.plan().expect_err(name).code(), expected, "{name}");
        assert_eq!(block_on(draft.issue_async()).expect_err(name).code(), expected, "{name}");
    }
}

#[test]
fn a_pending_token_can_be_sent_away_and_shows_nothing() {
    fn is_free<T: Send + Sync + 'static>(_: &T) {}
    let world = World::new();
    let pending = {
        let issuer = by_hand(&world.signing).encrypt_to(API, world.encryption.clone()).build().unwrap();
        issuer.access_token("planted-4f1c", API).client_id("web").prepare().unwrap()
    };
    is_free(&pending);
    let text = format!("{pending:?}");
    assert!(text.contains(API) && !text.contains("planted") && !text.contains("eyJ"), "{text}");
    assert_eq!(verdict("later", &world.nested(), &finish(&world.signing, pending).unwrap()), ACCEPTED);
}
