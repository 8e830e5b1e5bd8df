//! Cases are stakeholders.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::project::Reader;
use super::{Local as _, guid, name_of};
use crate::model::StakeholderKind;
use crate::read::import::text::one_line;
use crate::read::import::xml::{child, children, words};

impl Reader {
    pub(super) fn cases(&mut self, root: Node<'_, '_>) {
        self.draft.tally.expect("cases", Some("stakeholders"));
        let variables: BTreeMap<String, String> = (root.descendants())
            .filter(|node| node.has_tag_name_local("Variable"))
            .map(|node| (guid(node, "guid"), name_of(node)))
            .collect();
        for case in root
            .descendants()
            .filter(|node| node.has_tag_name_local("Case"))
        {
            let name = name_of(case);
            let id = self.draft.stakeholder(&name, StakeholderKind::Other);
            self.draft.tally.kept("cases");
            if let Some(one) = self.draft.parts.stakeholders.last_mut() {
                one.comment = child(case, "Description")
                    .map(words)
                    .filter(|text| !text.is_empty());
                for value in children(case, "VariableValue") {
                    let key = child(value, "VariableRef").map(|node| guid(node, "targetGUID"));
                    let key = key.and_then(|key| variables.get(&key).cloned());
                    let said = value.children().filter(|node| {
                        node.is_element() && !node.has_tag_name_local("VariableRef")
                    });
                    let said = one_line(&said.map(words).collect::<Vec<_>>().join(" "));
                    if let Some(key) = key.filter(|key| !key.is_empty() && !said.is_empty()) {
                        if ["kind", "type"].contains(&key.to_lowercase().as_str()) {
                            one.kind = said.to_lowercase().parse().unwrap_or(one.kind);
                        }
                        one.attributes.insert(key, said);
                    }
                }
            }
            for reference in case.children().filter(|node| {
                node.has_tag_name_local("SelectionRef") || node.has_tag_name_local("SourceRef")
            }) {
                self.speakers
                    .entry(guid(reference, "targetGUID"))
                    .or_default()
                    .push(id.clone());
            }
            let coded = children(case, "CodeRef").count();
            self.draft
                .tally
                .lost_n("codes of cases", "a statement needs a source", coded, name);
        }
    }
}
