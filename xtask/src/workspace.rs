//! What cargo knows about this workspace: its members, their features and their direct
//! dependencies. Nothing is downloaded or resolved to learn it.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::shell;

/// The checkout and the crates in it.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    pub(crate) members: Vec<Member>,
}

/// One crate of the workspace.
#[derive(Deserialize)]
pub(crate) struct Member {
    pub(crate) name: String,
    version: String,
    /// `None`: anywhere. An empty list: nowhere.
    publish: Option<Vec<String>>,
    features: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    manifest_path: String,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a dependency table.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `None` for a normal dependency, else `dev` or `build`.
    pub(crate) kind: Option<String>,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn load() -> Result<Self, String> {
        let manifest = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&manifest).parent().ok_or("xtask has no directory above it")?;
        let mut cargo = shell::cargo(root);
        cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
        Self::read(&shell::output(&mut cargo)?)
    }

    fn read(metadata: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Metadata {
            workspace_root: String,
            target_directory: String,
            packages: Vec<Member>,
        }

        let read: Metadata = serde_json::from_str(metadata)
            .map_err(|error| format!("the output of `cargo metadata` is not understood: {error}"))?;
        Ok(Self { root: read.workspace_root.into(), target: read.target_directory.into(), members: read.packages })
    }

    /// The crates that users get.
    pub(crate) fn published(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.is_published())
    }
}

impl Member {
    /// Name and version, as a package is called.
    pub(crate) fn package(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }

    /// The features somebody may switch on, without `default`, which is the everyday build.
    pub(crate) fn features(&self) -> impl Iterator<Item = &str> {
        self.features.keys().map(String::as_str).filter(|name| *name != "default")
    }

    /// What a feature switches on, as the manifest says it.
    pub(crate) fn enables(&self, feature: &str) -> &[String] {
        self.features.get(feature).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where the crate is.
    pub(crate) fn folder(&self) -> Option<&Path> {
        Path::new(&self.manifest_path).parent()
    }
}

/// The `[profile...]` tables of a manifest: other flags would build AWS-LC again.
pub(crate) fn profiles(manifest: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.starts_with("[profile.");
        }
        if inside {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A member with these dependencies, each a name and a kind.
    pub(crate) fn member(name: &str, dependencies: &[(&str, Option<&str>)]) -> Member {
        let dependencies = dependencies
            .iter()
            .map(|(name, kind)| Dependency { name: (*name).to_owned(), kind: kind.map(str::to_owned) });
        Member {
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            publish: None,
            features: BTreeMap::new(),
            manifest_path: String::new(),
            dependencies: dependencies.collect(),
        }
    }

    /// The same member with these features, each a name and what it switches on.
    pub(crate) fn with_features(member: Member, features: &[(&str, &[&str])]) -> Member {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let features = features.iter().map(|(name, enabled)| ((*name).to_owned(), owned(enabled))).collect();
        Member { features, ..member }
    }

    #[test]
    fn profiles_are_copied_and_nothing_else() {
        let text = "[workspace]\nx = 1\n[profile.dev.package.a]\nopt-level = 2\n\n[lints]\ny = 1\n";
        assert_eq!(profiles(text), "[profile.dev.package.a]\nopt-level = 2\n\n");
    }

    #[test]
    fn metadata_is_read() {
        let workspace = Workspace::read(
            r#"{"workspace_root": "/w", "target_directory": "/w/target", "version": 1, "packages": [
                {"name": "a", "version": "0.1.0", "publish": null, "features": {"default": [], "x": []},
                 "dependencies": [{"name": "b", "kind": "dev", "req": "*"}]},
                {"name": "tool", "version": "0.0.0", "publish": [], "features": {}, "dependencies": []}]}"#,
        )
        .unwrap();
        let published: Vec<_> = workspace.published().map(|member| member.name.as_str()).collect();
        assert_eq!(published, ["a"]);
        let first = &workspace.members[0];
        assert_eq!(first.features().collect::<Vec<_>>(), ["x"]);
        assert_eq!(first.dependencies[0].kind.as_deref(), Some("dev"));
    }
}
