//! JSON Web Tokens: issue and open signed and encrypted access tokens under a policy
