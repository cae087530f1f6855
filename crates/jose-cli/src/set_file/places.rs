//! Where things stand in a JSON text that the strict parser has read before. Nothing is judged here, and nothing is decoded but names.

use std::ops::Range;

/// Where the list of keys of a set and each of its elements stand.
#[derive(Debug)]
pub(super) struct Places {
    /// Just after the bracket that opens the list.
    pub(super) start: usize,
    /// Each element, without the white space around it.
    pub(super) keys: Vec<Range<usize>>,
}

impl Places {
    /// The places of the member `keys`, or nothing if the text is no JWK Set.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut cursor = Cursor { text: text.as_bytes(), at: 0 };
        let list = cursor.members()?.into_iter().find(|(name, _)| name == "keys")?.1;
        cursor.at = list.start;
        let mut keys = Vec::new();
        let start = cursor.opening(b'[')?;
        cursor.items(b']', |cursor| {
            keys.push(cursor.value()?);
            Some(())
        })?;
        Some(Self { start, keys })
    }
}

/// The names of the members of an object.
pub(super) fn names(object: &str) -> Vec<String> {
    let members = Cursor { text: object.as_bytes(), at: 0 }.members();
    members.unwrap_or_default().into_iter().map(|(name, _)| name).collect()
}

struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    /// The members of the object that starts here: each name, and where its value stands.
    fn members(&mut self) -> Option<Vec<(String, Range<usize>)>> {
        let mut members = Vec::new();
        self.opening(b'{')?;
        self.items(b'}', |cursor| {
            let place = cursor.value()?;
            let name = serde_json::from_slice(cursor.text.get(place)?).ok()?;
            cursor.opening(b':')?;
            members.push((name, cursor.value()?));
            Some(())
        })?;
        Some(members)
    }

    /// Items with commas between them, to the bracket that closes them.
    fn items(&mut self, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.peek()? == close {
            return Some(());
        }
        loop {
            item(self)?;
            match self.peek()? {
                b',' => self.step(),
                byte if byte == close => return Some(()),
                _ => return None,
            }
        }
    }

    /// Any value: a string, something in brackets, or a word that ends where no word goes on.
    fn value(&mut self) -> Option<Range<usize>> {
        let first = self.peek()?;
        let start = self.at;
        match first {
            b'"' => self.string()?,
            b'{' | b'[' => {
                let mut depth = 0_usize;
                loop {
                    match self.peek()? {
                        b'"' => self.string()?,
                        byte => {
                            self.step();
                            match byte {
                                b'{' | b'[' => depth = depth.saturating_add(1),
                                b'}' | b']' => depth = depth.saturating_sub(1),
                                _ => {}
                            }
                        }
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => {
                while self
                    .text
                    .get(self.at)
                    .is_some_and(|byte| !matches!(byte, b',' | b']' | b'}' | b':') && !space(*byte))
                {
                    self.step();
                }
            }
        }
        Some(start..self.at)
    }

    /// A string, to the quotation mark that ends it.
    fn string(&mut self) -> Option<()> {
        self.step();
        loop {
            match self.text.get(self.at)? {
                b'"' => break,
                b'\\' => self.step(),
                _ => {}
            }
            self.step();
        }
        self.step();
        Some(())
    }

    /// Goes past this byte, and says where that is.
    fn opening(&mut self, byte: u8) -> Option<usize> {
        (self.peek()? == byte).then(|| {
            self.step();
            self.at
        })
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).copied().is_some_and(space) {
            self.step();
        }
        self.text.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}

fn space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
