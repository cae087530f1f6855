//! `jose quickstart`: the main job end to end, on keys that it makes once and then keeps.

mod scene;
mod screen;
mod store;
mod variants;

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};

use jose::Token;

use crate::{exit::Failure, output::Answer};
use scene::Scene;
use store::Store;
use variants::Verdict;

/// See the main job end to end.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Where the keys are: created by the first run, and used again by every later one
    #[arg(long, value_name = "DIR", default_value = "jose-quickstart")]
    dir: PathBuf,
}

const HELP: &str = "\
Issues an access token (signed, then encrypted to an API), opens it, and then shows how it is refused \
when it is tampered with, expired, meant for somebody else, or unsigned inside its envelope. Were one \
of those accepted, the exit status would be 1.

Examples:
  jose quickstart
  jose quickstart --dir keys --json";

/// Everything that happened.
#[derive(Debug)]
struct Course<'s> {
    store: &'s Store,
    token: String,
    opened: Token<Map<String, Value>>,
    refused: Vec<Verdict>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let store = Store::open_or_create(&arguments.dir)?;
    let scene = Scene::new(&store)?;
    let token = scene.issue()?;
    let opened = scene.validator()?.validate(&token)?;
    let refused = variants::present(&scene, &token, &opened)?;
    variants::all_refused(&refused)?;
    let course = Course { store: &store, token, opened, refused };
    Ok(members(Answer::styled(&screen::show(&course)), &course))
}

fn members(answer: Answer, course: &Course<'_>) -> Answer {
    let Course { store, token, opened, refused } = course;
    let files: Vec<String> = store.paths().iter().map(|path| path.display().to_string()).collect();
    let refused: Vec<Value> = refused.iter().map(Verdict::to_json).collect();
    answer
        .member("store", json!({ "dir": store.dir().display().to_string(), "created": store.is_new(), "files": files }))
        .member("token", token.as_str())
        .member("characters", token.len())
        .member("segments", token.split('.').map(str::len).collect::<Vec<usize>>())
        .member("claims", opened.claims().clone())
        .member("refused", refused)
}
