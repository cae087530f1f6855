//! `jwt-simple` as its authors ship it, on BoringSSL, which shares no process with the OpenSSL of `josekit`.

fn main() -> jose_benches::Result<()> {
    jose_benches::run::run()
}
