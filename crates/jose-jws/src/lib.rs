//! JSON Web Signature: sign and verify over one strict kernel
