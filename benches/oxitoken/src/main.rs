//! `oxitoken` beside the primitive of the aws-lc-rs that it compiles with: signatures only, and claims only.

mod keys;
mod peer;

use std::error::Error;

use jose_bench_measure::{Arguments, Kind, Lane, Operation, measure};

#[path = "../../src/claims.rs"]
#[expect(dead_code, reason = "ours have borrowed claims too")]
mod claims;

use claims::Claims;
use keys::{Algorithm, Keys};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments = Arguments::read()?;
    let keys = Keys::new()?;
    for algorithm in Algorithm::ALL {
        for (family, verb) in [("JWS: verify and validate", "verify"), ("JWS: sign", "sign")] {
            let name = format!("{} {verb}", algorithm.name());
            if !arguments.wants(&name) {
                continue;
            }
            if arguments.list {
                println!("{name}");
                continue;
            }
            eprintln!("[oxitoken] {name}");
            let lanes = if verb == "sign" { sign(algorithm, &keys)? } else { verify(algorithm, &keys)? };
            let base = "with aws-lc-rs 1.14.1".to_owned();
            measure(Operation { family, name, base, lanes, failed: Vec::new() }, arguments.rounds).print()?;
        }
    }
    Ok(())
}

fn sign(algorithm: Algorithm, keys: &Keys) -> Result<Vec<Lane>> {
    let claims = Claims::now();
    let token = peer::encode(algorithm, keys, &claims)?;
    let (input, _) = token.rsplit_once('.').ok_or("no dot")?;
    Ok(vec![keys.sign(algorithm, input.as_bytes())?, peer::sign(algorithm, keys, claims)?])
}

fn verify(algorithm: Algorithm, keys: &Keys) -> Result<Vec<Lane>> {
    let token = peer::encode(algorithm, keys, &Claims::now())?;
    Ok(vec![keys.verify(algorithm, &token)?, peer::verify(algorithm, keys, token)?])
}

fn primitive<T, E: std::fmt::Display>(call: impl FnMut() -> std::result::Result<T, E> + 'static) -> Lane {
    Lane::new(Kind::Primitive, "primitive", call)
}
