//! Where the parts of a picture lead.

use std::collections::BTreeSet;

use super::scene::{Element, Scene};
use crate::model::Record;

/// Gives every part of a picture whose statements come from one source with an address a link
/// to it; parts that have a link keep it. `record` is what the picture was drawn from.
/// O(size of the scene + statements behind it).
pub fn link_to_sources(scene: &mut Scene, record: &Record) {
    link(&mut scene.elements, record);
}

fn link(elements: &mut [Element], record: &Record) {
    for element in elements {
        let Element::Group(group) = element else {
            continue;
        };
        let by_row = record.statements().sources();
        let rows = group.statements.iter();
        let sources: BTreeSet<_> = rows.filter_map(|&row| by_row.get(row)).collect();
        if let (None, [source]) = (&group.link, Vec::from_iter(sources).as_slice()) {
            group.link = record.source(**source).url.clone();
        }
        link(&mut group.children, record);
    }
}
