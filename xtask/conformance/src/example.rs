//! A published example: one content, protected in one way, in each form that the document shows.
//!
//! Each form is a case: it is opened. Where the document gives what is random, each form is a second case, `… again`: we make it, and must
//! come to the same bytes.

mod encrypt;
mod encrypted;
mod parts;
mod sign;
mod signed;

use jose_core::KeyManagementAlgorithm;
use jose_jwk::{Jwk, PrivateJwk};
use serde_json::Value;

use crate::accounting::{Expected, File, Verdict};
use crate::message::{Form, Message};
use crate::vectors::{as_text, base64, list, member, string};

/// What an example is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Signed,
    Encrypted,
}

/// How much of an example we can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// The whole message. What is random in a signature or in RSA-OAEP cannot be given: that part is made, opened and not compared.
    Message,
    /// The signature over the example's own header, or the wrapped keys, ciphertext and tag under it: the header itself is not how we
    /// write one, or the algorithm is one that we only read.
    Parts,
}

/// An example, whatever document it is from.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) kind: Kind,
    /// One for each signature or recipient, in their order; none for a password.
    pub(crate) keys: Vec<Value>,
    pub(crate) password: Option<String>,
    /// The algorithm of each.
    pub(crate) algorithms: Vec<String>,
    pub(crate) content: Vec<u8>,
    pub(crate) aad: Option<Vec<u8>>,
    pub(crate) expected: Expected,
    pub(crate) again: Option<Again>,
    /// What is random, where it is given: the key of the content, the ephemeral key, and how a compressor happened to compress.
    pub(crate) content_key: Vec<u8>,
    pub(crate) ephemeral: Option<Value>,
    pub(crate) compressed: Option<Vec<u8>>,
    pub(crate) messages: Vec<Message>,
}

impl Example {
    /// Reads what is common to all documents: `content`, `alg` (one or a list), `password`, `aad`, and the random values.
    pub(crate) fn read(kind: Kind, value: &Value, keys: Vec<Value>, messages: Vec<Message>) -> Result<Self, String> {
        let algorithms = match member(value, "alg")? {
            Value::Array(names) => names.iter().map(as_text).collect(),
            name => vec![as_text(name)],
        };
        let text = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let bytes = |name| value.get(name).map(|_| base64(value, name)).transpose();
        Ok(Self {
            kind,
            keys,
            password: text("password"),
            algorithms,
            content: string(value, "content")?.as_bytes().to_vec(),
            aad: text("aad").map(String::into_bytes),
            expected: Expected::Accept,
            again: None,
            content_key: bytes("cek")?.unwrap_or_default(),
            ephemeral: value.get("ephemeral").cloned(),
            compressed: bytes("compressed")?,
            messages,
        })
    }

    /// Runs every case.
    pub(crate) fn run(&self, prefix: &str, file: &mut File) {
        for message in &self.messages {
            let id = format!("{prefix}{}", message.form.name());
            file.add(id.clone(), self.open(message).map(|verdict| verdict.judge(self.expected)));
            if let Some(again) = self.again {
                let made = self.make(message, again).map(|verdict| verdict.judge(Expected::Accept));
                file.add(format!("{id} again"), made);
            }
        }
    }

    /// Verifies or decrypts.
    pub(crate) fn open(&self, message: &Message) -> Result<Verdict, String> {
        match self.kind {
            Kind::Signed => signed::open(self, message),
            Kind::Encrypted => encrypted::open(self, message),
        }
    }

    fn make(&self, message: &Message, again: Again) -> Result<Verdict, String> {
        match (again, self.kind) {
            (Again::Message, Kind::Signed) => sign::make(self, message),
            (Again::Message, Kind::Encrypted) => encrypt::make(self, message),
            (Again::Parts, Kind::Signed) => parts::signature(self, message),
            (Again::Parts, Kind::Encrypted) => parts::encryption(self, message),
        }
    }

    fn algorithm(&self, index: usize) -> Result<KeyManagementAlgorithm, String> {
        let name = self.algorithms.get(index).ok_or("fewer algorithms than keys")?;
        KeyManagementAlgorithm::from_name(name).ok_or_else(|| format!("the algorithm {name} is unknown"))
    }

    /// The private half of the ephemeral key, if it is given.
    fn ephemeral(&self) -> Result<Option<PrivateJwk>, String> {
        let read = |key: &Value| PrivateJwk::from_json(key.to_string().as_bytes());
        self.ephemeral.as_ref().map(read).transpose().map_err(|error| error.to_string())
    }
}

/// The messages of a value that has them under the names of their forms.
pub(crate) fn messages(value: &Value, name: impl Fn(Form) -> &'static str) -> Vec<Message> {
    let message = |form: &Form| Some(Message::new(*form, as_text(value.get(name(*form))?)));
    Form::ALL.iter().filter_map(message).collect()
}

/// A key, with the `kid` that a header has, or with none: what we write has that of the key.
fn named(key: &Value, key_id: Option<&Value>) -> Result<Jwk, String> {
    let mut key = key.clone();
    let members = key.as_object_mut().ok_or("a key is no object")?;
    members.remove("kid");
    if let Some(key_id) = key_id {
        members.insert("kid".to_owned(), key_id.clone());
    }
    Jwk::from_json(key.to_string().as_bytes()).map_err(|error| error.to_string())
}

/// The list of signatures or recipients, and the key of each.
fn with_keys<'e>(example: &'e Example, parts: &'e Value, name: &str) -> Result<Vec<(&'e Value, &'e Value)>, String> {
    let own = list(parts, name)?;
    if own.len() != example.keys.len() {
        return Err(format!("{} keys for {} {name}", example.keys.len(), own.len()));
    }
    Ok(own.iter().zip(&example.keys).collect())
}
