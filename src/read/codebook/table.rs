//! A codebook as a table.

use super::gold::kind;
use super::{Codebook, CodebookReading, failed, finish};
use crate::model::{Stakeholder, StakeholderId, Theme, ThemeId, propose_id};
use crate::read::codes::Code;
use crate::read::{Input, delimiter};

pub(super) fn read(input: &Input) -> CodebookReading {
    let text = String::from_utf8_lossy(&input.bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let fail = |message: String| {
        failed(
            input,
            Code::BadTable,
            message,
            "a codebook table has the columns list (stakeholder or theme), name, and as wanted id, \
             kind, aliases, member-of, keywords, broader, definition",
        )
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let heads: Vec<String> = match reader.headers() {
        Ok(heads) => heads.iter().map(str::to_lowercase).collect(),
        Err(error) => return fail(format!("{}: {error}", input.name)),
    };
    let column = |name: &str| heads.iter().position(|head| head == name);
    let (Some(list), Some(name)) = (column("list"), column("name").or(column("label"))) else {
        return fail(format!("{} is no codebook table", input.name));
    };
    let mut book = Codebook::default();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => return fail(format!("{}: {error}", input.name)),
        };
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let of = |name: &str| column(name).map(cell).filter(|cell| !cell.is_empty());
        let several = |name: &str| -> Vec<String> {
            let cell = of(name).unwrap_or_default();
            cell.split(';')
                .map(|s| s.trim().to_owned())
                .filter(|s| !s.is_empty())
                .collect()
        };
        let name = cell(name);
        let id = propose_id(&of("id").unwrap_or_else(|| name.clone())).unwrap_or_default();
        match cell(list).to_lowercase().as_str() {
            "" => {}
            "stakeholder" | "actor" => match StakeholderId::new(&id) {
                Ok(id) => book.stakeholders.push(Stakeholder {
                    id,
                    name,
                    kind: kind(&of("kind").unwrap_or_default()),
                    aliases: several("aliases"),
                    attributes: (of(Codebook::MEMBER_OF).into_iter())
                        .map(|groups| (Codebook::MEMBER_OF.to_owned(), groups))
                        .collect(),
                    comment: None,
                }),
                Err(error) => return fail(format!("{}: '{name}': {error}", input.name)),
            },
            "theme" => match ThemeId::new(&id) {
                Ok(id) => book.themes.push(Theme {
                    id,
                    name,
                    definition: of("definition"),
                    broader: of("broader").and_then(|id| ThemeId::new(&id).ok()),
                    keywords: several("keywords"),
                    comment: None,
                }),
                Err(error) => return fail(format!("{}: '{name}': {error}", input.name)),
            },
            other => {
                return fail(format!(
                    "{}: '{other}' is neither stakeholder nor theme",
                    input.name
                ));
            }
        }
    }
    finish(input, book)
}
