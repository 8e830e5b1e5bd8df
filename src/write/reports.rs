//! Several answers as one file.

use serde_json::Value;

/// A JSON object with a list of answers, each as [`report_json`](super::report_json) wrote it.
///
/// Measures are rounded to 12 significant digits: the last ones may differ between machines,
/// and committed files must not.
///
/// # Panics
/// Where an answer is no JSON.
pub fn reports_json(title: &str, answers: &[String]) -> String {
    let answers = answers.iter().map(|answer| {
        let mut value = serde_json::from_str(answer).expect("written by report_json");
        round(&mut value);
        value
    });
    let answers = Value::Array(answers.collect());
    super::pretty(&serde_json::json!({ "schema": 1, "title": title, "answers": answers }))
}

fn round(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let rounded = number
                .as_f64()
                .and_then(|n| format!("{n:.11e}").parse::<f64>().ok());
            if let Some(rounded) = rounded.and_then(serde_json::Number::from_f64) {
                *number = rounded;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(round),
        Value::Object(members) => members.values_mut().for_each(round),
        _ => {}
    }
}

/// A Markdown document of answers, each as [`report_markdown`](super::report_markdown) wrote it,
/// their headings one level down.
pub fn reports_markdown(title: &str, answers: &[String]) -> String {
    let mut text = format!("# {}\n", super::positions_markdown::escaped(title));
    for answer in answers {
        text.push('\n');
        for line in answer.lines() {
            if line.starts_with('#') {
                text.push('#');
            }
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_joined() {
        let answers = [
            "{\n  \"b\": 0.1000000000000001,\n \"a\": 1\n}\n".to_owned(),
            "{}\n".to_owned(),
        ];
        let json = reports_json("a \"title\"", &answers);
        let value: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["title"], "a \"title\"");
        assert_eq!(value["answers"][0]["a"], 1);
        assert_eq!(value["answers"][0]["b"], 0.1);
        assert_eq!(value["answers"][1], serde_json::json!({}));
        assert!(serde_json::from_str::<Value>(&reports_json("", &[])).is_ok());
        let text = reports_markdown("t", &["# One\n\ntext\n\n## Two\n".to_owned()]);
        assert_eq!(text, "# t\n\n## One\n\ntext\n\n### Two\n");
    }
}
