//! The same accessors and setters on every kind of key.

/// Writes them into an `impl` whose type has `metadata(&self)` and `metadata_mut(&mut self)`.
macro_rules! metadata_accessors {
    () => {
        /// `kid`: the name of the key, chosen by whoever made it. Compared byte for byte.
        #[must_use]
        pub fn key_id(&self) -> Option<&str> {
            self.metadata().key_id.as_deref()
        }

        /// `alg`: the one algorithm of the key, as text. It may name an algorithm that nobody here knows.
        #[must_use]
        pub fn algorithm(&self) -> Option<&str> {
            self.metadata().algorithm.as_deref()
        }

        /// `use`, as text. [`KeyUse::from_name`](crate::KeyUse::from_name) knows `sig` and `enc`.
        #[must_use]
        pub fn key_use(&self) -> Option<&str> {
            self.metadata().key_use.as_deref()
        }

        /// `key_ops`, as text: all different, and consistent with `use`.
        #[must_use]
        pub fn key_operations(&self) -> Option<&[String]> {
            self.metadata().key_operations.as_deref()
        }

        /// Any member that has no accessor of its own, such as `x5c` or one of the application. It is written back as it came.
        #[must_use]
        pub fn member(&self, name: &str) -> Option<&serde_json::Value> {
            self.metadata().others.get(name)
        }

        /// The same key with this `kid`. One that is longer than 1 KiB can be written but not read back.
        #[must_use]
        pub fn with_key_id(mut self, key_id: impl AsRef<str>) -> Self {
            self.metadata_mut().key_id = Some(key_id.as_ref().into());
            self
        }

        /// The same key with its thumbprint as `kid`, which is the same wherever it is computed.
        #[must_use]
        pub fn with_thumbprint_key_id(self) -> Self {
            let key_id = self.thumbprint().to_string();
            self.with_key_id(key_id)
        }

        /// The same key with this `alg`. Whether that suits the key is checked where it is used, and where it is read back.
        #[must_use]
        pub fn with_algorithm(mut self, name: &str) -> Self {
            self.metadata_mut().algorithm = Some(name.to_owned().into());
            self
        }

        /// The same key with this `use`, and without `key_ops`: the two should not be there together (RFC 7517, section 4.3).
        #[must_use]
        pub fn with_use(mut self, key_use: crate::KeyUse) -> Self {
            self.metadata_mut().key_use = Some(key_use.name().into());
            self.metadata_mut().key_operations = None;
            self
        }

        /// The same key with these `key_ops`, each once, and without `use`.
        #[must_use]
        pub fn with_key_operations(mut self, operations: impl IntoIterator<Item = crate::KeyOperation>) -> Self {
            let mut names: Vec<String> = Vec::new();
            for operation in operations {
                if !names.iter().any(|name| name == operation.name()) {
                    names.push(operation.name().to_owned());
                }
            }
            self.metadata_mut().key_operations = Some(names);
            self.metadata_mut().key_use = None;
            self
        }
    };
}
pub(crate) use metadata_accessors;
