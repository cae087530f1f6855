//! The programs, and what each depends on.

/// One library, used in one way.
pub(super) struct Program {
    /// Also the name of its folder.
    pub(super) name: &'static str,
    /// Its source, below `benches/build-cost`.
    pub(super) source: &'static str,
    /// For the page.
    pub(super) what: &'static str,
    /// Lines of `[dependencies]`; `{root}` is this checkout.
    pub(super) dependencies: &'static str,
}

pub(super) static PROGRAMS: &[Program] = &[
    Program {
        name: "jose",
        source: "jose.rs",
        what: "`jose`",
        dependencies: "jose = { path = \"{root}/crates/jose\" }\nserde = { version = \"1\", features = [\"derive\"] }\n",
    },
    Program {
        name: "primitive",
        source: "primitive.rs",
        what: "`aws-lc-rs`, `base64-simd`, `serde_json`, by hand",
        dependencies: "aws-lc-rs = \"1.19\"\nbase64-simd = \"0.8\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
    },
    Program {
        name: "jsonwebtoken",
        source: "jsonwebtoken.rs",
        what: "`jsonwebtoken` on AWS-LC",
        dependencies: "jsonwebtoken = { version = \"11.1\", features = [\"aws_lc_rs\"] }\nserde = { version = \"1\", features = [\"derive\"] }\n",
    },
    Program { name: "jose4rs", source: "jose4rs.rs", what: "`jose4rs`", dependencies: "jose4rs = \"0.6\"\n" },
    Program {
        name: "josekit",
        source: "josekit.rs",
        what: "`josekit` on the system's OpenSSL",
        dependencies: "josekit = \"0.10.3\"\n",
    },
    Program {
        name: "jwt-simple-pure-rust",
        source: "jwt-simple.rs",
        what: "`jwt-simple` in pure Rust",
        dependencies: "jwt-simple = { version = \"0.15\", default-features = false, features = [\"pure-rust\"] }\nserde = { version = \"1\", features = [\"derive\"] }\n",
    },
    Program {
        name: "jwt-simple",
        source: "jwt-simple.rs",
        what: "`jwt-simple`, default: BoringSSL",
        dependencies: "jwt-simple = \"0.15\"\nserde = { version = \"1\", features = [\"derive\"] }\n",
    },
];
