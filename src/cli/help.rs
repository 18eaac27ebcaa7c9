//! What stands below the options in the help of each command, and so in its manual page: examples, formats, exit codes.

/// Below the list of commands.
pub const WHOLE: &str = "\
Examples:
  warta index ~/berita                  index a folder, or bring it up to date
  warta search beras --from 2023        articles
  warta quotes --speaker blinken NATO   statements
  warta facet speaker country:IR        who speaks most
  warta serve                           the same as pages in a browser

The index is --index DIR, else $WARTA_INDEX, else ./index. Results go to standard output, all else to standard error.
`warta fields` lists the fields and the query language; `warta man COMMAND` prints a manual page.

Exit codes: 0 done or found, 1 nothing found, 2 error, 3 done but files were newly rejected (`warta index`).";

/// By the name of the command.
pub const COMMANDS: &[(&str, &str)] = &[
    (
        "index",
        "\
Examples:
  warta index ~/berita ~/unduhan/dump.csv.gz
  warta index                           bring all known folders up to date
  warta index --forget ~/berita-lama    a folder that is gone for good
  curl -s https://example.org/feed.xml | warta index -
  15 6 * * *  warta index -q --index /srv/berita/index        in a crontab

What is rejected is named once, with its reason; later runs only count it, and `warta stats --files` lists it.

Exit codes: 0 all is in, 2 failed, 3 done but some files were newly rejected.",
    ),
    (
        "search",
        "\
Examples:
  warta search 'beras (naik OR turun) -impor' --from 2023-01 --sort newest
  warta search --country Iran --speaker tavakoli --facet source:5
  warta search --added-since 1d          what came in since yesterday
  warta search @beras --new              what is new in a saved search
  warta search '{amount:>=\"USD 1 miliar\" country:IR}'
  warta search gempa --format csv --limit all > gempa.csv
  warta search gempa --timeline=week
  warta search gempa --on http://127.0.0.1:7280/arsip    an archive on Quickwit

Formats: text for people; json one object with hits, facets and remarks; ndjson a hit a line; csv a row a hit.
In JSON, offsets are bytes of UTF-8, the end not included.

Exit codes: 0 found, 1 nothing found, 2 error.",
    ),
    (
        "quotes",
        "\
Examples:
  warta quotes --speaker blinken NATO
  warta quotes --role 'menteri luar negeri' --country Iran --from 2022
  warta quotes inflasi --once            what was printed several times, once
  warta quotes --speaker jokowi --format csv --limit all > jokowi.csv

Formats: text for people; json one object with hits, facets and remarks; ndjson a statement a line; csv a row a statement.
In JSON, `start` and `end` are bytes of UTF-8 in the text of the article, the end not included.

Exit codes: 0 found, 1 nothing found, 2 error.",
    ),
    (
        "facet",
        "\
Examples:
  warta facet speaker country:IR
  warta facet month gempa --limit all
  warta facet country source about:ID    two fields against each other
  warta facet speaker inflasi --quotes --format csv

Formats: text for people; json one object; ndjson a value a line; csv a row a value.

Exit codes: 0 found, 1 nothing found, 2 error.",
    ),
    (
        "people",
        "\
Examples:
  warta people widodo
  warta people why jokowi
  warta people same 'Jokowi' 'Joko Widodo'

Decisions are kept in `people.txt` beside the index, or in the file that --people names, a line each: \
`same: A; B`, `apart: A; B`, `call: A; NAME`, `nobody: A` or `somebody: A`.

Formats: text for people; json one list; ndjson a person a line; csv a row a person.

Exit codes: 0 found, 1 nobody found, 2 error.",
    ),
    (
        "show",
        "\
Examples:
  warta show d-70012
  warta show d-70011 d-70012 --format ndjson
  warta show d-70012 --explain           why each statement is that speaker's
  warta show d-70012 --open

Formats: text for people, with the file that it lies in; json and ndjson the record, one a line; csv a row an article.

Exit codes: 0 found, 1 one of them was not found, 2 error.",
    ),
    (
        "saved",
        "\
Examples:
  echo 'beras: beras (naik OR turun) -impor' >> index/searches.txt
  warta saved
  warta search @beras                    and what is new in it
  warta quotes @beras --new              only what is new
  warta facet source @beras 2024         with more words

Of two searches of one name, the one beside the index counts. When you looked is kept for you alone, in \
`$XDG_STATE_HOME/warta` or `~/.local/state/warta`; what narrows a search, as more words or `--from` do, is no look.

Formats: text for people; json one list; ndjson a search a line; csv a row a search.

Exit codes: 0 done, 1 there are none, 2 error.",
    ),
    (
        "extract",
        "\
Examples:
  warta extract berita.txt | jq .speakers
  warta extract dump.csv --map title=judul_artikel --format csv
  warta extract berita.txt --explain
  curl -s https://example.org/berita.html | warta extract - --format text

Formats: ndjson a record a line; json one list; text for people; csv a row an article.
Offsets are bytes of UTF-8 in `body`, the end not included.

Exit codes: 0 all was read, 2 something was not.",
    ),
    (
        "export",
        "\
Examples:
  warta export --to sqlite -o berita.db          then `datasette berita.db`
  warta export --to sqlite -o iran.db country:IR date:2022..
  warta export --to ftm -o berita.ftm.json       entities for Aleph, a line each
  warta export --to quickwit -o out/ --url http://127.0.0.1:7280

Without a query all articles are written. The file has its name once it is whole; one of that name is replaced.
FollowTheMoney has no place for statements, amounts and how often a country is named: those are left out.
For Quickwit all articles go into a folder, which keeps what was written and sent: the same command again writes what is new or has \
changed, and goes on where it was ended.

Exit codes: 0 found, 1 nothing found, 2 error.",
    ),
    (
        "stats",
        "\
Examples:
  warta stats
  warta stats --files --format csv       every file with what became of it
  warta stats --doubts                   contradictions, and columns not read

Formats: text for people; json; ndjson; csv.

Exit codes: 0 done, 2 error.",
    ),
    (
        "fields",
        "\
Examples:
  warta fields
  warta fields --format json

Exit codes: 0 done.",
    ),
    (
        "check",
        "\
Examples:
  warta check --index /srv/berita/index

Exit codes: 0 the index is whole, 2 it is damaged.",
    ),
    (
        "optimize",
        "\
Examples:
  warta optimize --index /srv/berita/index

Exit codes: 0 done, 2 error.",
    ),
    (
        "serve",
        "\
Examples:
  warta serve
  warta serve --index /srv/berita/index --bind 127.0.0.1:8080

Exit codes: 0 ended with Ctrl-C, 2 error.",
    ),
    (
        "mcp",
        "\
Examples:
  warta mcp --index /srv/berita/index    started by an assistant

Exit codes: 0 ended, 2 error.",
    ),
    (
        "completions",
        "\
Examples:
  warta completions bash > ~/.local/share/bash-completion/completions/warta
  warta completions zsh > ~/.zfunc/_warta
  warta completions fish > ~/.config/fish/completions/warta.fish

Exit codes: 0 done, 2 error.",
    ),
    (
        "man",
        "\
Examples:
  warta man search | man -l -
  warta man --dir ~/.local/share/man/man1

Exit codes: 0 done, 2 error.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_examples_and_exit_codes() {
        let command = crate::cli::command();
        for command in command.get_subcommands() {
            let (_, text) = COMMANDS
                .iter()
                .find(|(name, _)| *name == command.get_name())
                .unwrap_or_else(|| panic!("{}: no help", command.get_name()));
            assert!(
                text.contains("Examples:\n") && text.contains("Exit codes:"),
                "{}",
                command.get_name()
            );
            // A paragraph is one line, which is wrapped to the width of the terminal.
            let broken = text
                .lines()
                .find(|line| line.starts_with(|c: char| c.is_lowercase() || c == '`'));
            assert_eq!(broken, None, "{}", command.get_name());
            // What is set in columns is unreadable once it is wrapped.
            let wide = text
                .lines()
                .find(|line| line.starts_with("  ") && line.chars().count() > 80);
            assert_eq!(wide, None, "{}", command.get_name());
            if command.get_arguments().any(|arg| arg.get_id() == "format") && command.get_name() != "fields" {
                assert!(text.contains("Formats:"), "{}", command.get_name());
            }
        }
    }
}
