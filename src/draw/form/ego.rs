//! `ego`: one stakeholder, or one theme, and everything around it.

use crate::draw::options::DrawOptions;
use crate::draw::page::Page;
use crate::draw::scene::Scene;
use crate::draw::words::provenance;
use crate::model::{KnowledgeGraph, Record};

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let _ = graph;
    let mut page = Page::new(&options.title(record), "", options.content_px());
    page.caption(&[provenance(record)]);
    page.finish(String::from("Nothing yet."), Vec::new())
}
