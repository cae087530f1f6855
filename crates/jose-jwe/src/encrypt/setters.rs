//! What a caller can say about a message.

mod keys;
mod message;
