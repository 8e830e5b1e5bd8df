//! The program from outside: streams, files, exit codes.

use crate::run::plenary;

const OEWG: &str = "graph/oewg-2020-02-12";
const ONE: &str = "tests/data/one-node.json";

#[test]
fn placeholder() {}
