//! One page: a picture is drawn again, with less or with more in it, until it fills its page and
//! no more; where it cannot, it says so.

use crate::draw::language::Language;
use crate::draw::options::DrawOptions;
use crate::draw::scene::Scene;

/// The height that a form may reckon with, px; `None` where there is no end.
pub(super) type Room = Option<f64>;

/// What a diagram has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The page of its medium.
    Page,
    /// Its width only: DOT and engines know no page.
    Endless,
}

impl Extent {
    /// Whether a scene made of a diagram fits.
    pub(super) fn fits(self, options: &DrawOptions, height_px: impl FnOnce() -> f64) -> bool {
        match (self, options.medium.height_px()) {
            (Self::Page, Some(page)) => height_px() <= page,
            (Self::Endless, _) | (_, None) => true,
        }
    }
}

/// How often a form may guess anew.
const TRIES: usize = 8;
/// So much room may be left over, px: less than two rows.
const SPARE_PX: f64 = 24.0;

/// The first of some steps, each with less in it than the one before, that fits; where none does,
/// the last. The first is tried first, the others by halves. `None` where there is no step.
pub(super) fn first<T>(steps: usize, mut make: impl FnMut(usize) -> (T, bool)) -> Option<T> {
    if steps == 0 {
        return None;
    }
    let (whole, fits) = make(0);
    if fits || steps == 1 {
        return Some(whole);
    }
    let (mut too_much, mut enough) = (0, steps - 1);
    let mut found = None;
    while too_much + 1 < enough {
        let step = usize::midpoint(too_much, enough);
        let (made, fits) = make(step);
        if fits {
            (enough, found) = (step, Some(made));
        } else {
            too_much = step;
        }
    }
    found.or_else(|| Some(make(steps - 1).0))
}

/// The first drawing that fits the page of all that the steps make; the last where none does.
pub(super) fn first_fitting<T: Copy>(
    options: &DrawOptions,
    steps: impl IntoIterator<Item = T>,
    draw: impl Fn(T) -> Scene,
) -> Option<Scene> {
    let page = options.medium.height_px().unwrap_or(f64::INFINITY);
    let steps: Vec<T> = steps.into_iter().collect();
    first(steps.len(), |step| {
        let scene = draw(steps[step]);
        let fits = scene.height_px <= page;
        (scene, fits)
    })
}

/// For forms that reckon with a height and estimate what they cannot know: they are told of less
/// while they are too high.
pub(super) fn shrunk(options: &DrawOptions, draw: impl Fn(Room) -> Scene) -> Scene {
    let Some(page) = options.medium.height_px() else {
        return draw(None);
    };
    searched(page, &draw).1
}

/// The same; and of more, once, where room was left.
pub(super) fn filled(options: &DrawOptions, draw: impl Fn(Room) -> Scene) -> Scene {
    let Some(page) = options.medium.height_px() else {
        return draw(None);
    };
    let (room, mut best) = searched(page, &draw);
    let mut more = page - best.height_px;
    for _ in 0..3 {
        if more <= SPARE_PX {
            break;
        }
        let scene = draw(Some(room + more));
        if scene.height_px <= page {
            if scene.height_px > best.height_px {
                best = scene;
            }
            break;
        }
        more /= 2.0;
    }
    best
}

fn searched(page: f64, draw: impl Fn(Room) -> Scene) -> (f64, Scene) {
    let mut room = page;
    let mut best = draw(Some(room));
    let mut best_room = room;
    let mut over = best.height_px - page;
    let mut least = 6.0;
    for _ in 1..TRIES {
        if over <= 0.0 || room <= 0.0 {
            break;
        }
        room -= over.max(least);
        // Rows are dropped whole: a step that was too small for one is followed by a larger one.
        least *= 1.5;
        let scene = draw(Some(room));
        over = scene.height_px - page;
        if scene.height_px < best.height_px {
            (best, best_room) = (scene, room);
        }
    }
    (best_room, best)
}

/// Says that a picture is higher than its page, and what helps.
pub(super) fn warn_if_higher(scene: &mut Scene, options: &DrawOptions) {
    let Some(page) = options.medium.height_px() else {
        return;
    };
    if scene.height_px > page {
        let language: Language = options.language;
        let percent = ((scene.height_px / page - 1.0) * 100.0).ceil();
        scene.notes.push(language.fill(
            "The picture is {n} % higher than the page: a larger one (--for), fewer entries (--top), or the form \u{2018}bars\u{2019} may fit.",
            &[("n", &percent)],
        ));
    }
}
