//! A part of a table that is read from any place on.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, Length};

/// Whatever can be sought in, as Parquet is read.
pub(super) struct Part<R> {
    reader: Arc<Mutex<R>>,
    length: u64,
}

impl<R: Read + Seek> Part<R> {
    pub(super) fn new(mut reader: R) -> std::io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self {
            reader: Arc::new(Mutex::new(reader)),
            length,
        })
    }
}

/// A part from some place on.
pub(super) struct From<R> {
    reader: Arc<Mutex<R>>,
    at: u64,
}

impl<R: Read + Seek> Read for From<R> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        // Every use begins by seeking, so that nothing is left half done.
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.at))?;
        let read = reader.read(to)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R> Length for Part<R> {
    fn len(&self) -> u64 {
        self.length
    }
}

impl<R: Read + Seek + Send> ChunkReader for Part<R> {
    type T = BufReader<From<R>>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let reader = Arc::clone(&self.reader);
        Ok(BufReader::new(From { reader, at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut bytes = Vec::new();
        // Not more than there is, whatever a broken file asks for.
        let read = self
            .get_read(start)?
            .take(length as u64)
            .read_to_end(&mut bytes)?;
        if read < length {
            let message = "it ends before it should".to_owned();
            return Err(parquet::errors::ParquetError::EOF(message));
        }
        Ok(bytes.into())
    }
}
