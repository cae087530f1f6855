//! A value on its way from the text to the caller's visitor.

use serde::de::{Error, Unexpected, Visitor};

use super::{
    access::{Next, Object},
    fault::Fault,
    list::List,
    number::Number,
    state::Parser,
};

/// Whether the caller's visitor gets to see a list.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lists {
    Offered,
    Refused,
}

impl<'de> Parser<'de> {
    /// Reads the value that stands next, whatever it is, and keeps what the type says if it does not fit.
    #[inline]
    pub(super) fn read<V: Visitor<'de>>(&mut self, visitor: V, lists: Lists) -> Result<V::Value, Fault> {
        match self.peek() {
            Some(b'"') => {
                if let Some(text) = self.plain_string() {
                    return visitor.visit_borrowed_str(text).map_err(|fault| self.complain(fault));
                }
            }
            Some(b'0'..=b'9') => {
                if let Some(number) = self.usual_number() {
                    return visitor.visit_u64(number).map_err(|fault| self.complain(fault));
                }
            }
            _ => {}
        }
        self.read_other(visitor, lists)
    }

    /// The same for what is not written in one of the two usual ways.
    #[inline(never)]
    fn read_other<V: Visitor<'de>>(&mut self, visitor: V, lists: Lists) -> Result<V::Value, Fault> {
        let value = match self.peek() {
            Some(b'"') => visitor.visit_str(&self.string()?.scratch()),
            Some(b'{') => self.object(visitor),
            Some(b'[') => self.list(visitor, lists),
            Some(b'-' | b'0'..=b'9') => match self.number()? {
                Number::Unsigned(value) => visitor.visit_u64(value),
                Number::Negative(value) => visitor.visit_i64(value),
                Number::Fraction(value) => visitor.visit_f64(value),
            },
            Some(b't') => {
                self.word("true")?;
                visitor.visit_bool(true)
            }
            Some(b'f') => {
                self.word("false")?;
                visitor.visit_bool(false)
            }
            Some(b'n') => {
                self.word("null")?;
                visitor.visit_unit()
            }
            _ => return Err(self.syntax()),
        };
        value.map_err(|fault| self.complain(fault))
    }

    #[inline(never)]
    fn object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        self.enter()?;
        let mut object = Object::new(self);
        let value = visitor.visit_map(&mut object).map_err(|fault| object.parser.complain(fault));
        let ignored = object.next != Next::Nothing && object.ignore_rest()?;
        self.leave();
        whole(value, ignored)
    }

    #[inline(never)]
    fn list<V: Visitor<'de>>(&mut self, visitor: V, lists: Lists) -> Result<V::Value, Fault> {
        self.enter()?;
        let mut list = List::new(self);
        let value = match lists {
            Lists::Offered => visitor.visit_seq(&mut list),
            Lists::Refused => Err(Fault::invalid_type(Unexpected::Seq, &visitor)),
        };
        let value = value.map_err(|fault| list.parser.complain(fault));
        let ignored = list.next != Next::Nothing && list.ignore_rest()?;
        self.leave();
        whole(value, ignored)
    }
}

/// What the caller's visitor left unread has been read since, strictly, so that the parser stands behind it even if the caller's type goes on as
/// though nothing had happened. But a type that does not read a value to its end does not fit.
#[inline]
fn whole<T>(value: Result<T, Fault>, ignored: bool) -> Result<T, Fault> {
    if ignored { value.and(Err(Fault::unfit())) } else { value }
}
