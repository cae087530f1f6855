//! A token in a dozen broken forms, each presented to the API.

use jose::{ContentEncryption, JwsAlgorithm, PrivateJwk, Token, UnixTime, Validator, core::base64url};
use serde_json::{Map, Value, json};

use super::scene::{AUDIENCE, ISSUER_NAME, Scene, sign_with};
use crate::exit::Failure;

/// What became of one variant.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) name: &'static str,
    /// The code and the reason; `None` if it was accepted.
    pub(super) refusal: Option<(&'static str, String)>,
}

impl Verdict {
    pub(super) fn to_json(&self) -> Value {
        let (code, reason) = self.refusal.clone().unwrap_or_default();
        json!({ "name": self.name, "code": code, "reason": reason })
    }
}

/// Presents every variant of `token`.
pub(super) fn present(scene: &Scene, token: &str, opened: &Token<Map<String, Value>>) -> Result<Vec<Verdict>, Failure> {
    let api = scene.validator()?;
    let claims = serde_json::to_vec(opened.claims()).unwrap_or_default();
    let signed = scene.sign("at+jwt", &claims)?;
    let late = opened.expires_at().map_or(i64::MAX, |end| end.saturating_add(60).seconds());
    let later = scene.validator_at(UnixTime::from_seconds(late))?;
    let foreign = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?.with_key_id(scene.issuer_key_id());
    let forged = sign_with(&foreign.signing_key()?, "at+jwt", &claims)?;
    let identity = scene.sign("JWT", &claims)?;
    let unsigned = [&base64url::encode(br#"{"alg":"none","typ":"at+jwt"}"#), ".", &base64url::encode(&claims), "."];

    Ok(vec![
        judge("ciphertext with one bit flipped", &api, &changed(token, 3, flip)),
        judge("tag cut short by one byte", &api, &changed(token, 4, cut)),
        judge("header changed to name another enc", &api, &changed(token, 0, rename)),
        judge("same token, clock moved past its expiry", &later, token),
        judge("token for another audience", &api, &scene.issue_as(ISSUER_NAME, "https://billing.example")?),
        judge("token from another issuer", &api, &scene.issue_as("https://other.example", AUDIENCE)?),
        judge("envelope around an unsigned token (alg none)", &api, &scene.encrypt(unsigned.concat().as_bytes())?),
        judge("envelope around claims without signature", &api, &scene.encrypt(&claims)?),
        judge("envelope around a token signed by a stranger", &api, &scene.encrypt(forged.as_bytes())?),
        judge("envelope around an identity token", &api, &scene.encrypt(identity.as_bytes())?),
        judge("signed token without an envelope", &api, &signed),
        judge("base64 of a signed token", &api, &base64url::encode(signed.as_bytes())),
    ])
}

/// Fails loudly if a variant was accepted.
pub(super) fn all_refused(verdicts: &[Verdict]) -> Result<(), Failure> {
    let accepted = verdicts.iter().filter(|verdict| verdict.refusal.is_none()).map(|verdict| verdict.name);
    match accepted.collect::<Vec<&str>>().join("; ") {
        none if none.is_empty() => Ok(()),
        names => {
            let message = format!("ACCEPTED, AND MUST NOT BE: {names}. Do not use this build, and report it");
            Err(Failure::refused("quickstart.accepted", message))
        }
    }
}

fn judge(name: &'static str, api: &Validator, token: &str) -> Verdict {
    let refusal = api.validate::<Value>(token).err().map(Failure::from);
    Verdict { name, refusal: refusal.map(|failure| (failure.code, failure.message)) }
}

/// `token` with the bytes of one segment changed.
fn changed(token: &str, segment: usize, change: fn(Vec<u8>) -> Vec<u8>) -> String {
    let rewrite = |(place, text): (usize, &str)| match base64url::decode(text) {
        Ok(bytes) if place == segment => base64url::encode(&change(bytes)),
        _ => text.to_owned(),
    };
    token.split('.').enumerate().map(rewrite).collect::<Vec<String>>().join(".")
}

fn flip(mut ciphertext: Vec<u8>) -> Vec<u8> {
    if let Some(byte) = ciphertext.first_mut() {
        *byte ^= 1;
    }
    ciphertext
}

fn cut(mut tag: Vec<u8>) -> Vec<u8> {
    tag.pop();
    tag
}

fn rename(header: Vec<u8>) -> Vec<u8> {
    let (own, other) = (ContentEncryption::A256Gcm.name(), ContentEncryption::A128Gcm.name());
    String::from_utf8(header).unwrap_or_default().replace(own, other).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    /// No build of ours can show this from outside.
    #[test]
    fn an_accepted_variant_is_a_failure_that_names_it() {
        let refused = || Verdict { name: "refused", refusal: Some(("token.type", String::new())) };
        assert!(all_refused(&[refused(), refused()]).is_ok());
        let accepted = Verdict { name: "let through", refusal: None };
        let failure = all_refused(&[refused(), accepted]).unwrap_err();
        assert_eq!((failure.exit, failure.code), (Exit::Refused, "quickstart.accepted"));
        assert!(failure.message.contains("ACCEPTED") && failure.message.contains("let through"));
    }
}
