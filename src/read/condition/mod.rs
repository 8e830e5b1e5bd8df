//! The languages of `--where` and `--ask`: text to [`Condition`] or `Question`, with every
//! problem in it.

mod parse;
mod question;
mod token;

pub use question::{QuestionReading, question};

use super::problem::{Problem, TextFile};
use crate::model::{Condition, Events};

/// What came of reading a condition.
#[derive(Debug)]
pub struct ConditionReading {
    /// The condition, where no error kept it from being read.
    pub condition: Option<Condition>,
    /// In order of place.
    pub problems: Vec<Problem>,
    /// The condition as a text for messages.
    pub file: TextFile,
}

/// Reads a condition on the statements of a table.
///
/// ```text
/// stakeholder = apc and not theme in (norms, human-rights) and date >= 2020-02-01
/// organization = "Sierra Club" or concept = *emission*      kind != state
/// theme under people-and-rights      stance = concern       intensity >= 2
/// date = 2020-02      date in (2019, 2021)
/// ```
///
/// `not` binds tighter than `and`, this tighter than `or`. Texts are compared letter by letter;
/// `*` outside quotes stands for any characters. Values of booleans are yes, no, support,
/// concern, 1, 0, +, -. A name with spaces stands in quotes, or in `[brackets]`. `date` is the
/// time of the statement, unless the table has a variable of that name.
///
/// Unknown variables are errors; values that no statement has are warnings.
pub fn condition(text: &str, name: &str, events: &Events) -> ConditionReading {
    let mut parser = parse::Parser::new(text, events);
    let condition = parser.all();
    let mut problems = parser.problems;
    super::problem::sort_problems(&mut problems);
    ConditionReading {
        condition,
        problems,
        file: TextFile {
            name: name.to_owned(),
            text: text.to_owned(),
            ..TextFile::default()
        },
    }
}
