//! JSON -> record -> JSON.

use plenary::model::Record;
use plenary::read::{self, Input};
use plenary::write::record_json;
use proptest::prelude::*;

use crate::records;

fn again(json: &str) -> Record {
    let input = Input {
        name: "again.json".to_owned(),
        bytes: json.as_bytes().to_vec(),
    };
    let reading = read::json(vec![input]);
    assert_eq!(reading.problems, [], "{json}");
    reading.record.expect("has no error")
}

#[test]
fn canonical_files_come_out_as_they_went_in() {
    let files = [
        "graph/oewg-2020-02-12/codebook.json",
        "tests/data/empty.json",
        "tests/data/one-node.json",
        "tests/data/nasty.json",
        "src/cli/template.json",
    ];
    for file in files {
        assert_eq!(
            record_json(&records::record(&[file])),
            crate::read(file),
            "{file}"
        );
    }
}

#[test]
fn files_that_were_read_as_one_stay_one() {
    let record = records::oewg();
    let json = record_json(&record);
    let read = again(&json);
    assert_eq!(read, record);
    assert_eq!(record_json(&read), json);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let other = records::record(&[
        "graph/oewg-2020-02-12/meeting.json",
        "graph/oewg-2020-02-12/codebook.json",
    ]);
    assert_eq!(other, records::oewg());
}

proptest! {
    #[test]
    fn any_record_comes_back(parts in records::parts()) {
        let record = Record::resolve(parts).expect("has no fault");
        let json = record_json(&record);
        let read = again(&json);
        prop_assert_eq!(record_json(&read), json);
        prop_assert_eq!(read, record);
    }
}
