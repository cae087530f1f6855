//! Names of claims that say what the value is, however they are spelled; and names that only look similar.

use jose_claims::LooksLike::{PersonalData, Secret};
use serde_json::json;

use super::refusal;

#[test]
fn names_of_secrets() {
    for name in [
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "secret",
        "api_key",
        "private_key",
        "access_token",
        "refresh_token",
        "id_token",
        "client_secret",
        "secret_key",
        "signing_key",
        "encryption_key",
        "aws_secret_access_key",
        "session_token",
        "otp",
        "pin",
        "cvv",
        "credentials",
        "connection_string",
        "recovery_codes",
        "seed_phrase",
        "webhook_secret",
        "token",
        "cookie",
        "client_assertion",
    ] {
        assert_eq!(refusal(&json!({ name: "planted" })), Some((name.to_owned(), Secret)), "{name}");
    }
}

#[test]
fn names_of_personal_data() {
    for name in [
        "email",
        "phone_number",
        "birthdate",
        "address",
        "given_name",
        "family_name",
        "middle_name",
        "nickname",
        "preferred_username",
        "gender",
        "ssn",
        "national_id",
        "national_identification_number",
        "iban",
        "card_number",
        "credit_card",
        "passport_number",
        "tax_id",
        "date_of_birth",
        "dob",
        "phone",
        "mobile",
        "first_name",
        "last_name",
        "surname",
        "full_name",
        "postal_code",
        "street_address",
        "account_number",
        "salary",
        "nationality",
        "ip_address",
        "email_address",
    ] {
        assert_eq!(refusal(&json!({ name: "planted" })), Some((name.to_owned(), PersonalData)), "{name}");
    }
}

#[test]
fn however_they_are_spelled() {
    for (name, looks_like) in [
        ("apiKey", Secret),
        ("APIKey", Secret),
        ("API_KEY", Secret),
        ("api-key", Secret),
        ("api key", Secret),
        ("api.key", Secret),
        ("ApiKeys", Secret),
        ("apikey", Secret),
        ("apikey2", Secret),
        ("_api_key_", Secret),
        ("x-api-key", Secret),
        ("stripeApiKey", Secret),
        ("PASSWORD", Secret),
        ("dbPassword", Secret),
        ("user_password", Secret),
        ("passwords", Secret),
        ("password1", Secret),
        ("https://x.example/claims/password", Secret),
        ("urn:x:access_token", Secret),
        ("accessToken", Secret),
        ("backup_email", PersonalData),
        ("userEmail", PersonalData),
        ("emails", PersonalData),
        ("addresses", PersonalData),
        ("eMail", PersonalData),
        ("givenName", PersonalData),
        ("https://x.example/email", PersonalData),
        ("phoneNumbers", PersonalData),
        ("dateOfBirth", PersonalData),
        ("userSSN", PersonalData),
    ] {
        assert_eq!(refusal(&json!({ name: "planted" })), Some((name.to_owned(), looks_like)), "{name}");
    }
}

/// A detector that cries at everything is switched off.
#[test]
fn names_that_only_look_similar() {
    for name in [
        "email_verified",
        "phone_number_verified",
        "password_changed_at",
        "passwordless",
        "secretary",
        "token_type",
        "token_use",
        "max_tokens",
        "pinned",
        "shipping",
        "zip",
        "name",
        "tenant",
        "roles",
        "groups",
        "permissions",
        "keys",
        "key_id",
        "public_key",
        "jkt",
        "addressee",
        "emailing_list_id",
        "picture",
        "locale",
        "zoneinfo",
        "updated_at",
        "acr",
        "amr",
        "azp",
        "sid",
        "nonce",
        "entitlements",
        "authorization_details",
        "at_hash",
        "department",
        "tip",
        "recipe",
        "telephony_plan",
        "mailbox_quota",
        "keyring",
        "",
        "_",
        "1",
    ] {
        assert_eq!(refusal(&json!({ name: "planted" })), None, "{name}");
    }
}
