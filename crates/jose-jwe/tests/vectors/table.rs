//! Tables of published values: sections in brackets, and in each one member a line. A member may occur more than once.

pub(crate) struct Section {
    pub(crate) name: &'static str,
    members: Vec<(&'static str, &'static str)>,
}

impl Section {
    pub(crate) fn find(&self, member: &str) -> Option<&'static str> {
        self.all(member).next()
    }

    pub(crate) fn text(&self, member: &str) -> &'static str {
        self.find(member).unwrap_or_else(|| panic!("{} has no {member}", self.name))
    }

    pub(crate) fn all(&self, member: &str) -> impl Iterator<Item = &'static str> {
        self.members.iter().filter(move |(name, _)| *name == member).map(|(_, value)| *value)
    }
}

pub(crate) fn read(table: &'static str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sections.push(Section { name, members: Vec::new() });
        } else {
            let (name, value) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
            sections.last_mut().unwrap().members.push((name, value));
        }
    }
    sections
}
