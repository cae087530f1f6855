//! `docs/conformance.md`: the same numbers for readers, from the same accounts. It holds no date and no place, so that it changes only when
//! a result does.

mod tables;

use std::fmt::Write;

use crate::accounting::File;
use crate::exceptions::EXCEPTIONS;
use crate::sources::Source;
use crate::stated::{SPECCHECK, STATED};

/// The whole page.
pub(crate) fn write(results: &[(&Source, Vec<File>)]) -> String {
    let mut page = String::from(INTRODUCTION);
    tables::sources(&mut page, results);
    page.push_str(FILES);
    for (source, files) in results {
        heading(&mut page, source);
        tables::files(&mut page, files);
    }
    page.push_str(FAILED);
    tables::failed(&mut page, results);
    page.push_str(EXCEPTED);
    tables::exceptions(&mut page, EXCEPTIONS);
    page.push_str(SKIPPED);
    tables::skipped(&mut page, results);
    page.push_str(OPEN);
    tables::stated(&mut page, STATED, SPECCHECK);
    page
}

fn heading(page: &mut String, source: &Source) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "\n### {}: {}\n", source.name, source.what);
}

const INTRODUCTION: &str = "# Conformance

Published test vectors, run through the public interfaces of the family. `cargo xtask conformance` runs them and writes
this page; edit nothing here.

Every case ends in exactly one way, and the four add up to the number of cases that the file itself states:

* *passed*: our verdict is the file's, and where something comes out, it is what the file has;
* *failed*: it is not;
* *excepted*: it is not, on purpose: each such case is listed below with the reason;
* *skipped*: the case is about something that JOSE does not have, or cannot show, with the reason. Where it can be
  tried, the command also makes sure that it is refused.

A message is a case for each form that its source shows. Where the source gives what is random, there is another, named
*again*: made with those values, the message must be the same, byte for byte. An ECDSA, PSS or ML-DSA signature and an
RSA-OAEP ciphertext cannot be: there all the rest is compared, and ours is verified or decrypted. With `RSA1_5`, which we
only read, and where a header has its members in another order than ours, what stands under the header is made again.

";

const FILES: &str = "
## File by file
";

const FAILED: &str = "
## Failed

";

const EXCEPTED: &str = "
## Exceptions

Each is for the cases listed and no others. One that is not needed any more makes the command fail.

";

const SKIPPED: &str = "
## Skipped

";

const OPEN: &str = "
## Verdicts of ours

Wycheproof marks some cases *acceptable* and leaves the verdict open, and ed25519-speccheck has no verdicts. These are
ours, and a case without one fails. In a file, the first row that fits decides.

";
