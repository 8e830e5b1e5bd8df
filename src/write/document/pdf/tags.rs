//! The tree of tags, which grows while pages are drawn.

use krilla::tagging::{BBox, Identifier, TagGroup, TagKind, TagTree};

/// A group of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupId(usize);

struct Group {
    tag: TagKind,
    parent: Option<GroupId>,
    children: Vec<Child>,
    attached: bool,
}

enum Child {
    Group(GroupId),
    Content(Identifier),
}

/// Groups, each among the children of its parent from the moment that something of it is drawn:
/// so the order of the tree is the order of drawing, which is that of reading.
#[derive(Default)]
pub(super) struct Tags {
    groups: Vec<Group>,
    top: Vec<GroupId>,
}

impl Tags {
    pub(super) fn group(&mut self, parent: Option<GroupId>, tag: impl Into<TagKind>) -> GroupId {
        self.groups.push(Group {
            tag: tag.into(),
            parent,
            children: Vec::new(),
            attached: false,
        });
        GroupId(self.groups.len() - 1)
    }

    /// Puts what was drawn into a group.
    pub(super) fn content(&mut self, group: GroupId, content: Identifier) {
        self.attach(group);
        self.groups[group.0].children.push(Child::Content(content));
    }

    /// Says where a figure stands.
    pub(super) fn place(&mut self, group: GroupId, bounds: BBox) {
        if let TagKind::Figure(tag) = &mut self.groups[group.0].tag {
            tag.set_bbox(Some(bounds));
        }
    }

    fn attach(&mut self, group: GroupId) {
        if std::mem::replace(&mut self.groups[group.0].attached, true) {
            return;
        }
        match self.groups[group.0].parent {
            Some(parent) => {
                self.attach(parent);
                self.groups[parent.0].children.push(Child::Group(group));
            }
            None => self.top.push(group),
        }
    }

    /// The finished tree.
    pub(super) fn tree(self, language: &str) -> TagTree {
        let mut groups: Vec<Option<Group>> = self.groups.into_iter().map(Some).collect();
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for group in self.top {
            tree.push(made(group, &mut groups));
        }
        tree
    }
}

/// As deep as documents nest, which is not deep.
fn made(group: GroupId, groups: &mut [Option<Group>]) -> TagGroup {
    let group = groups[group.0].take().expect("a group has one parent");
    let mut made_group = TagGroup::new(group.tag);
    for child in group.children {
        match child {
            Child::Group(inner) => made_group.push(made(inner, groups)),
            Child::Content(content) => made_group.push(content),
        }
    }
    made_group
}
