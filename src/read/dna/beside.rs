//! What a database has besides the statements that are read.

/// Counts of what is not read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    /// Labels of the other types of statements, with how many each has; none are left out.
    pub(crate) other_types: Vec<(String, usize)>,
    /// How many documents have a text.
    pub(crate) texts: usize,
    /// How many patterns mark words.
    pub(crate) regexes: usize,
}

#[cfg(not(feature = "dna"))]
pub(crate) fn beside(_: &[u8], _: &super::DnaOptions) -> Beside {
    Beside::default()
}

/// Looks at a copy in memory; nothing where it cannot be read, which reading it tells.
#[cfg(feature = "dna")]
pub(crate) fn beside(bytes: &[u8], options: &super::DnaOptions) -> Beside {
    look(bytes, options).unwrap_or_default()
}

#[cfg(feature = "dna")]
fn look(bytes: &[u8], options: &super::DnaOptions) -> rusqlite::Result<Beside> {
    let mut bytes = bytes.to_vec();
    // As for reading: a database in memory has no write-ahead log.
    if bytes.len() > 19 && bytes[18] == 2 {
        (bytes[18], bytes[19]) = (1, 1);
    }
    let size = bytes.len();
    let mut connection = rusqlite::Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", std::io::Cursor::new(bytes), size, true)?;
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let whole = |n: i64| usize::try_from(n).unwrap_or_default();
    let mut query = connection.prepare(
        "SELECT T.Label, COUNT(S.ID) FROM STATEMENTTYPES T \
         LEFT JOIN STATEMENTS S ON S.StatementTypeId = T.ID GROUP BY T.ID ORDER BY T.ID",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let types: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    // The same choice as the reader's.
    let usual = || {
        types
            .iter()
            .position(|one| one.0 == "DNA Statement" && one.1 > 0)
    };
    let largest = || (0..types.len()).rev().max_by_key(|&at| types[at].1);
    let read = match &options.statement_type {
        Some(label) => types.iter().position(|one| one.0 == *label),
        None => usual().or_else(largest),
    };
    let others = types.iter().enumerate();
    let others = others.filter(|(at, one)| Some(*at) != read && one.1 > 0);
    Ok(Beside {
        other_types: others
            .map(|(_, one)| (one.0.clone(), whole(one.1)))
            .collect(),
        texts: whole(count("SELECT COUNT(*) FROM DOCUMENTS WHERE Text <> ''").unwrap_or_default()),
        regexes: whole(count("SELECT COUNT(*) FROM REGEXES").unwrap_or_default()),
    })
}
