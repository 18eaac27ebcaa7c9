//! Words in one sentence or paragraph: the index finds the documents that have them all, and positions tell whether they stand
//! together there.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score};

use super::checked::{Check, Checked};
use super::explained::explain_score;
use super::family::Family;
use super::occurrences::{Occurrence, Occurrences, STEPS};
use crate::deadline::{Deadline, Watch};
use crate::index::analyzer::{PARAGRAPH, SENTENCE};
use crate::index::schema::Columns;
use crate::query::condition::{Condition, Pattern, Place, Unit};

/// Those of the candidates that have a sentence or a paragraph, the title being one, of which a condition holds.
#[derive(Debug)]
pub struct TogetherQuery {
    candidates: Box<dyn Query>,
    test: Arc<Test>,
}

/// What is tested, the same in each segment.
#[derive(Debug)]
struct Test {
    title: Field,
    body: Field,
    unit: Unit,
    check: UnitPart,
    leaves: Vec<(Place, Pattern)>,
    /// What the check looks at beside words: most ask for one unit and for no statement.
    asks: Asks,
    until: Deadline,
}

#[derive(Clone, Copy, Debug)]
struct Asks {
    sentences: bool,
    paragraphs: bool,
    statements: bool,
}

/// A condition, as is asked of one sentence or paragraph.
#[derive(Debug)]
enum UnitPart {
    All,
    Nothing,
    /// A place in the list of leaves.
    Leaf(usize),
    And(Vec<UnitPart>),
    Or(Vec<UnitPart>),
    Not(Box<UnitPart>),
    Within(Unit, Box<UnitPart>),
    /// A statement that has a part in the stretch.
    Statement(Box<UnitPart>),
    /// The article as a whole.
    Article(Box<UnitPart>),
}

impl UnitPart {
    /// Text conditions have no other parts: others are refused where a query is resolved.
    fn new(condition: &Condition, leaves: &mut Vec<(Place, Pattern)>) -> UnitPart {
        let mut checks = |parts: &[Condition]| parts.iter().map(|part| UnitPart::new(part, leaves)).collect();
        match condition {
            Condition::Text { place, pattern } => {
                leaves.push((*place, pattern.clone()));
                UnitPart::Leaf(leaves.len() - 1)
            }
            Condition::And(parts) => UnitPart::And(checks(parts)),
            Condition::Or(parts) => UnitPart::Or(checks(parts)),
            Condition::Not(inner) => UnitPart::Not(Box::new(UnitPart::new(inner, leaves))),
            Condition::Boost(inner, _) => UnitPart::new(inner, leaves),
            Condition::Within(unit, inner) => UnitPart::Within(*unit, Box::new(UnitPart::new(inner, leaves))),
            Condition::Statement(inner) => UnitPart::Statement(Box::new(UnitPart::new(inner, leaves))),
            Condition::OfArticle(inner) => UnitPart::Article(Box::new(UnitPart::new(inner, leaves))),
            Condition::All => UnitPart::All,
            _ => UnitPart::Nothing,
        }
    }

    /// Whether it is or has a part that is wanted.
    fn has(&self, is_wanted: &dyn Fn(&UnitPart) -> bool) -> bool {
        is_wanted(self)
            || match self {
                UnitPart::And(parts) | UnitPart::Or(parts) => parts.iter().any(|part| part.has(is_wanted)),
                UnitPart::Not(inner)
                | UnitPart::Within(_, inner)
                | UnitPart::Statement(inner)
                | UnitPart::Article(inner) => inner.has(is_wanted),
                UnitPart::All | UnitPart::Nothing | UnitPart::Leaf(_) => false,
            }
    }

    /// A leaf that must stand in the stretch itself for it to hold.
    fn driver(&self) -> Option<usize> {
        match self {
            UnitPart::Leaf(leaf) => Some(*leaf),
            UnitPart::And(parts) => parts.iter().find_map(UnitPart::driver),
            UnitPart::Within(_, inner) => inner.driver(),
            _ => None,
        }
    }
}

impl TogetherQuery {
    pub fn new(
        candidates: Box<dyn Query>,
        columns: &Columns,
        unit: Unit,
        inner: &Condition,
        until: &Deadline,
    ) -> TogetherQuery {
        let mut leaves = Vec::new();
        let check = UnitPart::new(inner, &mut leaves);
        let (title, body) = (columns.title, columns.body);
        let asks_unit = |wanted: Unit| {
            unit == wanted || check.has(&|part| matches!(part, UnitPart::Within(unit, _) if *unit == wanted))
        };
        let asks = Asks {
            sentences: asks_unit(Unit::Sentence),
            paragraphs: asks_unit(Unit::Paragraph),
            statements: check.has(&|part| matches!(part, UnitPart::Statement(_))),
        };
        TogetherQuery {
            candidates,
            test: Arc::new(Test {
                title,
                body,
                unit,
                check,
                leaves,
                asks,
                until: until.clone(),
            }),
        }
    }
}

impl Clone for TogetherQuery {
    fn clone(&self) -> TogetherQuery {
        TogetherQuery {
            candidates: self.candidates.box_clone(),
            test: self.test.clone(),
        }
    }
}

impl Query for TogetherQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(TogetherWeight {
            candidates: self.candidates.weight(scoring)?,
            test: self.test.clone(),
        }))
    }
}

struct TogetherWeight {
    candidates: Box<dyn Weight>,
    test: Arc<Test>,
}

impl Weight for TogetherWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let together = Together {
            positions: Positions::open(reader, &self.test)?,
            test: self.test.clone(),
            watch: self.test.until.every(STEPS),
        };
        Ok(Box::new(Checked::new(self.candidates.scorer(reader, boost)?, together)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the words stand together")
    }
}

/// The positions in the document at hand.
struct Positions {
    titles: Option<FieldNormReader>,
    leaves: Vec<Leaf>,
    sentences: Starts,
    paragraphs: Starts,
    family: Family,
    /// The words of the statements.
    statements: Vec<(u32, u32)>,
}

struct Leaf {
    in_title: Option<Occurrences>,
    in_body: Option<Occurrences>,
    title: Vec<Occurrence>,
    body: Vec<Occurrence>,
}

/// Where the sentences or the paragraphs of the document at hand begin.
struct Starts {
    marks: Occurrences,
    found: Vec<Occurrence>,
}

impl Starts {
    fn open(reader: &SegmentReader, body: Field, mark: char) -> tantivy::Result<Starts> {
        let pattern = Pattern::Word {
            word: mark.to_string(),
            forms: false,
        };
        Ok(Starts {
            marks: Occurrences::open(reader, body, &pattern)?,
            found: Vec::new(),
        })
    }

    /// The stretch of words of the unit with this number.
    fn unit(&self, i: usize) -> Area {
        let start = self.found[i].start;
        let end = self.found.get(i + 1).map_or(u32::MAX, |next| next.start);
        Area::Body { start, end }
    }

    /// The units of a stretch of words; of those that reach beyond it, the part inside.
    fn inside(&self, start: u32, end: u32) -> impl Iterator<Item = Area> + '_ {
        let units = self.found.get(self.of(start)..).unwrap_or_default();
        units
            .iter()
            .enumerate()
            .take_while(move |(_, unit)| unit.start < end)
            .map(move |(i, unit)| {
                let next = units.get(i + 1).map_or(u32::MAX, |next| next.start);
                Area::Body {
                    start: unit.start.max(start),
                    end: next.min(end),
                }
            })
    }

    /// The number of the unit that a word is in.
    fn of(&self, word: u32) -> usize {
        self.found.partition_point(|unit| unit.start <= word).saturating_sub(1)
    }
}

/// All words of the body.
const EVERY: Area = Area::Body {
    start: 0,
    end: u32::MAX,
};

/// The words that are looked at.
#[derive(Clone, Copy)]
enum Area {
    Whole,
    Title,
    Body { start: u32, end: u32 },
}

impl Positions {
    fn open(reader: &SegmentReader, test: &Test) -> tantivy::Result<Positions> {
        let mut leaves = Vec::with_capacity(test.leaves.len());
        for (place, pattern) in &test.leaves {
            let open = |wanted: bool, field| wanted.then(|| Occurrences::open(reader, field, pattern)).transpose();
            leaves.push(Leaf {
                in_title: open(matches!(place, Place::Title | Place::Anywhere), test.title)?,
                in_body: open(*place != Place::Title, test.body)?,
                title: Vec::new(),
                body: Vec::new(),
            });
        }
        Ok(Positions {
            titles: reader.fieldnorms_readers().get_field(test.title)?,
            leaves,
            sentences: Starts::open(reader, test.body, SENTENCE)?,
            paragraphs: Starts::open(reader, test.body, PARAGRAPH)?,
            family: Family::open(reader)?,
            statements: Vec::new(),
        })
    }

    fn starts(&self, unit: Unit) -> &Starts {
        match unit {
            Unit::Sentence => &self.sentences,
            Unit::Paragraph => &self.paragraphs,
        }
    }

    fn holds(&mut self, test: &Test, doc: DocId) -> bool {
        for leaf in &mut self.leaves {
            if let Some(title) = &mut leaf.in_title {
                title.find(doc, &mut leaf.title);
            }
            if let Some(body) = &mut leaf.in_body {
                body.find(doc, &mut leaf.body);
            }
        }
        let has_title = self.titles.as_ref().is_some_and(|titles| titles.fieldnorm(doc) > 0);
        if has_title && self.check(&test.check, Area::Title) {
            return true;
        }
        for (starts, asked) in [
            (&mut self.sentences, test.asks.sentences),
            (&mut self.paragraphs, test.asks.paragraphs),
        ] {
            if asked {
                starts.marks.find(doc, &mut starts.found);
            }
        }
        self.statements.clear();
        if test.asks.statements {
            self.statements.extend(
                self.family
                    .statements(doc)
                    .map(|statement| self.family.words(statement)),
            );
        }
        let starts = self.starts(test.unit);
        match test.check.driver() {
            // Only where this one stands.
            Some(leaf) => {
                let mut tried = None;
                self.leaves[leaf].body.iter().any(|occurrence| {
                    let unit = starts.of(occurrence.start);
                    unit < starts.found.len()
                        && tried.replace(unit) != Some(unit)
                        && self.check(&test.check, starts.unit(unit))
                })
            }
            None => (0..starts.found.len()).any(|unit| self.check(&test.check, starts.unit(unit))),
        }
    }

    fn check(&self, check: &UnitPart, area: Area) -> bool {
        match check {
            UnitPart::All => true,
            UnitPart::Nothing => false,
            UnitPart::Leaf(leaf) => {
                let leaf = &self.leaves[*leaf];
                match area {
                    Area::Whole => !leaf.title.is_empty() || !leaf.body.is_empty(),
                    Area::Title => !leaf.title.is_empty(),
                    // Starts and ends both ascend: the first that begins there is the first that ends.
                    Area::Body { start, end } => {
                        let first = leaf.body.partition_point(|occurrence| occurrence.start < start);
                        leaf.body.get(first).is_some_and(|occurrence| occurrence.end <= end)
                    }
                }
            }
            UnitPart::And(parts) => parts.iter().all(|part| self.check(part, area)),
            UnitPart::Or(parts) => parts.iter().any(|part| self.check(part, area)),
            UnitPart::Not(inner) => !self.check(inner, area),
            UnitPart::Within(unit, inner) => match area {
                Area::Whole => [Area::Title, EVERY].into_iter().any(|area| self.check(check, area)),
                Area::Title => self.check(inner, area),
                Area::Body { start, end } => self
                    .starts(*unit)
                    .inside(start, end)
                    .any(|area| self.check(inner, area)),
            },
            UnitPart::Statement(inner) => match area {
                Area::Whole => self.check(check, EVERY),
                Area::Title => false,
                Area::Body { start, end } => self.statements.iter().any(|(first, last)| {
                    let overlaps = *first < end && start < *last;
                    let said = Area::Body {
                        start: *first,
                        end: *last,
                    };
                    overlaps && self.check(inner, said)
                }),
            },
            UnitPart::Article(inner) => self.check(inner, Area::Whole),
        }
    }
}

struct Together {
    positions: Positions,
    test: Arc<Test>,
    watch: Watch,
}

impl Check for Together {
    fn keeps(&mut self, doc: DocId) -> bool {
        self.positions.holds(&self.test, doc)
    }

    fn is_over(&mut self) -> bool {
        self.watch.step()
    }

    /// To read positions costs as much as to step over many postings.
    const COST: u64 = 20;
}
