//! The key store: two private keys and their public halves, made by the first run and left alone by every later one.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jose::{Curve, JwsAlgorithm, KeyManagementAlgorithm, PrivateJwk, PublicJwk, jwk::generate::Generator};

use crate::{
    exit::Failure,
    input::{Kind, Source, shown},
    key_file::{PRIVATE_MODE, PUBLIC_MODE, create},
};

pub(super) const ISSUER: &str = "issuer.jwk";
pub(super) const ISSUER_PUBLIC: &str = "issuer.pub.jwk";
pub(super) const API: &str = "api.jwk";
pub(super) const API_PUBLIC: &str = "api.pub.jwk";

const FILES: [&str; 4] = [ISSUER, ISSUER_PUBLIC, API, API_PUBLIC];

/// The keys of a quickstart.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    is_new: bool,
    /// Signs.
    pub(super) issuer: PrivateJwk,
    /// Verifies what the issuer signed.
    pub(super) issuer_public: PublicJwk,
    /// Decrypts.
    pub(super) api: PrivateJwk,
    /// Encrypts to the API.
    pub(super) api_public: PublicJwk,
}

impl Store {
    /// The store in `dir`. It is created if none of its files is there, and read if all are; what is half there is not touched.
    pub(super) fn open_or_create(dir: &Path) -> Result<Self, Failure> {
        let (mut present, mut missing) = (Vec::new(), Vec::new());
        for name in FILES {
            if is_there(&dir.join(name))? { present.push(name) } else { missing.push(name) }
        }
        if present.is_empty() {
            make(dir)?;
        } else if !missing.is_empty() {
            let message = format!(
                "{} has {} but not {}, and nothing is overwritten: put the missing back, move the folder away to start \
                 anew, or name another one with --dir",
                shown(dir),
                present.join(", "),
                missing.join(", ")
            );
            return Err(Failure::input_output("store.incomplete", message));
        }
        let (issuer, issuer_public) = read_pair(dir, ISSUER, ISSUER_PUBLIC)?;
        let (api, api_public) = read_pair(dir, API, API_PUBLIC)?;
        Ok(Self { dir: dir.to_owned(), is_new: present.is_empty(), issuer, issuer_public, api, api_public })
    }

    /// Where it is.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether this run made it.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }

    /// The path of a file of the store.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// All files of the store.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        FILES.iter().map(|name| self.path(name)).collect()
    }
}

/// Whether there is such a file. If that cannot be told, it is not known to be missing either.
fn is_there(path: &Path) -> Result<bool, Failure> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(Failure::input_output("input.read", format!("cannot read {}: {error}", shown(path)))),
    }
}

fn make(dir: &Path) -> Result<(), Failure> {
    let issuer = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?.with_thumbprint_key_id();
    let agreement = Generator::new().curve(Curve::X25519).encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?;
    let api = PrivateJwk::try_from(agreement)?.with_thumbprint_key_id();
    make_folder(dir).map_err(|error| {
        Failure::input_output("output.write", format!("cannot create the folder {}: {error}", shown(dir)))
    })?;
    let mut made = Vec::new();
    let mut write = |name: &str, json: &str, mode| {
        let path = dir.join(name);
        create(&path, json.as_bytes(), mode)?;
        made.push(path);
        Ok(())
    };
    let written = write(ISSUER, &issuer.to_secret_json(), PRIVATE_MODE)
        .and_then(|()| write(ISSUER_PUBLIC, &issuer.public().to_json(), PUBLIC_MODE))
        .and_then(|()| write(API, &api.to_secret_json(), PRIVATE_MODE))
        .and_then(|()| write(API_PUBLIC, &api.public().to_json(), PUBLIC_MODE));
    if written.is_err() {
        // What this run made is worth nothing alone, and would stand in the way of the next one.
        for path in made {
            let _ = fs::remove_file(path);
        }
    }
    written
}

fn make_folder(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn read_pair(dir: &Path, private: &str, public: &str) -> Result<(PrivateJwk, PublicJwk), Failure> {
    let (private_path, public_path) = (dir.join(private), dir.join(public));
    let bytes = Source::File(private_path.clone()).read(Kind::Key)?;
    let private = PrivateJwk::from_json(&bytes).map_err(|error| Failure::from(error).about(shown(&private_path)))?;
    let bytes = Source::File(public_path.clone()).read(Kind::Key)?;
    let public = PublicJwk::from_json(&bytes).map_err(|error| Failure::from(error).about(shown(&public_path)))?;
    if private.public() == public {
        return Ok((private, public));
    }
    let message = format!("this is not the public half of {}", shown(&private_path));
    Err(Failure::refused("store.mismatch", message).about(shown(&public_path)))
}
