//! The tables of a DNA database, into a table of statements.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};

use super::DnaOptions;
use crate::model::{ColumnIx, Document, Events, EventsBuilder, Progress};
use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::suggest::{did_you_mean, shown};

const USUAL_TYPE: &str = "DNA Statement";
/// How often it is told how far the reading is.
const ROWS_A_STEP: usize = 10_000;

type Result<T> = std::result::Result<T, Vec<Problem>>;

fn broken(error: &rusqlite::Error) -> Vec<Problem> {
    let message = format!("the database cannot be read: {error}");
    vec![Problem::new(Code::NotADatabase, message).help("open it in DNA and save it again")]
}

/// Opens a copy in memory and reads one type of statements.
pub(super) fn read(
    mut bytes: Vec<u8>,
    options: &DnaOptions,
    progress: Progress<'_>,
) -> Result<Events> {
    // A database in memory has no write-ahead log; bytes 18 and 19 say which journal it had.
    if bytes.len() > 19 && bytes[18] == 2 {
        (bytes[18], bytes[19]) = (1, 1);
    }
    let mut connection = Connection::open_in_memory().map_err(|error| broken(&error))?;
    let size = bytes.len();
    (connection.deserialize_read_exact("main", Cursor::new(bytes), size, true))
        .map_err(|error| broken(&error))?;
    let database = Database(connection);
    database.plain()?;
    let tables = database.list(
        "SELECT upper(name) FROM sqlite_master WHERE type = 'table'",
        [],
        |row| text(row, 0),
    )?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    let needed = [
        "STATEMENTS",
        "STATEMENTTYPES",
        "VARIABLES",
        "DOCUMENTS",
        "DATASHORTTEXT",
    ];
    let missing: Vec<&str> = needed.into_iter().filter(|name| !has(name)).collect();
    if !missing.is_empty() {
        let message = format!("the database has no table {}", missing.join(", "));
        return Err(vec![
            Problem::new(Code::NotADatabase, message)
                .help("give a .dna file of the Discourse Network Analyzer 2 or 3"),
        ]);
    }
    let generation = if has("ENTITIES") {
        Generation::Three
    } else {
        Generation::Two
    };
    database.events(generation, options, progress)
}

#[derive(Clone, Copy, PartialEq)]
enum Generation {
    /// Texts stand in the data; milliseconds.
    Two,
    /// Texts stand in a table of entities; seconds.
    Three,
}

struct Database(Connection);

enum Data {
    Text(HashMap<i64, String>),
    Integer(HashMap<i64, i64>),
    Boolean(HashMap<i64, i64>),
}

fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
    })
}

fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<i64> {
    Ok(match row.get_ref(at)? {
        ValueRef::Integer(number) => number,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole numbers that were stored so"
        )]
        ValueRef::Real(number) => number as i64,
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            text.trim().parse().unwrap_or_default()
        }
        ValueRef::Null | ValueRef::Blob(_) => 0,
    })
}

impl Database {
    fn list<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        each: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let run = || {
            let mut query = self.0.prepare(sql)?;
            query
                .query_map(parameters, each)?
                .collect::<rusqlite::Result<Vec<T>>>()
        };
        run().map_err(|error| broken(&error))
    }

    /// What is read are tables of stored values: a view, a virtual table or a computed column can be
    /// made to go on for ever.
    fn plain(&self) -> Result<()> {
        let odd = self.list(
            "SELECT name FROM sqlite_master WHERE type = 'view' OR sql LIKE 'CREATE VIRTUAL%' \
             OR (type = 'table' AND EXISTS \
                 (SELECT 1 FROM pragma_table_xinfo(name) WHERE hidden <> 0)) ORDER BY name",
            [],
            |row| text(row, 0),
        )?;
        let Some(name) = odd.first() else {
            return Ok(());
        };
        let message = format!(
            "'{}' in the database is computed, not stored",
            shown(name, 40)
        );
        Err(vec![Problem::new(Code::NotADatabase, message).help(
            "DNA writes plain tables only: open the database in DNA and save it again",
        )])
    }

    fn events(
        &self,
        generation: Generation,
        options: &DnaOptions,
        progress: Progress<'_>,
    ) -> Result<Events> {
        let kind = self.statement_type(options)?;
        let variables = self.list(
            "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ? ORDER BY ID",
            [kind],
            |row| Ok((number(row, 0)?, text(row, 1)?, text(row, 2)?)),
        )?;
        let mut made = EventsBuilder::new();
        let places = self.documents(generation, &mut made)?;
        let mut columns: Vec<(ColumnIx, Data)> = Vec::new();
        for (at, (id, name, data_type)) in variables.iter().enumerate() {
            progress.tell("reading the variables", at, variables.len());
            columns.push(match data_type.as_str() {
                "boolean" => {
                    let values = self.numbers("DATABOOLEAN", *id)?;
                    (made.boolean_column(name), Data::Boolean(values))
                }
                "integer" => {
                    let values = self.numbers("DATAINTEGER", *id)?;
                    (made.integer_column(name), Data::Integer(values))
                }
                other => {
                    let values = self.texts(generation, other == "long text", *id)?;
                    let column = made.text_column(name);
                    if other != "long text" {
                        self.attributes(generation, &mut made, column, (*id, name))?;
                    }
                    (column, Data::Text(values))
                }
            });
        }
        progress.tell("reading the variables", variables.len(), variables.len());
        let coder = made.text_column("coder");
        let coders: BTreeMap<i64, String> = self
            .list("SELECT ID, Name FROM CODERS", [], |row| {
                Ok((number(row, 0)?, text(row, 1)?))
            })
            .unwrap_or_default()
            .into_iter()
            .collect();

        let rows = self.list(
            "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS \
             WHERE StatementTypeId = ? ORDER BY ID",
            [kind],
            |row| {
                let fields = [1, 2, 3, 4].map(|at| number(row, at));
                let [document, start, stop, coder] = fields;
                Ok((number(row, 0)?, document?, start?, stop?, coder?))
            },
        )?;
        let mut problems = Vec::new();
        let all = rows.len();
        for (at, (id, document, start, stop, by)) in rows.into_iter().enumerate() {
            if at % ROWS_A_STEP == 0 {
                progress.tell("reading the statements", at, all);
            }
            let Some(&(place, time)) = places.get(&document) else {
                let message =
                    format!("statement {id} stands in document {document}, which is not there");
                problems.push(
                    Problem::new(Code::NotADatabase, message)
                        .help("open the database in DNA and delete the statement"),
                );
                continue;
            };
            let place_of = |at: i64| u32::try_from(at).unwrap_or_default();
            made.row(Some(time), place, (place_of(start), place_of(stop)), id);
            for (column, data) in &columns {
                match data {
                    Data::Text(values) => {
                        made.set_text(*column, values.get(&id).map_or("", String::as_str));
                    }
                    Data::Integer(values) => {
                        if let Some(&value) = values.get(&id) {
                            made.set_integer(*column, value);
                        }
                    }
                    Data::Boolean(values) => {
                        if let Some(&value) = values.get(&id) {
                            made.set_boolean(*column, value != 0);
                        }
                    }
                }
            }
            made.set_text(coder, coders.get(&by).map_or("", String::as_str));
        }
        progress.tell("reading the statements", all, all);
        if problems.is_empty() {
            Ok(made.finish())
        } else {
            Err(problems)
        }
    }

    fn statement_type(&self, options: &DnaOptions) -> Result<i64> {
        let types = self.list(
            "SELECT T.ID, T.Label, COUNT(S.ID) FROM STATEMENTTYPES T \
             LEFT JOIN STATEMENTS S ON S.StatementTypeId = T.ID GROUP BY T.ID ORDER BY T.ID",
            [],
            |row| Ok((number(row, 0)?, text(row, 1)?, number(row, 2)?)),
        )?;
        let found = match &options.statement_type {
            Some(label) => types.iter().find(|one| one.1 == *label),
            None => (types.iter().find(|one| one.1 == USUAL_TYPE && one.2 > 0))
                .or_else(|| types.iter().rev().max_by_key(|one| one.2)),
        };
        found.map(|one| one.0).ok_or_else(|| {
            let labels: Vec<&str> = types.iter().map(|one| one.1.as_str()).collect();
            let asked = options.statement_type.as_deref().unwrap_or(USUAL_TYPE);
            vec![
                Problem::new(
                    Code::UnknownVariable,
                    format!("there is no statement type '{asked}'"),
                )
                .help(did_you_mean(asked, &labels, "statement type")),
            ]
        })
    }

    /// Adds every document; for each id its place and time.
    fn documents(
        &self,
        generation: Generation,
        made: &mut EventsBuilder,
    ) -> Result<HashMap<i64, (usize, i64)>> {
        let rows = self.list(
            "SELECT ID, Date, Title, Author, Source, Section, Type FROM DOCUMENTS ORDER BY ID",
            [],
            |row| {
                let fields: rusqlite::Result<Vec<String>> =
                    (2..7).map(|at| text(row, at)).collect();
                Ok((number(row, 0)?, number(row, 1)?, fields?))
            },
        )?;
        let mut places = HashMap::new();
        let mut fields = vec![Vec::new(); 5];
        let mut ids = Vec::new();
        for (id, date, values) in rows {
            let time = match generation {
                Generation::Two => date.div_euclid(1000),
                Generation::Three => date,
            };
            let name = id.to_string();
            let place = made.document(Document {
                name: name.clone(),
                time: Some(time),
            });
            places.insert(id, (place, time));
            ids.push(name);
            for (field, value) in fields.iter_mut().zip(values) {
                field.push(value);
            }
        }
        made.document_variable("id", ids);
        for (name, values) in ["title", "author", "source", "section", "type"]
            .iter()
            .zip(fields)
        {
            made.document_variable(name, values);
        }
        Ok(places)
    }

    fn numbers(&self, table: &str, variable: i64) -> Result<HashMap<i64, i64>> {
        let sql = format!("SELECT StatementId, Value FROM {table} WHERE VariableId = ?");
        let rows = self.list(&sql, [variable], |row| {
            Ok((number(row, 0)?, number(row, 1)?))
        })?;
        Ok(rows.into_iter().collect())
    }

    fn texts(
        &self,
        generation: Generation,
        long: bool,
        variable: i64,
    ) -> Result<HashMap<i64, String>> {
        let sql = match (generation, long) {
            (_, true) => "SELECT StatementId, Value FROM DATALONGTEXT WHERE VariableId = ?",
            (Generation::Two, false) => {
                "SELECT StatementId, Value FROM DATASHORTTEXT WHERE VariableId = ?"
            }
            (Generation::Three, false) => {
                "SELECT D.StatementId, E.Value FROM DATASHORTTEXT D \
                 JOIN ENTITIES E ON E.ID = D.Entity WHERE D.VariableId = ?"
            }
        };
        let rows = self.list(sql, [variable], |row| Ok((number(row, 0)?, text(row, 1)?)))?;
        Ok(rows.into_iter().collect())
    }

    fn attributes(
        &self,
        generation: Generation,
        made: &mut EventsBuilder,
        column: ColumnIx,
        (variable, name): (i64, &str),
    ) -> Result<()> {
        let sql = match generation {
            Generation::Two => {
                "SELECT Value, 'Type', Type, 0 FROM ATTRIBUTES WHERE VariableId = ?1 \
                 UNION ALL SELECT Value, 'Alias', Alias, 1 FROM ATTRIBUTES WHERE VariableId = ?1 \
                 UNION ALL SELECT Value, 'Notes', Notes, 2 FROM ATTRIBUTES WHERE VariableId = ?1"
            }
            Generation::Three => {
                "SELECT E.Value, V.AttributeVariable, A.AttributeValue, V.ID FROM ATTRIBUTEVALUES A \
                 JOIN ATTRIBUTEVARIABLES V ON V.ID = A.AttributeVariableId \
                 JOIN ENTITIES E ON E.ID = A.EntityId WHERE V.VariableId = ?1"
            }
        };
        let rows = self.list(sql, [variable], |row| {
            Ok((number(row, 3)?, text(row, 1)?, text(row, 0)?, text(row, 2)?))
        })?;
        let mut by_name: BTreeMap<(i64, String), BTreeMap<String, String>> = BTreeMap::new();
        for (order, attribute, label, value) in rows {
            by_name
                .entry((order, attribute))
                .or_default()
                .insert(label, value);
        }
        for ((_, attribute), values) in by_name {
            made.attribute(column, &attribute, values);
        }
        let parents = match generation {
            Generation::Two => {
                "SELECT Value, ChildOf FROM ATTRIBUTES WHERE VariableId = ? AND ChildOf <> ''"
            }
            Generation::Three => {
                "SELECT E.Value, P.Value FROM ENTITIES E JOIN ENTITIES P ON P.ID = E.ChildOf \
                 WHERE E.VariableId = ?"
            }
        };
        let links = self.list(parents, [variable], |row| {
            Ok((text(row, 0)?, text(row, 1)?))
        })?;
        made.broader(name, links.into_iter().collect());
        Ok(())
    }
}
