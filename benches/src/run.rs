//! Measures, and prints one line of JSON for each operation. `cargo xtask bench` reads them.

use jose_bench_measure::{Arguments, measure};

use crate::{Result, table, world::World};

/// What the programs of this package do.
pub fn run() -> Result<()> {
    let arguments = Arguments::read()?;
    let rows: Vec<_> = table::rows().into_iter().filter(|row| arguments.wants(&row.name)).collect();
    if arguments.list {
        rows.iter().for_each(|row| println!("{}", row.name));
        return Ok(());
    }
    let world = World::new()?;
    let count = rows.len();
    for (place, row) in rows.iter().enumerate() {
        eprintln!("[{}/{count}] {}", place + 1, row.name);
        measure(table::operation(row, &world, arguments.peers_alone), arguments.rounds).print()?;
    }
    Ok(())
}
