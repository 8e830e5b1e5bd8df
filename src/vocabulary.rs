//! The terms of the record's RDF: standard ones wherever there is one, own ones for the stance.
//!
//! | thing | is |
//! | --- | --- |
//! | the record | `schema:Dataset` |
//! | source | `schema:CreativeWork`, `prov:Entity` |
//! | stakeholder | `prov:Agent`, and `schema:Person` or `schema:Organization` |
//! | theme | `skos:Concept` |
//! | claim | `schema:Claim` |
//! | statement | `rdf:Statement`: subject the stakeholder, predicate the stance, object the claim |
//! | relation | `rdf:Statement` from claim to claim |
//! | evidence | `oa:Annotation` with `oa:TextQuoteSelector` and `oa:TextPositionSelector` |
//!
//! Own terms, in [`PLENARY`]: `plenary:support` and `plenary:concern` lead from who or what takes
//! the stance to what it is on; `plenary:condition` says on what condition a stance holds.

/// Own terms.
pub const PLENARY: &str = "urn:plenary:terms:1#";

/// What entities are named under unless [`BaseIri`] says otherwise: a domain that is reserved
/// for examples, so it is nobody's.
pub const DEFAULT_BASE: &str = "https://example.org/plenary/";

macro_rules! namespaces {
    ($($prefix:literal $namespace:literal { $($name:ident = $local:literal;)* })+) => {
        $($(pub(crate) const $name: &str = concat!($namespace, $local);)*)+

        /// The prefixes of vocabularies, sorted: those of files, and preset in queries.
        pub const PREFIXES: &[(&str, &str)] = &[$(($prefix, $namespace),)+];
    };
}

namespaces! {
    "dcterms" "http://purl.org/dc/terms/" {
        CREATOR = "creator";
    }
    "oa" "http://www.w3.org/ns/oa#" {
        AFTER = "suffix";
        ANNOTATION = "Annotation";
        BEFORE = "prefix";
        CLASSIFYING = "classifying";
        END = "end";
        EXACT = "exact";
        HAS_BODY = "hasBody";
        HAS_SELECTOR = "hasSelector";
        HAS_SOURCE = "hasSource";
        HAS_TARGET = "hasTarget";
        MOTIVATED_BY = "motivatedBy";
        SPECIFIC_RESOURCE = "SpecificResource";
        START = "start";
        TEXT_POSITION_SELECTOR = "TextPositionSelector";
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector";
    }
    "plenary" "urn:plenary:terms:1#" {
        CONCERN = "concern";
        CONDITION = "condition";
        SUPPORT = "support";
    }
    "prov" "http://www.w3.org/ns/prov#" {
        AGENT = "Agent";
        ENTITY = "Entity";
        WAS_ATTRIBUTED_TO = "wasAttributedTo";
        WAS_DERIVED_FROM = "wasDerivedFrom";
        WAS_QUOTED_FROM = "wasQuotedFrom";
    }
    "rdf" "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        OBJECT = "object";
        PREDICATE = "predicate";
        STATEMENT = "Statement";
        SUBJECT = "subject";
        TYPE = "type";
    }
    "rdfs" "http://www.w3.org/2000/01/rdf-schema#" {
        COMMENT = "comment";
    }
    "schema" "https://schema.org/" {
        ABOUT = "about";
        ADDITIONAL_PROPERTY = "additionalProperty";
        ADDITIONAL_TYPE = "additionalType";
        ALTERNATE_NAME = "alternateName";
        AUTHOR = "author";
        CLAIM = "Claim";
        CONTENT_URL = "contentUrl";
        CREATIVE_WORK = "CreativeWork";
        DATASET = "Dataset";
        DATE_CREATED = "dateCreated";
        DATE_PUBLISHED = "datePublished";
        IS_BASED_ON = "isBasedOn";
        KEYWORDS = "keywords";
        NAME = "name";
        ORGANIZATION = "Organization";
        PERSON = "Person";
        POSITION = "position";
        PROPERTY_VALUE = "PropertyValue";
        SCHEMA_VERSION = "schemaVersion";
        TEXT = "text";
        URL = "url";
        VALUE = "value";
    }
    "skos" "http://www.w3.org/2004/02/skos/core#" {
        BROADER = "broader";
        CONCEPT = "Concept";
        CONCEPT_SCHEME = "ConceptScheme";
        DEFINITION = "definition";
        IN_SCHEME = "inScheme";
        NOTE = "note";
        PREF_LABEL = "prefLabel";
        TOP_CONCEPT_OF = "topConceptOf";
    }
    "xsd" "http://www.w3.org/2001/XMLSchema#" {
        ANY_URI = "anyURI";
        DATE = "date";
        NON_NEGATIVE_INTEGER = "nonNegativeInteger";
        POSITIVE_INTEGER = "positiveInteger";
    }
}

/// The kinds of entity, as the part of their IRI before the id; each is also a prefix.
pub const ENTITIES: [&str; 8] = [
    "annotation",
    "claim",
    "coder",
    "relation",
    "source",
    "stakeholder",
    "statement",
    "theme",
];

/// Not something to name entities under.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no base for IRIs: it must be absolute and begin with http:// or https://")]
pub struct BaseIriError(pub String);

/// What the IRIs of all entities begin with; ends with `/` or `#`.
///
/// ```
/// use plenary::vocabulary::BaseIri;
/// let base = BaseIri::new("https://archive.example/oewg")?;
/// assert_eq!(base.as_str(), "https://archive.example/oewg/");
/// assert!(BaseIri::new("oewg").is_err());
/// # Ok::<(), plenary::vocabulary::BaseIriError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseIri(String);

impl Default for BaseIri {
    fn default() -> Self {
        Self(DEFAULT_BASE.to_owned())
    }
}

impl BaseIri {
    /// Checks a base; `/` is added where it ends with neither `/` nor `#`.
    ///
    /// # Errors
    /// Where it is no absolute IRI with http or https and a host.
    pub fn new(text: &str) -> Result<Self, BaseIriError> {
        let refused = || BaseIriError(text.chars().take(200).collect());
        let host = ["http://", "https://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme));
        if host.is_none_or(|host| host.is_empty() || host.starts_with(['/', '#', '?'])) {
            return Err(refused());
        }
        oxrdf::NamedNode::new(text).map_err(|_| refused())?;
        let end = if text.ends_with(['/', '#']) { "" } else { "/" };
        Ok(Self(format!("{text}{end}")))
    }

    /// The base as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Every prefix of files and queries, those of [`ENTITIES`] included, sorted by name.
    pub fn prefixes(&self) -> Vec<(String, String)> {
        let entities = ENTITIES.map(|kind| (kind.to_owned(), format!("{}{kind}/", self.0)));
        let standard = PREFIXES.iter().map(|&(a, b)| (a.to_owned(), b.to_owned()));
        let mut all: Vec<(String, String)> = standard.chain(entities).collect();
        all.sort();
        all
    }

    /// An IRI in a short form, where a prefix fits and what is left is a plain name.
    pub fn short(&self, iri: &str) -> Option<String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let is_name = |local: &str| !local.starts_with('-') && local.chars().all(plain);
        self.prefixes().into_iter().find_map(|(prefix, space)| {
            let local = iri.strip_prefix(&space)?;
            (!local.is_empty() && is_name(local)).then(|| format!("{prefix}:{local}"))
        })
    }
}
