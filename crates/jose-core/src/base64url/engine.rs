//! The `base64` crate, with vector instructions where the processor has them.

use base64::engine::{GeneralPurpose, GeneralPurposeConfig, general_purpose::NO_PAD};

/// Without padding, and with non-zero trailing bits refused (the crate's default).
const CONFIG: GeneralPurposeConfig = NO_PAD;

#[cfg(all(feature = "std", any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) fn with_engine<T>(run: impl FnOnce(&base64::engine::Simd) -> T) -> T {
    static ENGINE: std::sync::OnceLock<base64::engine::Simd> = std::sync::OnceLock::new();
    run(ENGINE.get_or_init(|| base64::engine::Simd::url_safe(CONFIG)))
}

#[cfg(not(all(feature = "std", any(target_arch = "x86_64", target_arch = "aarch64"))))]
pub(super) fn with_engine<T>(run: impl FnOnce(&GeneralPurpose) -> T) -> T {
    run(&PORTABLE)
}

#[cfg_attr(
    all(feature = "std", any(target_arch = "x86_64", target_arch = "aarch64"), not(test)),
    expect(dead_code, reason = "the portable engine serves targets without vector instructions, and the tests")
)]
pub(super) static PORTABLE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, CONFIG);
