//! The ties of a network as Parquet.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::report_csv::cell;
use crate::analysis::{Answer, Network};

/// Ties that are packed together.
const GROUP: usize = 1 << 20;

const SCHEMA: &str = "message ties {
    required binary from (UTF8);
    required binary to (UTF8);
    required double weight;
}";

/// One row a tie, in the order of the network: `from` and `to`, labels as they are, and `weight`;
/// one-mode: each tie once. What the network was asked for is in the metadata, as `plenary.top` and
/// the like. Packed by Snappy.
///
/// # Panics
/// Never: writing to memory does not fail.
pub fn network_parquet(network: &Network) -> Vec<u8> {
    written(network).expect("the schema is right, and memory takes all")
}

fn written(network: &Network) -> Result<Vec<u8>> {
    let options = network.report().options;
    let said = options
        .iter()
        .map(|(name, value)| KeyValue::new(format!("plenary.{name}"), cell(value)));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(said.collect()))
        .build();
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let texts = |labels: &[String]| -> Vec<ByteArray> {
        let text = |label: &String| ByteArray::from(label.as_str());
        labels.iter().map(text).collect()
    };
    let (rows, columns) = (texts(&network.rows), texts(&network.columns));
    for ties in network.ties.chunks(GROUP) {
        let mut group = file.next_row_group()?;
        let from = ties.iter().map(|tie| rows[tie.row as usize].clone());
        let to = ties.iter().map(|tie| columns[tie.column as usize].clone());
        for values in [from.collect::<Vec<_>>(), to.collect()] {
            if let Some(mut column) = group.next_column()? {
                let texts = column.typed::<ByteArrayType>();
                texts.write_batch(&values, None, None)?;
                column.close()?;
            }
        }
        let weights: Vec<f64> = ties.iter().map(|tie| tie.weight).collect();
        if let Some(mut column) = group.next_column()? {
            let numbers = column.typed::<DoubleType>();
            numbers.write_batch(&weights, None, None)?;
            column.close()?;
        }
        group.close()?;
    }
    file.into_inner()
}
