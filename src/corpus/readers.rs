//! The table of readers: a row for each format that is read. The special stand before the general.

use super::dump::{parquet, sheet, table};
use super::format::Fit::{Certain, No, Possible};
use super::format::{Fit, Format, Treatment};
use super::head::Head;
use super::{
    bundle, decode, exports, hocr, html, json, lines, mail, markdown, news_json, office, sgml, text, web, wire, xml,
};

pub static READERS: &[Format] = &[
    Format {
        name: "a zip archive",
        extensions: &["zip", "docx", "odt", "epub", "wacz"],
        look: bundle::look_zip,
        treatment: Treatment::Opened(bundle::read_zip),
    },
    Format {
        name: "a tar archive",
        extensions: &["tar", "tgz"],
        look: bundle::look_tar,
        treatment: Treatment::Opened(bundle::read_tar),
    },
    Format {
        name: "Parquet",
        extensions: &["parquet"],
        look: parquet::look,
        treatment: Treatment::Read(parquet::read),
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "a PDF",
        extensions: &["pdf"],
        look: super::pdf::look,
        treatment: Treatment::Read(super::pdf::read),
    },
    Format {
        name: "RTF",
        extensions: &["rtf"],
        look: office::look_rtf,
        treatment: Treatment::Read(office::read_rtf),
    },
    Format {
        name: "a web archive",
        extensions: &["warc", "arc", "wet"],
        look: web::look,
        treatment: Treatment::Read(web::read),
    },
    Format {
        name: "SGML with several documents",
        extensions: &["sgm", "sgml"],
        look: sgml::look,
        treatment: Treatment::Read(sgml::read),
    },
    Format {
        name: "XML of a feed, an agency or a corpus",
        extensions: &["xml", "rss", "atom", "nitf", "newsml"],
        look: xml::look,
        treatment: Treatment::Read(xml::read),
    },
    Format {
        name: "an export of a press database in HTML",
        extensions: &["html", "htm"],
        look: exports::look_page,
        treatment: Treatment::Read(exports::read_page),
    },
    Format {
        name: "an export of a press database",
        extensions: &["txt", "ris"],
        look: exports::look_text,
        treatment: Treatment::Read(exports::read_text),
    },
    Format {
        name: "an item of a wire (IPTC 7901)",
        extensions: &["txt", "iptc"],
        look: wire::look,
        treatment: Treatment::Read(wire::read),
    },
    Format {
        name: "a scanned page (hOCR)",
        extensions: &["hocr"],
        look: hocr::look,
        treatment: Treatment::Read(hocr::read),
    },
    Format {
        name: "a mailbox",
        extensions: &["mbox"],
        look: mail::look_mailbox,
        treatment: Treatment::Read(mail::read_mailbox),
    },
    Format {
        name: "a web page in mail form (MHTML)",
        extensions: &["mht", "mhtml"],
        look: mail::look_page,
        treatment: Treatment::Read(mail::read_page),
    },
    Format {
        name: "a mail",
        extensions: &["eml"],
        look: mail::look_mail,
        treatment: Treatment::Read(mail::read_mail),
    },
    Format {
        name: "Markdown",
        extensions: &["md", "markdown", "mdown", "mkd"],
        look: markdown::look,
        treatment: Treatment::Read(markdown::read),
    },
    Format {
        name: "news in JSON",
        extensions: &["json"],
        look: news_json::look,
        treatment: Treatment::Read(news_json::read),
    },
    Format {
        name: "a web page",
        extensions: &["html", "htm", "xhtml", "shtml", "asp", "aspx", "php", "jsp"],
        look: is_page,
        treatment: Treatment::Read(html::read),
    },
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson", "jl", "json"],
        look: is_json_lines,
        treatment: Treatment::Read(lines::read),
    },
    Format {
        name: "JSON",
        extensions: &["json"],
        look: is_json,
        treatment: Treatment::Read(json::read),
    },
    Format {
        name: "a spreadsheet",
        extensions: &["xlsx", "xlsm", "xlsb", "ods"],
        look: sheet::look,
        treatment: Treatment::Read(sheet::read),
    },
    Format {
        name: "a table",
        extensions: &["csv", "tsv", "tab", "psv"],
        look: is_table,
        treatment: Treatment::Read(table::read),
    },
    Format {
        name: "plain text",
        extensions: &["txt", "text"],
        look: is_text,
        treatment: Treatment::Read(text::read),
    },
];

fn is_page(head: &Head) -> Fit {
    let start: String = head.text.chars().take(400).collect::<String>().to_ascii_lowercase();
    let opens = ["<!doctype html", "<html", "<head", "<?xml", "<!--"];
    if opens.iter().any(|tag| start.starts_with(tag)) && start.contains("htm") {
        return Certain;
    }
    // A page may begin with anything, if its name says that it is one.
    if head.is_named(&["html", "htm", "xhtml", "shtml"]) && !decode::is_binary(head.bytes) {
        return Possible;
    }
    if start.starts_with('<') && head.has("<body") || head.has("<BODY") {
        Possible
    } else {
        No
    }
}

/// The first line is a whole JSON object and another follows; or the name says so.
fn is_json_lines(head: &Head) -> Fit {
    let mut lines = head.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let objects = match (lines.next(), lines.next()) {
        (Some(first), Some(second)) => first.starts_with('{') && second.starts_with('{') && first.ends_with('}'),
        _ => false,
    };
    if objects {
        Certain
    } else if head.is_named(&["jsonl", "ndjson", "jl"]) && !decode::is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}

fn is_json(head: &Head) -> Fit {
    let mut chars = head.text.chars().filter(|c| !c.is_whitespace());
    match (chars.next(), chars.next()) {
        (Some('{'), Some('"')) | (Some('['), Some('{')) => Certain,
        _ if head.is_named(&["json"]) && !decode::is_binary(head.bytes) => Possible,
        _ => No,
    }
}

fn is_table(head: &Head) -> Fit {
    if head.is_named(&["csv", "tsv", "tab", "psv"]) && !decode::is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}

fn is_text(head: &Head) -> Fit {
    let named = head.extension().is_none() || head.is_named(&["txt", "text"]);
    if named && !decode::is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}
