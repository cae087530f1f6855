//! The hot paths of the family, one at a time, for a tool that counts instructions.
//!
//! ```text
//! jose-instructions                       the names of the operations, and how often each is done to be counted
//! jose-instructions OPERATION TIMES       prepares one, and does it so many times in `measured_iterations`
//! ```
//!
//! `cargo xtask bench --instructions` runs each under callgrind, which collects between entry and return of that function alone. Each operation has
//! run a few times before, so what is done once (a cache that fills, a symbol that is resolved) is not counted. Everything that could make two runs
//! differ is fixed: keys, claims and the clock. What remains are random bytes, whose use is not ours to count.

mod operations;
mod world;

use std::{hint::black_box, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => {
            for operation in operations::ALL {
                println!("{} {}", operation.name, operation.times);
            }
            ExitCode::SUCCESS
        }
        [name, times] => match (operations::ALL.iter().find(|operation| operation.name == *name), times.parse()) {
            (Some(operation), Ok(times)) => {
                let mut run = (operation.prepare)();
                (0..WARM_UP).for_each(|_| run());
                measured_iterations(&mut *run, times);
                ExitCode::SUCCESS
            }
            _ => usage(),
        },
        _ => usage(),
    }
}

/// More than once, for what notices a second visit.
const WARM_UP: u32 = 3;

/// The only function in which costs are collected. Its name is an argument of callgrind's: it must be a symbol, and the only one of this name.
#[inline(never)]
fn measured_iterations(run: &mut dyn FnMut(), times: u32) {
    for _ in 0..times {
        black_box(&mut *run)();
    }
}

fn usage() -> ExitCode {
    eprintln!(
        "usage: jose-instructions [OPERATION TIMES]; without arguments, the operations and how often each is counted"
    );
    ExitCode::FAILURE
}
