//! What is done: the words in which the table and the subjects speak.

/// One operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Sign(Jws),
    Verify(Jws),
    Encrypt(Jwe),
    Decrypt(Jwe),
    /// ES256 inside this.
    NestedIssue(Jwe),
    NestedOpen(Jwe),
    /// HS256 over so many bytes that are no claims.
    VerifyBytes(usize),
    /// `dir` with A256GCM over so many bytes.
    DecryptBytes(usize),
    /// 100 public keys, ready to verify.
    ParseSet,
    /// One of 100, by its `kid`.
    PickKey,
    Import(Pem),
    Thumbprint(KeyKind),
    Refuse(Garbage),
    /// RS256.
    FirstSignature,
    TwoThreads(Jws),
    /// The claims alone: JSON in, what the caller gets out.
    ClaimsPass(ClaimsSize),
    /// One step of opening a nested token.
    Step(Step),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jws {
    Hs256,
    Rs256,
    Ps256,
    Es256,
    Es384,
    EdDsa,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jwe {
    DirGcm,
    DirCbc,
    A256Kw,
    A256GcmKw,
    RsaOaep256,
    EcdhP256,
    EcdhX25519,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pem {
    RsaPrivate,
    RsaPublic,
    EcPrivate,
    EcPublic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    Rsa,
    Ec,
}

/// What a stranger may send to a service that expects HS256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garbage {
    Random8KiB,
    Dots1MiB,
    DeepHeader,
    WrongSignature,
    UnknownKeyId,
    AlgorithmNone,
}

/// How many claims the last step reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimsSize {
    Typical,
    Large,
}

/// The way of a nested token, as far as each step has a public call of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Split,
    Header,
    FindKey,
    ContentKey,
    Plaintext,
    InnerToken,
    Signature,
    Claims,
}

impl Jws {
    pub const ALL: [Self; 6] = [Self::Hs256, Self::Rs256, Self::Ps256, Self::Es256, Self::Es384, Self::EdDsa];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }
}

impl Jwe {
    pub const ALL: [Self; 7] =
        [Self::DirGcm, Self::DirCbc, Self::A256Kw, Self::A256GcmKw, Self::RsaOaep256, Self::EcdhP256, Self::EcdhX25519];

    /// As the table says it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::DirGcm => "dir+A256GCM",
            Self::DirCbc => "dir+A128CBC-HS256",
            Self::A256Kw => "A256KW",
            Self::A256GcmKw => "A256GCMKW",
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::EcdhP256 => "ECDH-ES+A256KW P-256",
            Self::EcdhX25519 => "ECDH-ES+A256KW X25519",
        }
    }

    #[must_use]
    pub fn alg(self) -> &'static str {
        match self {
            Self::DirGcm | Self::DirCbc => "dir",
            Self::A256Kw => "A256KW",
            Self::A256GcmKw => "A256GCMKW",
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::EcdhP256 | Self::EcdhX25519 => "ECDH-ES+A256KW",
        }
    }

    #[must_use]
    pub fn enc(self) -> &'static str {
        if self == Self::DirCbc { "A128CBC-HS256" } else { "A256GCM" }
    }
}
