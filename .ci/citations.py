"""Reads the citations of all sample articles with the libraries that others use: nothing is lost and nothing runs into its neighbour."""

import json
import sys
import urllib.parse
import urllib.request

import bibtexparser
import rispy

address = sys.argv[1]


def get(path, pairs):
    with urllib.request.urlopen(f"{address}/api/v1/{path}?{urllib.parse.urlencode(pairs)}") as answer:
        return answer.read().decode()


hits = json.loads(get("search", [("limit", 1000)]))["hits"]
titles = {hit["id"]: " ".join(hit["title"].split()) for hit in hits}
assert len(titles) > 50, len(titles)

ids = list(titles)
texts = {style: "" for style in ("bibtex", "ris", "csl")}
csl = []
for start in range(0, len(ids), 100):
    pairs = [("id", id) for id in ids[start : start + 100]]
    for style in ("bibtex", "ris"):
        texts[style] += get("records", pairs + [("format", style)]) + "\n"
    csl += json.loads(get("records", pairs + [("format", "csl")]))


def plain(text):
    """A title as BibTeX writes it, without its braces and commands."""
    for command, sign in (("textbraceleft ", "\0"), ("textbraceright ", "\1"), ("textbackslash ", "\2"), ("textasciitilde ", "~"), ("textasciicircum ", "^")):
        text = text.replace("\\" + command, sign)
    for sign in "&%$#_":
        text = text.replace("\\" + sign, sign)
    return text.replace("{", "").replace("}", "").replace("\0", "{").replace("\1", "}").replace("\2", "\\")


library = bibtexparser.parse_string(texts["bibtex"])
assert not library.failed_blocks, library.failed_blocks
assert len(library.entries) == len(titles), (len(library.entries), len(titles))
for entry in library.entries:
    fields = {name: str(field.value) for name, field in entry.fields_dict.items()}
    id = plain(fields["note"]).removeprefix("warta ")
    assert plain(fields["title"]) == titles[id], (id, fields["title"], titles[id])
    assert entry.entry_type == "article" and "\n" not in fields["title"], fields

references = rispy.loads(texts["ris"])
assert len(references) == len(titles), (len(references), len(titles))
for reference in references:
    id = reference["accession_number"]
    assert reference["title"] == titles[id], (id, reference)
    assert reference["type_of_reference"] == "NEWS", reference

assert len(csl) == len(titles)
for item in csl:
    assert item["type"] == "article-newspaper" and item["title"] == titles[item["id"]], item
    for author in item.get("author", []):
        assert set(author) == {"literal"}, item

print(f"citations of {len(titles)} articles are read back as BibTeX, RIS and CSL-JSON")
