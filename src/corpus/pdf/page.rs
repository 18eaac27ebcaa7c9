//! The text of a page: its letters in the order in which they are drawn, as pieces of lines.

use std::panic;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

/// A piece of a line as it was drawn. Lengths are in points (1/72 of an inch), from the left and the top of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// What its letters stand on.
    pub base: f64,
    /// Of its letters.
    pub size: f64,
}

/// What was read of a page.
#[derive(Debug, Default)]
pub struct Drawn {
    pub pieces: Vec<Piece>,
    /// Letters, and those of them of which the font does not say what they are.
    pub letters: usize,
    pub unknown: usize,
}

/// Payload of the panic that ends a file which draws more than its patience allows.
pub struct TooMuch;

/// Steps that a file may still draw. Forms are drawn in each other again and again, so that a short file can draw without end.
pub struct Patience(pub u64);

impl Patience {
    fn step(&mut self) {
        match self.0.checked_sub(1) {
            Some(left) => self.0 = left,
            // The library cannot be told to stop.
            None => panic::resume_unwind(Box::new(TooMuch)),
        }
    }
}

/// Reads a page. Panics where the library does, and with [`TooMuch`].
pub fn read<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, patience: &mut Patience) -> Drawn {
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, width.into(), height.into());
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, area, cache, page.xref(), settings);
    let mut reader = Reader {
        patience,
        shown: Layer::default(),
        hidden: Layer::default(),
    };
    interpret_page(page, &mut context, &mut reader);
    // A scanned page has its text behind the picture, not to be seen. What is hidden on other pages is no part of them.
    let layer = match reader.shown.drawn.letters > reader.hidden.drawn.letters / 10 {
        true => reader.shown,
        false => reader.hidden,
    };
    layer.finished()
}

struct Reader<'p> {
    patience: &'p mut Patience,
    shown: Layer,
    hidden: Layer,
}

/// Text that is seen, or that is not.
#[derive(Default)]
struct Layer {
    drawn: Drawn,
    open: Option<Piece>,
}

/// A letter, where it stands and how wide and large it is.
struct Letter<'l> {
    text: &'l str,
    at: Point,
    width: f64,
    size: f64,
}

/// Of letters, in which their outlines are told: 1000 make the size of the font.
const UNITS: f64 = 1000.0;

/// Gaps in sizes of the letters: from which one parts words, and from which it parts columns.
const WORDS: f64 = 0.17;
const COLUMNS: f64 = 1.3;

impl Layer {
    fn push(&mut self, letter: &Letter<'_>) {
        self.drawn.letters += 1;
        if letter.text == "\u{fffd}" {
            self.drawn.unknown += 1;
        }
        if let Some(piece) = &mut self.open
            && goes_on(piece, letter)
        {
            let gap = letter.at.x - piece.right;
            let blank = letter.text.starts_with(char::is_whitespace) || piece.text.ends_with(char::is_whitespace);
            // The same letter at nearly the same place is drawn twice to look bold.
            if gap < -0.7 * letter.width && piece.text.ends_with(letter.text) && !blank {
                return;
            }
            if gap > WORDS * letter.size.min(piece.size) && !blank {
                piece.text.push(' ');
            }
            piece.text.push_str(letter.text);
            piece.right = piece.right.max(letter.at.x + letter.width);
            return;
        }
        let new = Piece {
            text: letter.text.to_owned(),
            left: letter.at.x,
            right: letter.at.x + letter.width,
            base: letter.at.y,
            size: letter.size,
        };
        self.close(Some(new));
    }

    fn close(&mut self, next: Option<Piece>) {
        let done = std::mem::replace(&mut self.open, next);
        self.drawn
            .pieces
            .extend(done.filter(|piece| !piece.text.trim().is_empty()));
    }

    fn finished(mut self) -> Drawn {
        self.close(None);
        self.drawn
    }
}

/// Whether a letter stands on the line of a piece, right behind it. Raised and lowered ones are smaller.
fn goes_on(piece: &Piece, letter: &Letter<'_>) -> bool {
    let size = piece.size.max(letter.size);
    let gap = letter.at.x - piece.right;
    let drop = (letter.at.y - piece.base).abs();
    drop < 0.4 * size
        && gap > -0.9 * size
        && gap < COLUMNS * size
        && letter.size > 0.4 * size
        && piece.size > 0.4 * size
}

/// The letters of a ligature, which fonts draw in one.
fn joined(text: &str) -> &str {
    match text {
        "\u{fb00}" => "ff",
        "\u{fb01}" => "fi",
        "\u{fb02}" => "fl",
        "\u{fb03}" => "ffi",
        "\u{fb04}" => "ffl",
        "\u{fb05}" | "\u{fb06}" => "st",
        text => text,
    }
}

impl Device<'_> for Reader<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let layer = match mode {
            DrawMode::Invisible => &mut self.hidden,
            _ => &mut self.shown,
        };
        for glyph in run.glyphs() {
            self.patience.step();
            let place: Affine = props.transform * glyph.transform();
            let [along, up, skew, tall, ..] = place.as_coeffs();
            // Text that stands upright beside the article or across it: names of photographers, watermarks.
            if !along.is_finite() || !tall.is_finite() || up.abs() > along.abs() * 0.2 || along <= 0.0 {
                continue;
            }
            let width = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let size = skew.hypot(tall) * UNITS;
            let unicode = glyph.as_unicode();
            let mut buffer = [0; 4];
            let text = match &unicode {
                Some(BfString::Char(letter)) => &*letter.encode_utf8(&mut buffer),
                Some(BfString::String(letters)) => letters.as_str(),
                None => "\u{fffd}",
            };
            layer.push(&Letter {
                text: joined(text),
                at: place * Point::ZERO,
                width: width.map_or(0.5 * size, |width| f64::from(width) * along),
                size,
            });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.patience.step();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.patience.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.patience.step();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.patience.step();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
