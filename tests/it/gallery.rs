//! The page over what `build` writes.

use std::fs;

use plenary::write::{GalleryFile, GalleryPicture, GallerySet, gallery};

use crate::run::plenary;

#[test]
fn the_committed_gallery_is_of_the_committed_exports() {
    let made = plenary(&["gallery", "exports", "-o", "-"]).run().exits(0);
    crate::golden("exports/gallery.html", &made.stdout);
}

#[test]
fn the_committed_index_is_of_the_committed_exports() {
    let asked = ["gallery", "exports", "--page", "index", "-o", "-"];
    let made = plenary(&asked).run().exits(0);
    crate::golden("exports/index.html", &made.stdout);
}

#[test]
fn the_index_leads_to_every_file_once_and_to_nothing_else() {
    let page = crate::read("exports/index.html");
    let mut there = vec!["gallery.html".to_owned()];
    for set in fs::read_dir("exports").unwrap().flatten() {
        let folder = set.file_name().into_string().unwrap();
        for file in fs::read_dir(set.path()).into_iter().flatten().flatten() {
            there.push(format!(
                "{folder}/{}",
                file.file_name().into_string().unwrap()
            ));
        }
    }
    let links = page.split(" href=\"").skip(1);
    let mut links: Vec<String> = links
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .filter(|link| !link.starts_with('#'))
        .collect();
    links.sort();
    there.sort();
    assert_eq!(links, there);
}

#[test]
fn every_picture_is_shown_with_its_files() {
    let page = crate::read("exports/gallery.html");
    for set in fs::read_dir("exports").unwrap().flatten() {
        let folder = set.file_name().into_string().unwrap();
        for file in fs::read_dir(set.path()).into_iter().flatten().flatten() {
            let name = file.file_name().into_string().unwrap();
            let path = format!("{folder}/{name}");
            assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
            let shown = page.contains(&format!("src=\"{path}\""));
            assert_eq!(shown, name.ends_with(".svg"), "{path}");
        }
    }
}

#[test]
fn what_a_picture_says_of_itself_is_read_back() {
    let svg = "<svg width=\"605\" height=\"12.5\" role=\"img\">\n <title id=\"a\">A &lt;b&gt; &amp;amp; \
               &quot;c&quot;</title>\n <desc id=\"d\">What it shows.</desc></svg>";
    let it = GalleryPicture::of_svg("map", svg).expect("all is there");
    assert_eq!(it.title, "A <b> &amp; \"c\"");
    assert_eq!(it.description, "What it shows.");
    assert_eq!((it.width_px, it.height_px), (605.0, 12.5));
    assert_eq!(
        GalleryPicture::of_svg("map", "<svg width=\"1\"></svg>"),
        None
    );
    assert_eq!(GalleryPicture::of_svg("map", ""), None);
}

#[test]
fn names_are_text_and_addresses_are_addresses() {
    let svg = GalleryFile {
        name: "a\"b <c>.svg".to_owned(),
        bytes: 1500,
    };
    let set = GallerySet {
        folder: "javascript:x".to_owned(),
        pictures: vec![GalleryPicture {
            name: "a\"b <c>".to_owned(),
            title: "<script>".to_owned(),
            files: vec![svg],
            ..GalleryPicture::default()
        }],
        tables: Vec::new(),
    };
    let page = gallery(&[set]);
    assert!(!page.contains("<script"));
    assert!(page.contains("href=\"javascript%3Ax/a%22b%20%3Cc%3E.svg\""));
    assert!(page.contains(">SVG</a> <span class=\"bytes\">2 kB</span>"));
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let ran = plenary(&["gallery", "no-such-folder"]).run().exits(3);
    assert!(
        ran.stderr.contains("cannot read no-such-folder"),
        "{ran:#?}"
    );
}

#[test]
fn the_gallery_works_in_a_browser() {
    if crate::html::browser().is_some() {
        crate::html::drive("gallery.mjs", &crate::root().join("exports"));
        crate::html::drive("site.mjs", &crate::root().join("exports"));
    }
}
