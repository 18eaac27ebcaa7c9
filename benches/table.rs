//! A table of figures that can be kept in a file and compared with one that was kept before.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What the options of a measurement say about its table.
#[derive(Debug, Default)]
pub struct Keeping {
    /// `--save FILE`
    pub save: Option<PathBuf>,
    /// `--against FILE`
    pub against: Option<PathBuf>,
}

/// Rows of figures by name.
pub struct Table {
    /// What is measured, with its unit.
    title: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<f64>)>,
}

/// How wide names and figures are printed.
const NAME: usize = 34;
const FIGURE: usize = 12;

impl Table {
    pub fn new(title: &str, columns: &[&str]) -> Table {
        Table {
            title: title.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// A figure that there is none of is [`f64::NAN`].
    pub fn row(&mut self, name: &str, figures: &[f64]) {
        self.rows.push((name.to_owned(), figures.to_vec()));
    }

    /// Prints the table, keeps it where that is wanted, and says how it stands to the one that was kept.
    ///
    /// # Errors
    /// Where a file cannot be written or is no table of these figures.
    pub fn finish(&self, keeping: &Keeping) -> Result<(), Box<dyn std::error::Error>> {
        print!("{}", self.text());
        if let Some(before) = &keeping.against {
            let before = Table::read(before)?;
            println!(
                "\nagainst {}: now / before",
                keeping.against.as_deref().unwrap_or(Path::new("")).display()
            );
            print!("{}", self.ratios(&before).text());
        }
        if let Some(path) = &keeping.save {
            fs::write(path, self.lines()).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut out = format!("{:NAME$}", self.title);
        for column in &self.columns {
            let _ = write!(out, "{column:>FIGURE$}");
        }
        out.push('\n');
        for (name, figures) in &self.rows {
            let _ = write!(out, "{name:NAME$}");
            for figure in figures {
                let _ = match figure.is_nan() {
                    true => write!(out, "{:>FIGURE$}", "-"),
                    false => write!(out, "{figure:>FIGURE$.2}"),
                };
            }
            out.push('\n');
        }
        out
    }

    /// The form in which it is kept: a line a row, tabs between.
    fn lines(&self) -> String {
        let mut out = [&[self.title.clone()][..], &self.columns].concat().join("\t") + "\n";
        for (name, figures) in &self.rows {
            out.push_str(name);
            for figure in figures {
                let _ = write!(out, "\t{figure}");
            }
            out.push('\n');
        }
        out
    }

    fn read(path: &Path) -> Result<Table, Box<dyn std::error::Error>> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut lines = text.lines().map(|line| line.split('\t'));
        let mut head = lines
            .next()
            .ok_or("the table that was kept is empty")?
            .map(str::to_owned);
        let title = head.next().unwrap_or_default();
        let columns = head.collect();
        let mut rows = Vec::new();
        for mut line in lines {
            let name = line.next().unwrap_or_default().to_owned();
            let figures: Result<Vec<f64>, _> = line.map(str::parse).collect();
            rows.push((name, figures.map_err(|error| format!("{}: {error}", path.display()))?));
        }
        Ok(Table { title, columns, rows })
    }

    /// Each figure as a multiple of the same one before; rows and columns that were not there have none.
    fn ratios(&self, before: &Table) -> Table {
        let figure = |name: &str, column: &str| {
            let (_, figures) = before.rows.iter().find(|(known, _)| known == name)?;
            let at = before.columns.iter().position(|known| known == column)?;
            figures.get(at).copied()
        };
        let mut out = Table {
            title: self.title.clone(),
            columns: self.columns.clone(),
            rows: Vec::new(),
        };
        for (name, figures) in &self.rows {
            let ratios = self.columns.iter().zip(figures);
            let ratios = ratios.map(|(column, now)| now / figure(name, column).unwrap_or(f64::NAN));
            out.rows.push((name.clone(), ratios.collect()));
        }
        out
    }
}
