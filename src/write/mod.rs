//! One output format a file: value in, text out.
