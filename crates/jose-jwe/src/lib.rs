//! JSON Web Encryption: encrypt and decrypt over one strict kernel
