//! Record and results to pictures.
