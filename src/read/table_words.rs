//! The words for yes and no in tables and conditions.

const YES: [&str; 12] = [
    "1",
    "+",
    "+1",
    "yes",
    "y",
    "true",
    "pro",
    "support",
    "supports",
    "agree",
    "agreement",
    "for",
];
const NO: [&str; 16] = [
    "0",
    "-",
    "-1",
    "\u{2212}",
    "\u{2212}1",
    "no",
    "n",
    "false",
    "con",
    "contra",
    "concern",
    "concerns",
    "oppose",
    "disagree",
    "disagreement",
    "against",
];

/// Support is yes, concern is no, and so are 1, +, pro, agree and the like; `None` for any other
/// word. Case and spaces around do not matter.
pub fn yes_or_no(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |word: &&str| word.eq_ignore_ascii_case(text);
    if YES.iter().any(is) {
        Some(true)
    } else if NO.iter().any(is) {
        Some(false)
    } else {
        None
    }
}
