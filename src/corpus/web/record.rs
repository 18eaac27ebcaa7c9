//! The records of WARC and ARC files, one after the other.

use std::io::{self, BufRead, Read};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// What a server answered, with the head of HTTP.
    Response,
    /// A page as it is, without one.
    Resource,
    /// The text of a page (WET).
    Text,
    Other,
}

/// The head of a record.
#[derive(Clone, Debug)]
pub struct Record {
    pub kind: RecordKind,
    /// Its own id, or for ARC its address and day.
    pub id: String,
    pub url: String,
    /// When it was captured, in a form that sorts.
    pub date: String,
    pub content_type: String,
    pub language: Option<String>,
    /// Bytes of its content.
    pub length: u64,
}

impl Record {
    /// What it is where it is no article.
    pub fn left_as(&self) -> &'static str {
        match self.kind {
            RecordKind::Other => "record of a crawl",
            _ => "page or file without article",
        }
    }

    /// Whether it may hold the page of an article, as far as its head says.
    pub fn is_page(&self) -> bool {
        let address = self.url.starts_with("http://") || self.url.starts_with("https://");
        let robots = self.url.ends_with("/robots.txt") || self.url.ends_with("/favicon.ico");
        let kind = match self.kind {
            RecordKind::Response => true,
            RecordKind::Resource => self.content_type.contains("html"),
            RecordKind::Text => true,
            RecordKind::Other => false,
        };
        address && kind && !robots
    }
}

/// Bytes of a line of a head.
const LONGEST_LINE: u64 = 1 << 16;
/// Lines of a head.
const MOST_LINES: usize = 200;

pub struct Records<R> {
    reader: R,
    /// Bytes of the record at hand that were not read yet.
    left: u64,
    arc: bool,
    started: bool,
}

impl<R: BufRead> Records<R> {
    pub fn new(reader: R) -> Records<R> {
        Records {
            reader,
            left: 0,
            arc: false,
            started: false,
        }
    }

    /// The head of the next record.
    pub fn next(&mut self) -> io::Result<Option<Record>> {
        self.skip()?;
        loop {
            let Some(line) = self.line()? else {
                return Ok(None);
            };
            if line.trim().is_empty() {
                continue;
            }
            if !self.started {
                self.started = true;
                self.arc = line.starts_with("filedesc://");
            }
            let record = match self.arc {
                true => arc_record(&line)?,
                false if line.starts_with("WARC/") => self.warc_record()?,
                false => {
                    return Err(io::Error::other(
                        "the records of the web archive cannot be told apart any more",
                    ));
                }
            };
            self.left = record.length;
            return Ok(Some(record));
        }
    }

    /// The content of the record at hand.
    pub fn content(&mut self) -> impl Read + '_ {
        Content(self)
    }

    /// Passes over what was not read of the record at hand.
    pub fn skip(&mut self) -> io::Result<()> {
        while self.left > 0 {
            let available = self.reader.fill_buf()?.len();
            if available == 0 {
                // The file was cut.
                self.left = 0;
                break;
            }
            let count = (available as u64).min(self.left);
            self.reader.consume(usize::try_from(count).unwrap_or(available));
            self.left -= count;
        }
        Ok(())
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        (&mut self.reader).take(LONGEST_LINE).read_until(b'\n', &mut bytes)?;
        Ok((!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).trim_end().to_owned()))
    }

    fn warc_record(&mut self) -> io::Result<Record> {
        let mut record = Record {
            kind: RecordKind::Other,
            id: String::new(),
            url: String::new(),
            date: String::new(),
            content_type: String::new(),
            language: None,
            length: 0,
        };
        for _ in 0..MOST_LINES {
            let Some(line) = self.line()?.filter(|line| !line.is_empty()) else {
                return Ok(record);
            };
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => {
                    record.kind = match value {
                        "response" => RecordKind::Response,
                        "resource" => RecordKind::Resource,
                        "conversion" => RecordKind::Text,
                        _ => RecordKind::Other,
                    }
                }
                "warc-record-id" => record.id = value.trim_matches(['<', '>']).to_owned(),
                "warc-target-uri" => record.url = value.trim_matches(['<', '>']).to_owned(),
                "warc-date" => record.date = value.to_owned(),
                "content-type" => record.content_type = value.to_ascii_lowercase(),
                "warc-identified-content-language" => record.language = value.split(',').next().map(str::to_owned),
                "content-length" => {
                    record.length = value
                        .parse()
                        .map_err(|_| io::Error::other("a record of the web archive has no length"))?;
                }
                _ => {}
            }
        }
        Err(io::Error::other("a record of the web archive has a head without end"))
    }
}

/// `http://kabar.id/ 10.0.0.1 20140216050221 text/html 1591`
fn arc_record(line: &str) -> io::Result<Record> {
    let words: Vec<&str> = line.split(' ').collect();
    let broken = || io::Error::other("the records of the web archive cannot be told apart any more");
    let [url, .., length] = words[..] else {
        return Err(broken());
    };
    let length = length.parse().map_err(|_| broken())?;
    let date = words.get(2).copied().unwrap_or_default();
    let content_type = words.get(3).copied().unwrap_or_default();
    Ok(Record {
        kind: if url.starts_with("http") {
            RecordKind::Response
        } else {
            RecordKind::Other
        },
        id: format!("{date}/{url}"),
        url: url.to_owned(),
        date: date.to_owned(),
        content_type: content_type.to_ascii_lowercase(),
        language: None,
        length,
    })
}

struct Content<'r, R>(&'r mut Records<R>);

impl<R: BufRead> Read for Content<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.0.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.0.reader.read(&mut buffer[..most])?;
        // A file that was cut ends its last record.
        self.0.left = if count == 0 { 0 } else { self.0.left - count as u64 };
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (Vec<String>, bool) {
        let mut records = Records::new(bytes);
        let mut seen = Vec::new();
        loop {
            match records.next() {
                Ok(Some(record)) => {
                    let mut content = String::new();
                    let _ = records.content().read_to_string(&mut content);
                    seen.push(format!("{:?} {} {content}", record.kind, record.url));
                }
                Ok(None) => return (seen, true),
                Err(_) => return (seen, false),
            }
        }
    }

    #[test]
    fn records_of_both_forms() {
        let warc = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.id/>\r\nContent-Length: 5\r\n\r\nsatu.\r\n\r\nWARC/1.0\r\nWARC-Type: request\r\nContent-Length: 999\r\n\r\ndua";
        assert_eq!(read(warc).0, ["Response http://a.id/ satu.", "Other  dua"]);
        let arc = b"filedesc://a.arc 0.0.0.0 2014 text/plain 4\n1 0\n\nhttp://a.id/ 1.2.3.4 20140216050221 text/html 4\nsatu\n";
        assert_eq!(
            read(arc).0,
            ["Other filedesc://a.arc 1 0\n", "Response http://a.id/ satu"]
        );
        assert!(!read(b"WARC/1.0\r\nContent-Length: x\r\n\r\n").1);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(text in "(WARC/1.0|\r\n|Content-Length: [0-9]{1,20}|WARC-Type: response|filedesc://|[a-z ]|[0-9]){0,40}") {
            let _ = read(text.as_bytes());
        }
    }
}
