//! Cursors: how far a program has read a list, within one state of the index.

use super::problem::{Kind, Problem};

/// The place behind what was read: opaque to its reader, and checked when it comes back.
pub fn write(snapshot: &str, offset: usize) -> String {
    let sum = xxhash_rust::xxh3::xxh3_64(format!("1 {snapshot} {offset}").as_bytes()) as u32;
    format!("1-{snapshot}-{offset:x}-{sum:08x}")
}

/// How many hits were read before.
///
/// # Errors
/// [`Kind::Parameter`] where it is no cursor, [`Kind::OtherSnapshot`] where it is of another state of the index.
pub fn read(text: &str, snapshot: &str) -> Result<usize, Problem> {
    let wrong = || {
        Problem::new(Kind::Parameter, "cursor: it is not one that was given")
            .with_hint("leave it out to begin at the first hit")
    };
    let mut parts = text.split('-');
    let (Some("1"), Some(of), Some(offset), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    let offset = usize::from_str_radix(offset, 16).map_err(|_| wrong())?;
    if write(of, offset) != text {
        return Err(wrong());
    }
    if of != snapshot {
        return Err(
            Problem::new(Kind::OtherSnapshot, "the index was changed since the cursor was given")
                .with_hint("leave it out to begin at the first hit"),
        );
    }
    Ok(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_given() {
        let cursor = write("5f3c9a1e0b7d2244", 1000);
        assert_eq!(read(&cursor, "5f3c9a1e0b7d2244").ok(), Some(1000));
        let other = read(&cursor, "0000000000000000").expect_err("it is of another");
        assert_eq!(other.kind, Kind::OtherSnapshot);
        for changed in [
            "",
            "1",
            "x",
            &cursor[1..],
            &cursor.replace("3e8", "3e9"),
            &format!("{cursor}-1"),
        ] {
            let wrong = read(changed, "5f3c9a1e0b7d2244").expect_err("it is none");
            assert_eq!(wrong.kind, Kind::Parameter, "{changed}");
        }
    }
}
