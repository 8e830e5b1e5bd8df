//! A picture in running text: SVG, with PNG for programs that know no SVG.

use crate::write::document::Figure;
use crate::write::document::plain;
use crate::write::xml_text::Xml;

/// English Metric Units of a px and of a point.
const EMU_PER_PX: f64 = 9525.0;
const EMU_PER_PT: f64 = 12700.0;

/// Names and relationships of a picture's two files.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) png: String,
    pub(super) svg: String,
}

/// How large a picture of that many px is on the page, EMU: as it is, or as large as the room.
fn extent(figure: &Figure, room_pt: [f64; 2]) -> [String; 2] {
    let size = [figure.scene.width_px, figure.scene.height_px].map(|px| px * EMU_PER_PX);
    let fits = (0..2).map(|side| room_pt[side] * EMU_PER_PT / size[side]);
    let scale = fits.fold(1.0, f64::min);
    size.map(|emu| ((emu * scale).round().max(1.0) as u64).to_string())
}

/// Writes the run that holds a picture; `number` is its own among all pictures.
pub(super) fn picture(
    xml: &mut Xml,
    figure: &Figure,
    files: &Files,
    number: usize,
    room_pt: [f64; 2],
) {
    let [cx, cy] = extent(figure, room_pt);
    let number = number.to_string();
    let title = format!("{}: {}", figure.label, plain(&figure.caption));
    let told = std::iter::once(&figure.alt).chain(&figure.description);
    let told: Vec<&str> = told.map(String::as_str).collect();
    let named = [
        ("id", number.as_str()),
        ("name", &figure.label),
        ("descr", &told.join("\n")),
        ("title", &title),
    ];
    let size = [("cx", cx.as_str()), ("cy", cy.as_str())];
    xml.open("w:r", &[]);
    xml.open("w:drawing", &[]);
    let apart = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    xml.open("wp:inline", &apart);
    xml.empty("wp:extent", &size);
    xml.empty(
        "wp:effectExtent",
        &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")],
    );
    xml.empty("wp:docPr", &named);
    xml.open("wp:cNvGraphicFramePr", &[]);
    xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
    xml.close();
    xml.open("a:graphic", &[]);
    let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    xml.open("a:graphicData", &[("uri", picture)]);
    xml.open("pic:pic", &[]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &named);
    xml.open("pic:cNvPicPr", &[]);
    xml.empty("a:picLocks", &[("noChangeAspect", "1")]);
    xml.close();
    xml.close();
    blip(xml, files);
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &size);
    xml.close();
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    // prstGeom, spPr, pic, graphicData, graphic, inline, drawing, r.
    for _ in 0..8 {
        xml.close();
    }
}

/// The picture itself: PNG, and the SVG as the extension that Word 2016 and later look for.
fn blip(xml: &mut Xml, files: &Files) {
    xml.open("pic:blipFill", &[]);
    xml.open("a:blip", &[("r:embed", files.png.as_str())]);
    xml.open("a:extLst", &[]);
    xml.open(
        "a:ext",
        &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")],
    );
    let svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
    xml.empty(
        "asvg:svgBlip",
        &[("xmlns:asvg", svg), ("r:embed", &files.svg)],
    );
    xml.close();
    xml.close();
    xml.close();
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close();
    xml.close();
}
