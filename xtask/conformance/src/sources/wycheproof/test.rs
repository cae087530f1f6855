//! One case of Wycheproof, with the group it stands in.

use serde_json::Value;

use crate::accounting::Expected;
use crate::stated;
use crate::vectors;

pub(super) struct Test<'v> {
    /// The name of the file.
    pub(super) file: &'v str,
    pub(super) group: &'v Value,
    pub(super) case: &'v Value,
}

impl<'v> Test<'v> {
    /// What must happen. Where the file leaves it open, it is stated by us, or the case fails.
    pub(super) fn expected(&self) -> Result<Expected, String> {
        match vectors::string(self.case, "result")? {
            "valid" => Ok(Expected::Accept),
            "invalid" => Ok(Expected::Refuse),
            "acceptable" => {
                let flags: Vec<&str> = vectors::list(self.case, "flags")?.iter().filter_map(Value::as_str).collect();
                stated::acceptable(self.file, &flags).ok_or_else(|| format!("no verdict is stated for {flags:?}"))
            }
            other => Err(format!("the result {other}")),
        }
    }

    /// A member of the case that is hexadecimal.
    pub(super) fn hex(&self, name: &str) -> Result<Vec<u8>, String> {
        vectors::hex(self.case, name)
    }

    /// The public key of the group, or the private one if there is no other.
    pub(super) fn public_or_private(&self) -> Result<&'v Value, String> {
        self.group.get("public").map_or_else(|| vectors::member(self.group, "private"), Ok)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_acceptable_needs_a_verdict() {
        let (group, file) = (json!({}), "x25519_test.json");
        let expected = |case: Value| Test { file, group: &group, case: &case }.expected();
        assert_eq!(expected(json!({"result": "valid"})), Ok(Expected::Accept));
        assert_eq!(expected(json!({"result": "acceptable", "flags": ["Twist"]})), Ok(Expected::Accept));
        assert!(expected(json!({"result": "acceptable", "flags": ["Other"]})).is_err());
        assert!(expected(json!({"result": "maybe"})).is_err());
    }
}
