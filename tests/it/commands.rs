//! Commands as a user types them on the sample articles, and all that they print: standard output, standard error and the exit code.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::LazyLock;

use warta::index::{Index, Snapshot};

use crate::program::warta;

/// A folder with a link to the sample articles and an index of them, made once.
static ARCHIVE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a folder");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    std::os::unix::fs::symlink(corpus, dir.path().join("corpus")).expect("a link");
    let output = warta(dir.path(), &["index", "corpus"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    dir
});

/// The folder with the sample articles and their index.
pub fn sample_archive() -> &'static Path {
    ARCHIVE.path()
}

/// The index of the sample articles.
pub fn sample_snapshot() -> Snapshot {
    let index = Index::open(&ARCHIVE.path().join("index")).expect("an index");
    index.snapshot().expect("a commit")
}

/// All that a run shows, with what differs from run to run taken out.
fn shown(folder: &Path, args: &[&str]) -> String {
    let output = warta(folder, args);
    let code = output
        .status
        .code()
        .map_or("killed".to_owned(), |code| code.to_string());
    let mut out = format!("exit {code}\n");
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        if !bytes.is_empty() {
            out.push_str(&format!("--- {name}\n{}", String::from_utf8_lossy(bytes)));
        }
    }
    out
}

/// Compares all that a run shows with its snapshot.
pub fn check(name: &str, folder: &Path, args: &[&str]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    // Where the test runs.
    let here = fs::canonicalize(folder).expect("it is there");
    settings.add_filter(&here.to_string_lossy().replace('.', r"\."), "HERE");
    settings.add_filter(r"\d+ ms", "N ms");
    settings.add_filter(r#""took_ms":\s?\d+"#, r#""took_ms":0"#);
    settings.add_filter(r"in \d+\.\d s(, [\d,]+ articles/s, [\d.]+ MB/s)?", "in N s");
    settings.add_filter(r"rules     \d+-[0-9a-f]{8}", "rules     N-HASH");
    settings.add_filter(r"[\d.]+ kB in \d segments?", "N kB in N segments");
    settings.add_filter(r"(segments?) of [\d.]+ kB", "$1 of N kB");
    settings.add_filter(r"root      .*", "root      PLACE");
    settings.add_filter(r"(?m)^file: /.*/corpus/", "file: PLACE/corpus/");
    settings.add_filter(r"20(2[6-9]|[3-9]\d)-\d\d-\d\dT\d\d:\d\d:\d\dZ", "MOMENT");
    settings.add_filter(r"since \d{4}-\d\d-\d\d \d\d:\d\d", "since TIME");
    settings.bind(|| insta::assert_snapshot!(name, shown(folder, args)));
}

#[test]
fn searching() {
    let folder = ARCHIVE.path();
    check(
        "search_speaker_and_country",
        folder,
        &["search", "--country", "Ukraina", "--speaker", "melnychenko", "kapal"],
    );
    check(
        "search_json",
        folder,
        &[
            "search", "gempa", "--sort", "newest", "--facet", "source", "--format", "json", "--limit", "2",
        ],
    );
    check("search_csv", folder, &["search", "country:TW", "--format", "csv"]);
    check(
        "search_amount",
        folder,
        &["search", "--amount", ">= USD 4 miliar", "--format", "ndjson"],
    );
    check(
        "search_amount_text",
        folder,
        &[
            "search",
            "--amount",
            ">= USD 40 miliar",
            "--sort",
            "oldest",
            "--limit",
            "3",
        ],
    );
    check("search_nothing", folder, &["search", "kuda nil"]);
    check("quotes", folder, &["quotes", "--speaker", "tavakoli"]);
    check(
        "quotes_of_role",
        folder,
        &["quotes", "--role", "wali kota", "--limit", "2"],
    );
    check(
        "speaker_is_no_role",
        folder,
        &["search", "speaker:menteri", "--limit", "1"],
    );
    check("facet", folder, &["facet", "speaker", "country:IR"]);
    check(
        "facet_crossed",
        folder,
        &["facet", "country", "source", "about:ID", "--limit", "3"],
    );
    for format in ["json", "ndjson"] {
        let crossed = [
            "facet", "country", "source", "about:ID", "--limit", "3", "--format", format,
        ];
        check(&format!("facet_crossed_{format}"), folder, &crossed);
    }
    for format in ["text", "json", "csv"] {
        let why = [
            "search",
            "--why",
            "d-70012",
            "bantuan country:TW harga",
            "--format",
            format,
        ];
        check(&format!("why_{format}"), folder, &why);
    }
    check("show", folder, &["show", "d-70012"]);
    check("fields", folder, &["fields"]);
    check("stats", folder, &["stats"]);
    check("check", folder, &["check"]);
}

#[test]
fn a_list_of_hits_has_the_same_form_for_articles_and_quotations() {
    let folder = ARCHIVE.path();
    for command in ["search", "quotes"] {
        let name = |what: &str| format!("list_{command}_{what}");
        let page = ["--limit", "2", "--offset", "1", "--facet", "source:2"];
        let with = |more: &[&'static str]| [&[command, "harga"], more].concat();
        check(&name("page"), folder, &with(&page));
        check(&name("ndjson"), folder, &with(&["--limit", "1", "--format", "ndjson"]));
        check(&name("csv"), folder, &with(&["--limit", "2", "--format", "csv"]));
        check(
            &name("csv_facet"),
            folder,
            &with(&["--facet", "source", "--format", "csv"]),
        );
        check(&name("facet_wrong"), folder, &with(&["--facet", "source:dua"]));
    }
}

#[test]
fn reprints_are_one_hit_where_that_is_asked() {
    let folder = ARCHIVE.path();
    let search = |more: &[&'static str]| [&["search", "gempa rahimzadeh", "--stories"], more].concat();
    check("stories_text", folder, &search(&["--facet", "source"]));
    check("stories_json", folder, &search(&["--format", "json"]));
    check("stories_csv", folder, &search(&["--format", "csv", "--limit", "all"]));
    check(
        "stories_page",
        folder,
        &[
            "search",
            "gempa",
            "--stories",
            "--sort",
            "oldest",
            "--limit",
            "2",
            "--offset",
            "1",
        ],
    );
    check("stories_nothing", folder, &["search", "kuda nil", "--stories"]);
    check(
        "stories_and_compare",
        folder,
        &["search", "--stories", "--compare", "beras", "gempa"],
    );
}

#[test]
fn fields_are_counted_where_the_list_of_fields_says_so() {
    let folder = ARCHIVE.path();
    let page = ["--limit", "4"];
    check("facet_amount", folder, &[&["facet", "jumlah"][..], &page].concat());
    check(
        "facet_role",
        folder,
        &[&["facet", "jabatan", "--quotes"][..], &page].concat(),
    );
    check(
        "facet_author_csv",
        folder,
        &["facet", "author", "--limit", "2", "--format", "csv"],
    );
    check(
        "facet_author_json",
        folder,
        &["facet", "author", "--limit", "2", "--format", "json"],
    );
    check("facet_not_counted", folder, &["search", "--facet", "title"]);
    check("timeline", folder, &["search", "gempa", "--timeline"]);
    let by_month = ["search", "beras", "--from", "2023", "--timeline=bulan"];
    check("timeline_by_month", folder, &by_month);
    let csv = ["search", "harga", "--timeline=year", "--format", "csv"];
    check("timeline_csv", folder, &csv);
    check("timeline_of_speakers", folder, &["search", "--timeline=speaker"]);
}

#[test]
fn records_are_printed_in_every_format() {
    let folder = ARCHIVE.path();
    let files = ["corpus/tribunnews/2022/pelabuhan-odesa.txt", "corpus/daerah/radar.tsv"];
    for format in ["text", "csv"] {
        let args = [&["extract", "--format", format][..], &files].concat();
        check(&format!("extract_{format}"), folder, &args);
    }
    check("extract_explain", folder, &["extract", "--explain", files[0]]);
    let two = "\"Stok kami cukup,\" kata Menteri Budi Santosa.\nGubernur Siti Aminah hadir. \"Harga turun,\" katanya.\n\
               \"Panen raya,\" kata warga.\nSiti tersenyum. \"Semua senang,\" katanya.";
    std::fs::write(folder.join("dua.txt"), two).expect("a file can be written");
    check("extract_explain_weighed", folder, &["extract", "--explain", "dua.txt"]);
    check("show_explain", folder, &["show", "--explain", "d-70012"]);
    check(
        "extract_missing",
        folder,
        &["extract", "--format", "csv", "tidak-ada.txt"],
    );
}

#[test]
fn an_unknown_outlet_gets_the_nearest_names() {
    let folder = ARCHIVE.path();
    check("outlet_option", folder, &["search", "--source", "Kompass"]);
    check("outlet_in_query", folder, &["quotes", "harga source:tmpo"]);
    check("outlet_facet", folder, &["facet", "year", "source:(antara OR detk)"]);
    check(
        "outlet_unlike_any",
        folder,
        &["search", "source:qqq*", "--format", "json"],
    );
}

#[test]
fn older_articles_count_less_where_that_is_asked() {
    let folder = ARCHIVE.path();
    let shown = ["--limit", "3", "--format", "ndjson"];
    for (name, recency) in [("recency", "--recency"), ("recency_of_a_month", "--recency=1m")] {
        check(name, folder, &[&["search", "gempa", recency][..], &shown].concat());
    }
    check("recency_of_no_time", folder, &["search", "gempa", "--recency=lama"]);
    check(
        "recency_by_date",
        folder,
        &["quotes", "gempa", "--recency", "--sort", "newest"],
    );
}

#[test]
fn places_are_called_as_the_question_or_the_hits_call_them() {
    let folder = ARCHIVE.path();
    for (name, args) in [
        (
            "field_in_indonesian",
            &["facet", "kawasan", "--limit", "4", "language:en"][..],
        ),
        (
            "value_in_indonesian",
            &["facet", "region", "language:en country:Inggris"],
        ),
        (
            "value_in_english",
            &["search", "country:Ukraine", "--facet", "country:4", "--limit", "0"],
        ),
        (
            "hits_in_indonesian",
            &["facet", "region", "--limit", "4", "language:id"],
        ),
        ("hits_in_english", &["facet", "country", "--limit", "4", "language:en"]),
        ("crossed", &["facet", "region", "source", "language:id", "--limit", "4"]),
        ("prefix", &["facet", "country", "--prefix", "united"]),
        ("json", &["facet", "region", "--limit", "2", "--format", "json"]),
    ] {
        check(&format!("places_{name}"), folder, args);
    }
}

#[test]
fn two_queries_side_by_side() {
    let folder = ARCHIVE.path();
    for format in ["text", "json", "ndjson", "csv"] {
        let compare = [
            "search",
            "--compare",
            "beras",
            "gempa",
            "--from",
            "2018",
            "--format",
            format,
        ];
        check(&format!("compare_{format}"), folder, &compare);
    }
    check("compare_broken", folder, &["search", "--compare", "beras", "(gempa"]);
    check(
        "compare_nothing",
        folder,
        &["search", "--compare", "kudanil", "jerapah"],
    );
}

#[test]
fn queries_that_cannot_be_meant() {
    let folder = ARCHIVE.path();
    check("query_open_group", folder, &["search", "(((\"a"]);
    check("query_unknown_field", folder, &["search", "negra:Ukraina"]);
    check("query_unknown_country", folder, &["search", "--country", "Ukrania"]);
    check("query_no_amount", folder, &["search", "--amount", "banyak"]);
    check("query_no_date", folder, &["search", "--from", "kemarin dulu"]);
    check("facet_unknown", folder, &["facet", "warna"]);
    check("show_unknown", folder, &["show", "d-1"]);
}

#[test]
fn an_index_in_one_piece() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    check("optimize_nothing", folder, &["optimize"]);
    fs::create_dir(folder.join("arsip")).expect("a folder");
    for day in 1..4 {
        let text = format!("JAKARTA - Harga beras naik {day} kali pekan ini.\n");
        fs::write(folder.join(format!("arsip/{day}.txt")), text).expect("a file");
        let output = warta(folder, &["index", "arsip", "--quiet", "--threads", "1"]);
        assert_eq!(output.status.code(), Some(0));
    }
    check("optimize", folder, &["optimize"]);
    check("optimize_again", folder, &["optimize"]);
    let current = folder.join("index/CURRENT");
    let good = fs::read_to_string(&current).expect("it can be read");
    fs::write(&current, good.replace("\"generation\":1", "\"generation\":3")).expect("it can be written");
    check("check_current", folder, &["check"]);
    fs::write(&current, good).expect("it can be written");
    let list = folder.join("index/g1/meta.json");
    let good = fs::read_to_string(&list).expect("it can be read");
    fs::write(&list, good.replace("\"max_doc\": ", "\"max_doc\": 1")).expect("it can be written");
    check("check_list", folder, &["check"]);
}

#[test]
fn bad_input() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    check("no_index", folder, &["search", "gempa"]);
    check("no_folder", folder, &["index", "tidak-ada"]);
    fs::create_dir(folder.join("arsip")).expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join("arsip").join(name), bytes).expect("a file");
    write(
        "baik.txt",
        b"JAKARTA - Harga beras naik tajam pekan ini di seluruh kota.\n",
    );
    write("kosong.txt", b"");
    write("biner.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0");
    write(
        "putus.json",
        b"[{\"judul\": \"Harga naik\", \"isi\": \"Harga beras naik.\"}, {\"judul\": \"Har",
    );
    write(
        "baris.jsonl",
        b"{\"isi\": \"Harga beras naik lagi.\"}\n{\"isi\": 5\n{\"judul\": \"Tanpa isi\"}\n",
    );
    write("satu.csv", b"nama\nBudi\n");
    write("baris.csv", b"judul,isi\nAda,Harga gula turun.\nTidak ada,\n");
    write("dalam.json", "[".repeat(300).as_bytes());
    write(
        "kosong.html",
        b"<!doctype html><html><head><title>x</title></head><body></body></html>",
    );
    write("foto.jpeg", b"\xff\xd8\xff");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed
        .write_all(&b"JAKARTA - Harga beras naik.\n".repeat(500))
        .expect("memory");
    let packed = packed.finish().expect("memory");
    write("putus.txt.gz", &packed[..packed.len() / 2]);
    check("index_bad_files", folder, &["index", "arsip"]);
    check("index_bad_files_again", folder, &["index", "arsip"]);
    check("stats_files", folder, &["stats", "--files"]);
    fs::write(folder.join("index/CURRENT"), "{\"format\":999,\"generation\":1}").expect("a file");
    check("index_of_another_version", folder, &["search", "beras"]);
}
