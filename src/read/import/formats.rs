//! The formats that can be imported.

use std::fmt;
use std::str::FromStr;

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident $word:literal $name:literal $suffixes:expr;)+) => {
        /// A format that can be imported.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ImportFormat { $($(#[$doc])* $variant,)+ }

        impl ImportFormat {
            /// Every format, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word for `--from`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What people call it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How the names of its files end, in lower case; none where a suffix says nothing.
            pub const fn suffixes(self) -> &'static [&'static str] {
                match self { $(Self::$variant => $suffixes,)+ }
            }
        }
    };
}

formats! {
    /// Our own files.
    Record "record" "a Plenary record" &[];
    /// Argument maps as text.
    Argdown "argdown" "Argdown" &["argdown", "argdn", "ad"];
    /// The Argument Interchange Format, xAIF and OVA included.
    Aif "aif" "AIF or xAIF" &[];
    /// The text export of a discussion.
    Kialo "kialo" "a Kialo export" &[];
    /// The folder of an exported conversation.
    Polis "polis" "a pol.is export" &[];
    /// A table of claims, with or without one of what is known of speakers and concepts.
    Claims "claims" "tables of claims and nodes" &[];
    /// Stakeholders by issues, with -1, 0 and 1.
    Matrix "matrix" "a matrix of positions" &[];
    /// Databases of the Discourse Network Analyzer.
    Dna "dna" "a DNA database" &["dna"];
    /// One row a statement.
    Table "table" "a table of statements" &["csv", "tsv", "tab"];
    /// A codebook of REFI-QDA.
    Qdc "qdc" "a REFI-QDA codebook" &["qdc"];
    /// A project of REFI-QDA.
    Qdpx "qdpx" "a REFI-QDA project" &["qdpx", "qde"];
    /// Graphs as GraphML.
    Graphml "graphml" "GraphML" &["graphml"];
    /// Graphs as GEXF.
    Gexf "gexf" "GEXF" &["gexf"];
    /// Graphs as node-link JSON, JSON Graph Format or Cytoscape.js JSON.
    GraphJson "graph-json" "a graph as JSON" &["jgf", "cyjs", "nodelink"];
    /// Graphs as GML.
    Gml "gml" "GML" &["gml"];
    /// Networks of Pajek, one file or one a stance.
    Pajek "pajek" "Pajek networks" &["net"];
    /// Maps of Kumu as JSON; as sheets they are workbooks.
    Kumu "kumu" "a Kumu blueprint" &["kumu"];
    /// Workbooks of spreadsheets: records, and tables of every kind.
    Xlsx "xlsx" "a workbook (XLSX, XLSM, ODS)" &["xlsx", "xlsm", "ods"];
    /// RDF as Turtle.
    Turtle "turtle" "Turtle" &["ttl"];
    /// RDF, one triple a line.
    Ntriples "ntriples" "N-Triples" &["nt"];
    /// RDF as JSON.
    Jsonld "jsonld" "JSON-LD" &["jsonld"];
    /// A table of nodes and one of edges.
    GraphTables "csv-pair" "tables of nodes and edges" &[];
}

impl ImportFormat {
    /// Whether an import is of several files.
    pub const fn takes_several(self) -> bool {
        matches!(
            self,
            Self::Record
                | Self::Polis
                | Self::Claims
                | Self::Matrix
                | Self::GraphTables
                | Self::Pajek
        )
    }
}

impl fmt::Display for ImportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Not the word of a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no format that can be imported")]
pub struct UnknownFormat(pub String);

impl FromStr for ImportFormat {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let word = if word == "xaif" { "aif" } else { word };
        let found = Self::ALL.iter().find(|one| one.as_str() == word);
        found.copied().ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}
