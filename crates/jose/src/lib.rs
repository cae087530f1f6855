//! Signed and encrypted JSON Web Tokens, end to end, on AWS-LC
