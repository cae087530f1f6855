//! Second opinions for the fuzz targets: slow, plain code that shares nothing with what it checks.

pub mod duplicates;
pub mod shape;
