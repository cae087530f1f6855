//! A member that occurs twice, wherever it hides. Attacks 67 and 68.

use std::collections::{BTreeMap, HashMap};

use jose_core::json::JsonError;
use serde::{Deserialize, de::DeserializeOwned, de::IgnoredAny};
use serde_json::Value;

use crate::{
    WIDE, read,
    readers::{Blind, READERS},
};

#[test]
fn refused_by_every_reader() {
    for (name, text) in TWICE {
        for (reader, error) in READERS {
            assert_eq!(error(text.as_bytes(), &WIDE), Some(JsonError::Duplicate), "{name}, read by {reader}");
        }
    }
}

#[test]
fn different_names_are_different() {
    for (name, text) in ONCE {
        for (reader, error) in READERS {
            assert_eq!(error(text.as_bytes(), &WIDE), None, "{name}, read by {reader}");
        }
    }
}

/// Few members are compared one by one and many through a tree; the change must not lose any.
#[test]
fn among_any_number_of_members() {
    for members in [1, 2, 14, 15, 16, 17, 18, 23, 24, 25, 26, 48, 1000] {
        let names: Vec<String> = (0..members).map(|index| format!("\"name {index}\":{index}")).collect();
        let all = names.join(",");
        for (reader, error) in READERS {
            let text = format!("{{{all}}}");
            assert_eq!(error(text.as_bytes(), &WIDE), None, "{members} members, read by {reader}");
        }
        let repeated: Vec<usize> =
            if members < 50 { (0..members).collect() } else { vec![0, 15, 16, 17, 24, 25, 500, 999] };
        for index in repeated {
            for (reader, error) in READERS {
                let cases = [
                    ("last", format!("{{{all},\"name {index}\":0}}")),
                    ("first", format!("{{\"name {index}\":0,{all}}}")),
                    ("last and escaped", format!("{{{all},\"\\u006eame\\u0020{index}\":0}}")),
                    ("nested and last", format!("{{\"x\":[{{{all},\"name {index}\":0}}]}}")),
                ];
                for (place, text) in cases {
                    let found = error(text.as_bytes(), &WIDE);
                    let name = format!("name {index} of {members} again, {place}, read by {reader}");
                    assert_eq!(found, Some(JsonError::Duplicate), "{name}");
                }
            }
        }
    }
}

fn duplicate<T: DeserializeOwned>(name: &str, text: &str) {
    assert_eq!(read::<T>(text).err(), Some(JsonError::Duplicate), "{name}: {text}");
}

#[test]
fn inside_every_kind_of_type() {
    type Maps = HashMap<String, HashMap<String, u8>>;
    duplicate::<Known>("a member that the struct knows", r#"{"a":1,"a":1}"#);
    duplicate::<Known>("escaped, in a struct", r#"{"a":1,"\u0061":2}"#);
    duplicate::<Known>("a member that the struct ignores", r#"{"a":1,"x":1,"x":2}"#);
    duplicate::<Known>("before what the struct knows", r#"{"x":1,"x":2,"a":1}"#);
    duplicate::<Known>("inside a member that the struct ignores", r#"{"a":1,"x":{"y":1,"y":2}}"#);
    duplicate::<Known>("deep inside one", r#"{"x":[0,[{"y":[{"z":1,"z":1}]}]],"a":1}"#);
    duplicate::<Known>("in an ignored list among others", r#"{"a":1,"x":[{"y":1},{"y":1,"z":2,"y":3}]}"#);
    duplicate::<Renamed>("a name and its alias are two names, but one of them twice", r#"{"old":1,"old":2}"#);
    duplicate::<HashMap<String, IgnoredAny>>("ignored values", r#"{"a":{"b":{},"b":{}}}"#);
    duplicate::<Maps>("a map in a map", r#"{"a":{"b":1},"c":{"b":1,"b":2}}"#);
    duplicate::<HashMap<u64, u8>>("numeric names", r#"{"1":1,"1":2}"#);
    duplicate::<HashMap<u64, u8>>("an escaped numeric name", r#"{"1":1,"\u0031":2}"#);
    duplicate::<HashMap<bool, u8>>("truth as a name", r#"{"true":1,"true":2}"#);
    duplicate::<HashMap<Unit, u8>>("an enum as a name", r#"{"One":1,"One":2}"#);
    duplicate::<HashMap<Option<String>, u8>>("an optional name", r#"{"a":1,"a":2}"#);
    duplicate::<Flattened>("in the struct around a flattened one", r#"{"a":1,"a":1,"b":2}"#);
    duplicate::<Flattened>("in the flattened struct", r#"{"a":1,"b":2,"b":2}"#);
    duplicate::<Flattened>("in what the flattened map collects", r#"{"a":1,"b":2,"x":1,"x":1}"#);
    duplicate::<Flattened>("inside what the flattened map collects", r#"{"a":1,"b":2,"x":{"y":1,"y":1}}"#);
    duplicate::<Untagged>("first choice", r#"{"a":1,"a":1}"#);
    duplicate::<Untagged>("second choice", r#"{"list":[{"y":1,"y":1}]}"#);
    duplicate::<Untagged>("no choice", r#"{"z":1,"z":1}"#);
    duplicate::<Internal>("the tag", r#"{"type":"One","type":"Two","a":1}"#);
    duplicate::<Internal>("the tag, escaped", r#"{"type":"One","a":1,"t\u0079pe":"Two"}"#);
    duplicate::<Internal>("beside the tag", r#"{"type":"One","a":1,"a":1}"#);
    duplicate::<Internal>("before the tag", r#"{"a":1,"a":1,"type":"One"}"#);
    duplicate::<Internal>("ignored beside the tag", r#"{"type":"One","a":1,"x":{"y":1,"y":2}}"#);
    duplicate::<Adjacent>("the tag of an adjacent pair", r#"{"t":"One","t":"One","c":1}"#);
    duplicate::<Adjacent>("the content of an adjacent pair", r#"{"t":"One","c":1,"c":1}"#);
    duplicate::<Adjacent>("inside the content", r#"{"t":"Two","c":{"a":1,"a":1}}"#);
    duplicate::<External>("a variant", r#"{"One":1,"One":2}"#);
    duplicate::<External>("a variant, escaped", r#"{"One":1,"\u004fne":2}"#);
    duplicate::<External>("a unit variant", r#"{"Nothing":null,"Nothing":null}"#);
    duplicate::<External>("inside a struct variant", r#"{"Three":{"a":1,"a":1}}"#);
    duplicate::<External>("inside a newtype variant", r#"{"Any":[{"a":1,"a":1}]}"#);
    duplicate::<External>("inside a tuple variant", r#"{"Two":[1,{"a":1,"a":1}]}"#);
    duplicate::<Wrapped>("through a newtype", r#"{"a":1,"a":1}"#);
    duplicate::<Option<Box<Known>>>("through an option and a box", r#"{"a":1,"a":1}"#);
    duplicate::<Strict>("where unknown members are refused anyway", r#"{"a":1,"a":1}"#);
    duplicate::<Converted>("where the type is converted", r#"{"a":1,"a":1}"#);
    duplicate::<Blind>("where nothing is read", r#"{"a":1,"a":1}"#);
    duplicate::<BTreeMap<String, Vec<(u8, Value)>>>("in tuples in lists", r#"{"l":[[1,{}],[2,{"a":1,"a":1}]]}"#);
    duplicate::<Value>("in a list of keys", r#"{"keys":[{"kty":"oct","k":"AA","k":"AB"}]}"#);
}

/// One number has one name: two spellings of it would be two members for us and one for the map.
#[test]
fn numbers_as_names_have_one_spelling() {
    for name in ["01", "+1", "-0", "1.0", "1e0", " 1", "1 ", "", "0x1", "１", "-1", "256"] {
        let text = format!(r#"{{"1":1,"{name}":2}}"#);
        let error = read::<HashMap<u8, u8>>(&text).unwrap_err();
        assert!(matches!(&error, JsonError::Type { expected, .. } if &**expected == "u8"), "{name:?}: {error:?}");
    }
    for name in ["+1", "01", "-0", "-01", "--1"] {
        let text = format!(r#"{{"1":1,"0":1,"-1":1,"{name}":2}}"#);
        assert!(read::<HashMap<i64, u8>>(&text).is_err(), "{name:?}");
        assert!(read::<HashMap<i128, u8>>(&text).is_err(), "{name:?}");
    }
    for name in ["True", "TRUE", "1", "t", "yes", "false "] {
        assert!(read::<HashMap<bool, u8>>(&format!(r#"{{"{name}":2}}"#)).is_err(), "{name:?}");
    }
    let read = read::<BTreeMap<i64, u8>>(r#"{"1":1,"-1":2,"0":3,"-9223372036854775808":4}"#).unwrap();
    assert_eq!(read, BTreeMap::from([(1, 1), (-1, 2), (0, 3), (i64::MIN, 4)]));
}

/// Under features that any crate in a build may switch on, serde_json gives these names a meaning of their own: one makes it read a string as
/// JSON again, without us.
#[test]
fn the_parsers_private_names_are_refused() {
    for name in ["RawValue", "Number", "", "Later"] {
        for text in [
            format!(r#"{{"$serde_json::private::{name}":"{{\"a\":1,\"a\":2}}"}}"#),
            format!(r#"{{"x":[{{"$serde_json::private::{name}":"1"}}]}}"#),
            format!(r#"{{"x":1,"$serde_json::private::{name}":"1"}}"#),
            format!(r#"{{"\u0024serde_json::private::{name}":"1"}}"#),
            format!(r#"{{"$serde_json::private::{name}":1.5}}"#),
        ] {
            for (reader, error) in READERS {
                let found = error(text.as_bytes(), &WIDE);
                assert!(matches!(found, Some(JsonError::Unfit { .. })), "{text}, read by {reader}: {found:?}");
            }
        }
    }
}

#[derive(Debug, Deserialize)]
struct Known {
    a: u8,
}

#[derive(Debug, Deserialize)]
struct Renamed {
    #[serde(alias = "old")]
    new: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    a: u8,
}

#[derive(Debug, Deserialize)]
struct Wrapped(Known);

#[derive(Debug, Deserialize)]
#[serde(try_from = "Known")]
struct Converted;

impl TryFrom<Known> for Converted {
    type Error = &'static str;

    fn try_from(_: Known) -> Result<Self, Self::Error> {
        Ok(Self)
    }
}

#[derive(Debug, Deserialize)]
struct Flattened {
    a: u8,
    #[serde(flatten)]
    inner: Inner,
    #[serde(flatten)]
    rest: HashMap<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Inner {
    b: u8,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Known(Known),
    List { list: Vec<Value> },
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
enum Internal {
    One(Known),
    Two,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    One(u8),
    Two(Known),
}

#[derive(Debug, Deserialize)]
enum External {
    Nothing,
    One(u8),
    Two(u8, Value),
    Three { a: u8 },
    Any(IgnoredAny),
}

#[derive(Debug, Deserialize, PartialEq, Eq, Hash)]
enum Unit {
    One,
}

const TWICE: &[(&str, &str)] = &[
    ("side by side", r#"{"a":1,"a":2}"#),
    ("the same value", r#"{"a":1,"a":1}"#),
    ("null first", r#"{"a":null,"a":1}"#),
    ("null last", r#"{"a":1,"a":null}"#),
    ("another type", r#"{"a":"x","a":["x"]}"#),
    ("with one between", r#"{"a":1,"b":2,"a":3}"#),
    ("three times", r#"{"a":1,"a":2,"a":3}"#),
    ("first one escaped", r#"{"\u0061":1,"a":2}"#),
    ("second one escaped", r#"{"a":1,"\u0061":2}"#),
    ("both escaped", r#"{"\u0061":1,"\u0061":2}"#),
    ("capital and small escapes", r#"{"\u00e9":1,"\u00E9":2}"#),
    ("escaped letter by letter", r#"{"alg":1,"\u0061\u006c\u0067":2}"#),
    ("escaped in the middle", r#"{"sub":1,"s\u0075b":2}"#),
    ("an accent, escaped and not", r#"{"é":1,"\u00e9":2}"#),
    ("a surrogate pair and its character", r#"{"😀":1,"\ud83d\ude00":2}"#),
    ("a slash, escaped and not", r#"{"a/b":1,"a\/b":2}"#),
    ("a line break in two spellings", r#"{"\n":1,"\u000a":2}"#),
    ("a quote in two spellings", r#"{"\"":1,"\u0022":2}"#),
    ("a backslash in two spellings", r#"{"\\":1,"\u005c":2}"#),
    ("NUL", r#"{"\u0000":1,"\u0000":2}"#),
    ("empty names", r#"{"":1,"":2}"#),
    ("a space for a name", r#"{" ":1,"\u0020":2}"#),
    ("one level down", r#"{"x":{"a":1,"a":2}}"#),
    ("one level down, escaped", r#"{"x":{"a":1,"\u0061":2}}"#),
    ("one level down, empty objects", r#"{"cnf":{"jwk":{},"jwk":{}}}"#),
    ("two levels down", r#"{"x":{"y":{"a":1,"a":2}}}"#),
    ("in a list", r#"{"x":[{"a":1,"a":2}]}"#),
    ("in the last of a list", r#"{"x":[1,"two",{"a":1},{"a":1,"a":2}]}"#),
    ("in a list of lists", r#"{"x":[[],[[{"a":1,"a":2}]]]}"#),
    ("before a sound member", r#"{"x":{"a":1,"a":2},"y":1}"#),
    ("after a sound member", r#"{"y":1,"x":{"a":1,"a":2}}"#),
    ("the outer one, around an inner object", r#"{"a":{"a":1},"a":2}"#),
    ("a header's algorithm", r#"{"alg":"none","alg":"ES256"}"#),
    ("an ephemeral key", r#"{"alg":"ECDH-ES","epk":{"kty":"EC","x":"A","x":"B"}}"#),
    ("claims", r#"{"sub":"ada","exp":1,"sub":"eve"}"#),
    ("a special name", r#"{"__proto__":1,"__proto__":2}"#),
];

const ONCE: &[(&str, &str)] = &[
    ("the same name in two objects", r#"{"a":{"x":1},"b":{"x":1}}"#),
    ("the same name outside and inside", r#"{"a":{"a":{"a":1}}}"#),
    ("the same name in a list of objects", r#"{"a":[{"x":1},{"x":1},{"x":1}]}"#),
    ("capitals", r#"{"a":1,"A":2}"#),
    ("a space behind", r#"{"a":1,"a ":2}"#),
    ("NUL behind", r#"{"a":1,"a\u0000":2}"#),
    ("composed and decomposed", r#"{"\u00e9":1,"e\u0301":2}"#),
    ("a name that looks escaped", r#"{"a":1,"\\u0061":2}"#),
    ("zero width", r#"{"a":1,"a\u200b":2}"#),
    ("full width", r#"{"a":1,"ａ":2}"#),
    ("a value that equals a name", r#"{"a":"b","b":"a"}"#),
    ("a name that goes on past the end of another", r#"{"":"x","\":":1}"#),
    ("a name that is another, its value and a third", r#"{"a":1,"b":2,"a\":1,\"b":3}"#),
    ("the same, first", r#"{"a\":1,\"b":3,"a":1,"b":2}"#),
    ("the same, of claims", r#"{"iss":"https://id.example","sub":"u","iss\":\"https://id.example\",\"sub":1}"#),
];
