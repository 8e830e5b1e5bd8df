//! Statement tables as Parquet, in one file or several that are read one after the other.
//!
//! Rows become the text that the same table has as CSV, a stretch at a time, and are read as such:
//! so that both give the same answer, and the same problems.

#[cfg(feature = "parquet")]
mod cells;
#[cfg(feature = "parquet")]
mod parts;
#[cfg(feature = "parquet")]
mod text;

#[cfg(feature = "parquet")]
pub use self::text::parquet_table;

/// Whether bytes begin as every Parquet file does.
pub fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1")
}
