//! What a message gives back.

use jose_core::{
    Limits,
    json_form::{JsonJwe, JsonJws},
};

use crate::{FORMS, JWE_FLATTENED, JWE_GENERAL, JWS_FLATTENED, JWS_GENERAL};

#[test]
fn every_member_comes_back() {
    let limits = Limits::default();
    let messages = [JsonJws::parse_flattened(JWS_FLATTENED, &limits), JsonJws::parse_general(JWS_GENERAL, &limits)];
    for message in messages.map(Result::unwrap) {
        assert_eq!(message.payload(), Some("cA"));
        let [signature] = message.signatures() else { panic!("one signature") };
        assert_eq!((signature.protected(), signature.signature()), (Some("e30"), "cw"));
        assert_eq!(signature.unprotected().unwrap().key_id(), Some("7"));
        assert_eq!(signature.unprotected().unwrap().received(), "");
    }
    let messages = [JsonJwe::parse_flattened(JWE_FLATTENED, &limits), JsonJwe::parse_general(JWE_GENERAL, &limits)];
    for message in messages.map(Result::unwrap) {
        assert_eq!((message.protected(), message.aad(), message.ciphertext()), (Some("e30"), Some("YQ"), "Yw"));
        assert_eq!((message.iv(), message.tag()), (Some("aQ"), Some("dA")));
        assert_eq!(message.unprotected().unwrap().member("jku"), Some(&"u".into()));
        let [recipient] = message.recipients() else { panic!("one recipient") };
        assert_eq!(recipient.encrypted_key(), Some("ZQ"));
        assert_eq!(recipient.unprotected().unwrap().key_id(), Some("7"));
    }
}

#[test]
fn what_may_be_absent_is_absent() {
    let limits = Limits::default();
    for signature in [r#""protected":"e30","signature":"""#, r#""header":{},"signature":"""#] {
        let flattened = format!("{{{signature}}}");
        let general = format!(r#"{{"signatures":[{{{signature}}}]}}"#);
        for message in [JsonJws::parse_flattened(&flattened, &limits), JsonJws::parse_general(&general, &limits)] {
            let message = message.unwrap();
            assert_eq!((message.payload(), message.signatures()[0].signature()), (None, ""));
            let parts = (message.signatures()[0].protected(), message.signatures()[0].unprotected());
            assert!(parts.0.is_some() != parts.1.is_some());
        }
    }
    for header in [r#""protected":"e30""#, r#""unprotected":{}"#] {
        let flattened = format!(r#"{{{header},"ciphertext":""}}"#);
        let general = format!(r#"{{{header},"ciphertext":"","recipients":[{{}}]}}"#);
        for message in [JsonJwe::parse_flattened(&flattened, &limits), JsonJwe::parse_general(&general, &limits)] {
            let message = message.unwrap();
            assert_eq!((message.iv(), message.aad(), message.tag(), message.ciphertext()), (None, None, None, ""));
            assert!(message.protected().is_some() != message.unprotected().is_some());
            let [recipient] = message.recipients() else { panic!("one recipient") };
            assert!(recipient.encrypted_key().is_none() && recipient.unprotected().is_none());
        }
    }
}

#[test]
fn lists_keep_their_order() {
    let limits = Limits::default();
    let entries = |entry: &dyn Fn(usize) -> String| (0..16).map(entry).collect::<Vec<_>>().join(",");
    let parts = entries(&|index| format!(r#"{{"signature":"{index}","header":{{"kid":"{index}"}}}}"#));
    let text = format!(r#"{{"signatures":[{parts}]}}"#);
    let message = JsonJws::parse_general(&text, &limits).unwrap();
    assert_eq!(message.signatures().len(), 16);
    for (index, signature) in message.signatures().iter().enumerate() {
        let kid = signature.unprotected().unwrap().key_id().unwrap();
        assert_eq!((signature.signature(), kid), (&*index.to_string(), &*index.to_string()));
    }
    let parts = entries(&|index| format!(r#"{{"encrypted_key":"{index}","header":{{"kid":"{index}"}}}}"#));
    let text = format!(r#"{{"ciphertext":"","recipients":[{parts}]}}"#);
    let message = JsonJwe::parse_general(&text, &limits).unwrap();
    assert_eq!(message.recipients().len(), 16);
    for (index, recipient) in message.recipients().iter().enumerate() {
        let kid = recipient.unprotected().unwrap().key_id();
        assert_eq!((recipient.encrypted_key(), kid), (Some(&*index.to_string()), Some(&*index.to_string())));
    }
}

/// Neither the order of members, nor white space, nor another spelling of a name, nor members that nobody knows.
#[test]
fn what_makes_no_difference() {
    for form in FORMS {
        let read = |text: &str| assert_eq!(form.error(text), None, "{form:?}: {text}");
        read(&format!("\r\n\t {} \n", form.sample().replace(',', " ,\n").replace(':', "\t: ")));
        read(&form.sample().replace("protected\"", "pro\\u0074ected\"").replace("signature", "s\\u0069gnature"));
        let foreign =
            r#""x":[{"payload":1,"signatures":null}],"":{},"Payload":1,"SIGNATURE":1,"unprotected ":1,"null":null"#;
        read(&form.with_member(foreign));
        read(&form.sample().replace(r#""header""#, r#""x":{"header":null},"Header":1,"header""#));
    }
    let reversed = r#"{"signature":"cw","header":{"kid":"7"},"protected":"e30","payload":"cA"}"#;
    assert!(JsonJws::parse_flattened(reversed, &Limits::default()).is_ok());
    let reversed = r#"{"signatures":[{"signature":"cw","protected":"e30"}],"payload":"cA"}"#;
    assert!(JsonJws::parse_general(reversed, &Limits::default()).is_ok());
}

/// Nothing is decoded here, so what is no base64url comes back as it stands: an unencoded payload is any text.
#[test]
fn texts_come_back_unescaped_and_undecoded() {
    let text = r#"{"payload":"\u0024.02 \"é\"\u0000","protected":"==","signature":"*\ud83d\ude00"}"#;
    let message = JsonJws::parse_flattened(text, &Limits::default()).unwrap();
    assert_eq!(message.payload(), Some("$.02 \"é\"\0"));
    assert_eq!(message.signatures()[0].protected(), Some("=="));
    assert_eq!(message.signatures()[0].signature(), "*😀");
    let text = r#"{"payload":"","protected":"e30","signature":""}"#;
    assert_eq!(JsonJws::parse_flattened(text, &Limits::default()).unwrap().payload(), Some(""));
}
