//! What callgrind wrote, as far as the guard needs it: the cost of each function, without what runs inside AWS-LC.
//!
//! The format is described in valgrind's manual, "Callgrind Format Specification". A file is a list of lines: `fn=` begins a function, a line
//! of a position and a number is its own cost there, and `calls=` announces a line with the whole cost of what the function `cfn=` did for it.

use std::collections::{BTreeMap, HashMap};

/// Instructions, of as many iterations as there were or of one. A fraction arises only from dividing.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Profile {
    /// Everything but [`Profile::backend`]: our code, what it calls in other crates, the allocator and copying.
    pub(super) ours: f64,
    /// What runs inside AWS-LC, and below it.
    pub(super) backend: f64,
    /// [`Profile::ours`], split into the functions in which it was spent.
    pub(super) functions: BTreeMap<String, f64>,
}

impl Profile {
    /// Reads a whole file.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        Ok(Graph::read(text)?.profile())
    }

    /// The same for one of so many iterations.
    pub(super) fn of_one(mut self, times: u32) -> Self {
        let times = f64::from(times);
        self.ours /= times;
        self.backend /= times;
        self.functions.values_mut().for_each(|cost| *cost /= times);
        self
    }
}

/// Own costs, and the costs of calls, by the names of functions.
#[derive(Default)]
struct Graph {
    own: BTreeMap<String, f64>,
    calls: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Graph {
    fn read(text: &str) -> Result<Self, String> {
        let (mut graph, mut names) = (Self::default(), Names::default());
        let (mut function, mut called) = (None, None);
        let mut is_call = false;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("fn=") {
                function = Some(names.resolve(name)?);
            } else if let Some(name) = line.strip_prefix("cfn=") {
                called = Some(names.resolve(name)?);
            } else if line.starts_with("calls=") {
                is_call = true;
            } else if line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
                let cost = cost(line)?;
                let function =
                    function.clone().ok_or_else(|| format!("callgrind: a cost without a function: {line}"))?;
                if std::mem::take(&mut is_call) {
                    let called = called.take().ok_or_else(|| format!("callgrind: a call of nothing: {line}"))?;
                    *graph.calls.entry(called).or_default().entry(function).or_default() += cost;
                } else {
                    *graph.own.entry(function).or_default() += cost;
                }
            }
        }
        if graph.own.is_empty() { Err("callgrind collected nothing".to_owned()) } else { Ok(graph) }
    }

    /// A function that both sides call, such as `memcpy`, is split as its calls are.
    fn profile(&self) -> Profile {
        let shares = self.shares();
        let mut profile = Profile::default();
        for (name, own) in &self.own {
            let ours = own * shares.get(name.as_str()).copied().unwrap_or(1.0);
            profile.ours += ours;
            profile.backend += own - ours;
            if ours > 0.0 {
                profile.functions.insert(name.clone(), ours);
            }
        }
        profile
    }

    /// How much of each function is spent on our behalf: 0 inside AWS-LC, 1 where nobody calls, and otherwise what its callers say. Functions may
    /// call in circles, so this goes round until it has settled.
    fn shares(&self) -> HashMap<&str, f64> {
        let names = self.own.keys().chain(self.calls.keys()).map(String::as_str);
        let mut shares: HashMap<&str, f64> =
            names.map(|name| (name, if is_backend(name) { 0.0 } else { 1.0 })).collect();
        for _ in 0..ROUNDS {
            for (called, callers) in self.calls.iter().filter(|(called, _)| !is_backend(called)) {
                let others = || callers.iter().filter(|(caller, _)| *caller != called);
                let whole: f64 = others().map(|(_, cost)| cost).sum();
                if whole > 0.0 {
                    let ours: f64 =
                        others().map(|(caller, cost)| cost * shares.get(caller.as_str()).copied().unwrap_or(1.0)).sum();
                    shares.insert(called, ours / whole);
                }
            }
        }
        shares
    }
}

/// Deeper than any chain of calls between the library and its helpers.
const ROUNDS: usize = 50;

/// AWS-LC prefixes every symbol it exports, so nothing enters it by another name. Rust's paths have colons.
fn is_backend(name: &str) -> bool {
    name.trim_start_matches('_').starts_with("aws_lc_") && !name.contains("::")
}

fn cost(line: &str) -> Result<f64, String> {
    match line.split_whitespace().nth(1) {
        // A cost of zero may be left out.
        None => Ok(0.0),
        Some(cost) => cost.parse().map_err(|_| format!("callgrind: not a cost: {line}")),
    }
}

/// A name is spelt out once, as `(7) name`, and then is `(7)`.
#[derive(Default)]
struct Names<'t>(HashMap<&'t str, &'t str>);

impl<'t> Names<'t> {
    fn resolve(&mut self, text: &'t str) -> Result<String, String> {
        let Some((number, name)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
            return Ok(plain(text).to_owned());
        };
        let name = name.trim_start();
        if !name.is_empty() {
            self.0.insert(number, plain(name));
        }
        self.0
            .get(number)
            .map(|name| (*name).to_owned())
            .ok_or_else(|| format!("callgrind: a name that was never given: {text}"))
    }
}

/// Without the level of recursion: `walk'2` is `walk`.
fn plain(name: &str) -> &str {
    match name.rsplit_once('\'') {
        Some((before, level)) if !level.is_empty() && level.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => name,
    }
}

#[cfg(test)]
mod tests;
