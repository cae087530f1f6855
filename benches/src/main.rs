//! Everything that fits into one process.

fn main() -> jose_benches::Result<()> {
    jose_benches::run::run()
}
