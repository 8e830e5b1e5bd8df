//! The cells of one column as texts.

use std::io::Write;

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::Result;
use parquet::schema::types::ColumnDescriptor;

use crate::model::events::time::civil;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Unsigned,
    /// Days since 1970.
    Day,
    /// Since 1970, so many a second.
    Time(i64),
}

impl Kind {
    /// The kind of a column; `None` where there is no text for it.
    pub(super) fn of(column: &ColumnDescriptor) -> Option<Self> {
        if column.max_rep_level() > 0 || column.path().parts().len() > 1 {
            return None;
        }
        let time = |unit: &TimeUnit| match unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        };
        match column.logical_type_ref() {
            Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => {
                return Some(Self::Plain);
            }
            Some(LogicalType::Date) => return Some(Self::Day),
            Some(LogicalType::Timestamp(of)) => return Some(Self::Time(time(&of.unit))),
            Some(LogicalType::Integer(of)) if of.is_signed => return Some(Self::Plain),
            Some(LogicalType::Integer(_)) => return Some(Self::Unsigned),
            Some(_) => return None,
            None => {}
        }
        match (column.converted_type(), column.physical_type()) {
            (ConvertedType::DATE, _) => Some(Self::Day),
            (ConvertedType::TIMESTAMP_MILLIS, _) => Some(Self::Time(1_000)),
            (ConvertedType::TIMESTAMP_MICROS, _) => Some(Self::Time(1_000_000)),
            (ConvertedType::DECIMAL | ConvertedType::INTERVAL, _)
            | (ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS | ConvertedType::BSON, _)
            | (_, Type::FIXED_LEN_BYTE_ARRAY) => None,
            (
                ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64,
                _,
            ) => Some(Self::Unsigned),
            _ => Some(Self::Plain),
        }
    }
}

/// Some cells of a column, one after the other.
#[derive(Debug, Default)]
pub(super) struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, row: usize) -> &[u8] {
        let begin = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[begin..self.ends[row]]
    }

    /// Reads the next rows in place of those before; fewer where there are no more.
    pub(super) fn read(
        &mut self,
        column: &mut ColumnReader,
        kind: Kind,
        most: i16,
        rows: usize,
    ) -> Result<()> {
        self.text.clear();
        self.ends.clear();
        match column {
            ColumnReader::BoolColumnReader(column) => {
                self.values(column, most, rows, |value, to| {
                    to.push(b'0' + u8::from(*value));
                })
            }
            ColumnReader::Int32ColumnReader(column) => {
                self.values(column, most, rows, |value, to| match kind {
                    Kind::Unsigned => number(u64::from(value.cast_unsigned()), to),
                    _ => whole(kind, i64::from(*value), to),
                })
            }
            ColumnReader::Int64ColumnReader(column) => {
                self.values(column, most, rows, |value, to| match kind {
                    Kind::Unsigned => number(value.cast_unsigned(), to),
                    _ => whole(kind, *value, to),
                })
            }
            ColumnReader::Int96ColumnReader(column) => {
                self.values(column, most, rows, |value, to| {
                    whole(Kind::Time(1), value.to_seconds(), to);
                })
            }
            ColumnReader::FloatColumnReader(column) => {
                self.values(column, most, rows, |value, to| number(value, to))
            }
            ColumnReader::DoubleColumnReader(column) => {
                self.values(column, most, rows, |value, to| number(value, to))
            }
            ColumnReader::ByteArrayColumnReader(column) => {
                self.values(column, most, rows, |value, to| {
                    to.extend_from_slice(value.data());
                })
            }
            ColumnReader::FixedLenByteArrayColumnReader(_) => Ok(()),
        }
    }

    /// Adds values as texts, and nothing where there is none: where a level is below the `most`.
    fn values<T: DataType>(
        &mut self,
        column: &mut ColumnReaderImpl<T>,
        most: i16,
        rows: usize,
        text: impl Fn(&T::T, &mut Vec<u8>),
    ) -> Result<()> {
        let (mut values, mut levels) = (Vec::new(), Vec::new());
        while self.ends.len() < rows {
            values.clear();
            levels.clear();
            let left = rows - self.ends.len();
            let (records, _, _) =
                column.read_records(left, Some(&mut levels), None, &mut values)?;
            if records == 0 {
                break;
            }
            let mut values = values.iter();
            for row in 0..records {
                let is_there = levels.get(row).is_none_or(|&level| level == most);
                if let Some(value) = is_there.then(|| values.next()).flatten() {
                    text(value, &mut self.text);
                }
                self.ends.push(self.text.len());
            }
        }
        Ok(())
    }
}

fn number(value: impl std::fmt::Display, to: &mut Vec<u8>) {
    // Writing to a Vec does not fail.
    let _ = write!(to, "{value}");
}

fn whole(kind: Kind, value: i64, to: &mut Vec<u8>) {
    let seconds = match kind {
        Kind::Day => value.saturating_mul(86_400),
        Kind::Time(a_second) => value.div_euclid(a_second),
        _ => return number(value, to),
    };
    let time = civil(seconds);
    if seconds.rem_euclid(86_400) == 0 {
        number(time.date(), to);
    } else {
        number(time, to);
    }
}
