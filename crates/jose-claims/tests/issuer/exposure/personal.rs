//! Values that belong to a person by their shape, under a name that says nothing; and values that only look similar.

use jose_claims::LooksLike::{BankAccount, CardNumber, EmailAddress};
use serde_json::json;

use super::{found, is_found, is_not_found};

/// Numbers that the networks publish for tests.
#[test]
fn card_numbers() {
    let cards = [
        "4111111111111111",
        "4012888888881881",
        "4222222222222",
        "5555555555554444",
        "5105105105105100",
        "2223003122003222",
        "378282246310005",
        "371449635398431",
        "6011111111111117",
        "30569309025904",
        "38520000023237",
        "3530111333300000",
        "6200000000000005",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
    ];
    is_found(CardNumber, &cards);
    assert_eq!(found(&json!(4_111_111_111_111_111_u64)), Some(CardNumber));
    assert_eq!(found(&json!([["x", 4_111_111_111_111_111_u64]])), Some(CardNumber));
    // Every other last digit.
    for card in &cards[..13] {
        let (start, last) = card.split_at(card.len() - 1);
        for digit in (0..10).map(|digit: u8| digit.to_string()).filter(|digit| digit != last) {
            is_not_found(&[&format!("{start}{digit}")]);
        }
    }
    is_not_found(&[
        "0000000000000000",
        "1234567890123452",
        "1700000000000",
        "9999999999999995",
        "41111111111111",
        "411111111111",
        "41111111111111111111",
        "4111.1111.1111.1111",
        "4111111111111111x",
        "4111--------1111--------1111--------1111",
        "٤١١١١١١١١١١١١١١١",
    ]);
    assert_eq!(found(&json!(-4_111_111_111_111_111_i64)), None);
    assert_eq!(found(&json!(1_700_000_000_000_000_000_u64)), None);
}

/// Examples of the IBAN registry.
#[test]
fn bank_accounts() {
    let accounts = [
        "GB82WEST12345698765432",
        "DE89370400440532013000",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
        "FR1420041010050500013M02606",
        "NL91ABNA0417164300",
        "CH9300762011623852957",
        "GB82 WEST 1234 5698 7654 32",
    ];
    is_found(BankAccount, &accounts);
    for account in &accounts[..7] {
        // Two letters changed places, one is another, one is missing, one too many, another country, small letters.
        let (start, end) = account.split_at(6);
        let swapped: String =
            start.chars().chain(end[1..2].chars()).chain(end[..1].chars()).chain(end[2..].chars()).collect();
        let changed = account.replacen(&account[2..4], if &account[2..4] == "99" { "98" } else { "99" }, 1);
        let unlike = |other: &String| other != account;
        let missing = account[..account.len() - 1].to_owned();
        let others =
            [swapped, changed, missing, format!("{account}0"), format!("ZZ{}", &account[2..]), account.to_lowercase()];
        for other in others.iter().filter(|other| unlike(other)) {
            is_not_found(&[other]);
        }
    }
    is_not_found(&["GB82", "GB", "", "DE89-3704-0044-0532-0130-00", "ÄÖ89370400440532013000"]);
}

#[test]
fn email_addresses() {
    let local = "x".repeat(64);
    is_found(
        EmailAddress,
        &[
            "planted@mail.example",
            "planted.x+tag@a.b.c.example",
            "Planted <planted@mail.example>",
            "<planted@mail.example>",
            "mailto:planted@mail.example",
            "plänted@mäil.example",
            "planted@xn--mil-qla.example",
            "o'planted@mail.example",
            "1@1.co",
            &format!("{local}@mail.example"),
        ],
    );
    is_not_found(&[
        "@",
        "a@",
        "@b.example",
        "planted@localhost",
        "planted@10.0.0.1",
        "planted@mail.example.",
        "planted@.example",
        "planted@mail..example",
        "planted@-mail.example",
        "planted@mail.e",
        ".planted@mail.example",
        "pla..nted@mail.example",
        "planted @mail.example",
        "a@b@mail.example",
        "write to planted@mail.example",
        "git@github.example:a/b",
        "@planted",
        "user@tenant",
        "planted@mail.example,b@mail.example",
        &format!("x{local}@mail.example"),
    ]);
}
