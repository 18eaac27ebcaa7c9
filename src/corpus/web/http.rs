//! The answer of a server: its head, and its body without the packing that it was sent in.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::Encoding;

/// The content of a page.
pub struct Body<'b> {
    pub bytes: Cow<'b, [u8]>,
    charset: Option<&'static Encoding>,
}

impl<'b> Body<'b> {
    pub fn plain(bytes: &'b [u8], content_type: &str) -> Body<'b> {
        Body {
            bytes: Cow::Borrowed(bytes),
            charset: charset_of(content_type),
        }
    }

    /// As text: UTF-8 where it validates, else as the server says, else as the page says, which is left to the reader of pages.
    pub fn text(&self) -> Cow<'_, str> {
        match (std::str::from_utf8(&self.bytes), self.charset) {
            (Ok(text), _) => Cow::Borrowed(text),
            (Err(_), Some(charset)) => charset.decode(&self.bytes).0,
            (Err(_), None) => Cow::Owned(crate::corpus::html::text_of_page(&self.bytes)),
        }
    }
}

/// Bytes of a head.
const LONGEST_HEAD: usize = 1 << 18;
/// Bytes that a packed body may unpack to.
const LARGEST: u64 = 50_000_000;

/// The body of an answer that is a page and came whole; `None` for all else.
pub fn body(answer: &[u8]) -> Option<Body<'_>> {
    let head_end = memchr::memmem::find(&answer[..answer.len().min(LONGEST_HEAD)], b"\r\n\r\n")
        .map(|at| (at, at + 4))
        .or_else(|| memchr::memmem::find(&answer[..answer.len().min(LONGEST_HEAD)], b"\n\n").map(|at| (at, at + 2)))?;
    let head = String::from_utf8_lossy(&answer[..head_end.0]);
    let body = &answer[head_end.1..];
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?;
    if status != "200" && status != "203" {
        return None;
    }
    let (mut content_type, mut encoding, mut chunked) = (String::new(), String::new(), false);
    for line in lines {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => content_type = value,
            "content-encoding" => encoding = value,
            "transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    if !(content_type.contains("html") || content_type.is_empty() && looks_like_page(body)) {
        return None;
    }
    // Many archives keep the head as it was and the body without its chunks.
    let body = match chunked.then(|| without_chunks(body)).flatten() {
        Some(whole) => Cow::Owned(whole),
        None => Cow::Borrowed(body),
    };
    let bytes = match unpacked(&body, &encoding) {
        Some(bytes) => Cow::Owned(bytes),
        None if matches!(encoding.as_str(), "br" | "zstd") && std::str::from_utf8(&body).is_err() => return None,
        None => body,
    };
    Some(Body {
        bytes,
        charset: charset_of(&content_type),
    })
}

fn looks_like_page(body: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&body[..body.len().min(512)]).to_ascii_lowercase();
    head.contains("<html") || head.contains("<!doctype html")
}

fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let label = content_type.split("charset=").nth(1)?;
    let label = label.trim_start_matches(['"', '\'']);
    let end = label
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))
        .unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// The chunks of a body put together; `None` where there are none.
fn without_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(100)])?;
        let line = std::str::from_utf8(&rest[..end]).ok()?.trim();
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        // A body that was cut ends in the middle of a chunk.
        let Some(chunk) = rest.get(..size) else {
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        rest = rest[size..]
            .strip_prefix(b"\r\n")
            .or(rest[size..].strip_prefix(b"\n"))?;
    }
}

fn unpacked(body: &[u8], encoding: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = |reader: &mut dyn Read, out: &mut Vec<u8>| {
        reader.take(LARGEST).read_to_end(out).map(|_| ()).is_ok() || !out.is_empty()
    };
    let done = if body.starts_with(&[0x1f, 0x8b]) {
        read(&mut flate2::read::MultiGzDecoder::new(body), &mut out)
    } else if encoding == "deflate" {
        read(&mut flate2::read::ZlibDecoder::new(body), &mut out)
    } else if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        zstd::Decoder::new(body).is_ok_and(|mut decoder| read(&mut decoder, &mut out))
    } else if encoding == "br" && !looks_like_page(body) {
        // Packed text has no mark to know it by; many archives keep the head as it was and the body unpacked.
        read(&mut brotli::Decompressor::new(body, 1 << 16), &mut out)
    } else {
        false
    };
    done.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(answer: &str) -> Option<String> {
        body(answer.as_bytes()).map(|body| body.text().into_owned())
    }

    #[test]
    fn only_pages_that_came_whole() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ya</p>";
        assert_eq!(text(page).as_deref(), Some("<p>Ya</p>"));
        assert_eq!(text(&page.replace("200 OK", "301 Moved")), None);
        assert_eq!(text(&page.replace("text/html", "image/png")), None);
        assert_eq!(text("tanpa kepala"), None);
    }

    #[test]
    fn chunks_are_put_together_where_there_are_any() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(
            text(&format!("{head}4\r\nsatu\r\n3;x\r\ndua\r\n0\r\n\r\n")).as_deref(),
            Some("satudua")
        );
        assert_eq!(text(&format!("{head}<p>utuh</p>")).as_deref(), Some("<p>utuh</p>"));
        assert_eq!(text(&format!("{head}ff\r\npotong")).as_deref(), Some("potong"));
    }
}
