//! One test binary; one module a feature.

mod ask;
mod centrality;
mod contested;
mod contradictions;
mod overlap;
mod profile;
mod timeline;
