//! One test binary; one module a feature.

mod ask;
mod centrality;
