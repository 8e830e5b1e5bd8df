//! Numbers and days in the way of each language.

use jiff::civil::Date;

use super::Words;
use crate::draw::Language;

const MONTHS: [&str; 12] = [
    "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8",
    "month.9", "month.10", "month.11", "month.12",
];

/// 1234567 as "1,234,567" or with spaces that do not break; in Spanish four digits stay together.
pub(super) fn whole(language: Language, n: usize) -> String {
    let digits = n.to_string();
    let between = match language {
        Language::En => ',',
        Language::Fr | Language::Es => '\u{202F}',
    };
    if digits.len() < 4 || (language == Language::Es && digits.len() == 4) {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(between);
        }
        out.push(digit);
    }
    out
}

/// A share in whole per cent.
pub(super) fn per_cent(language: Language, share: f64) -> String {
    let whole = (share * 100.0).round();
    match language {
        Language::En => format!("{whole}%"),
        Language::Fr | Language::Es => format!("{whole}\u{A0}%"),
    }
}

/// "12 February 2020", "1er janvier 2020", "12 de febrero de 2020".
pub(super) fn day(words: Words, day: Date) -> String {
    let month = usize::try_from(day.month() - 1).unwrap_or_default();
    let month = words.say(MONTHS[month]);
    let (number, year) = (day.day(), day.year());
    match words.0 {
        Language::En => format!("{number} {month} {year}"),
        Language::Fr if number == 1 => format!("1er {month} {year}"),
        Language::Fr => format!("{number} {month} {year}"),
        Language::Es => format!("{number} de {month} de {year}"),
    }
}
