//! Steps on the way of a token that a program can also take by themselves.

use std::hint::black_box;

use jose::{
    JwsAlgorithm, Limits,
    core::{
        header::{self, JoseHeader},
        json,
    },
};
use serde::{Deserialize, Serialize};

use super::Run;
use crate::world::{self, CLAIMS};

/// The header of a token from base64url to its members, as for a header that nobody has seen before.
pub(crate) fn header() -> Run {
    let (signing, _) = world::signature_keys(JwsAlgorithm::Hs256);
    let token = world::signed(&signing);
    let received = token.split('.').next().expect("a header").to_owned();
    let limits = Limits::token();
    Box::new(move || {
        let json = header::decode(black_box(&received), &limits).expect("base64url");
        let header = JoseHeader::parse(&received, &json, &limits).expect("a header");
        black_box(&header);
    })
}

#[derive(Deserialize, Serialize)]
struct OwnedClaims {
    iss: String,
    sub: String,
    aud: String,
    exp: u64,
    iat: u64,
    nbf: u64,
    jti: String,
    client_id: String,
    scope: String,
    tenant: String,
    roles: Vec<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading is what is counted")]
struct BorrowedClaims<'c> {
    iss: &'c str,
    sub: &'c str,
    aud: &'c str,
    exp: u64,
    iat: u64,
    nbf: u64,
    jti: &'c str,
    client_id: &'c str,
    scope: &'c str,
    tenant: &'c str,
    #[serde(borrow)]
    roles: Vec<&'c str>,
}

/// The strict reader by itself, into a type of strings.
pub(crate) fn claims_owned() -> Run {
    let limits = Limits::token().claims;
    Box::new(move || {
        let claims: OwnedClaims = json::parse_object(black_box(CLAIMS.as_bytes()), &limits).expect("claims");
        black_box(&claims);
    })
}

/// The same into a type that borrows.
pub(crate) fn claims_borrowed() -> Run {
    let limits = Limits::token().claims;
    Box::new(move || {
        let claims: BorrowedClaims<'_> = json::parse_object(black_box(CLAIMS.as_bytes()), &limits).expect("claims");
        black_box(&claims);
    })
}

/// What an issuer writes, from such a type.
pub(crate) fn claims_write() -> Run {
    let claims: OwnedClaims = json::parse_object(CLAIMS.as_bytes(), &Limits::token().claims).expect("claims");
    Box::new(move || drop(black_box(json::write_object(black_box(&claims)).expect("an object"))))
}
