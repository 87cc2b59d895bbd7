"""What ISO 19005-3 (PDF/A-3, level B) asks of a file, as far as its objects show it: our own check, no certificate.

Not looked at: whether each glyph is in its font and as wide as it is said, and the syntax below pikepdf's parser.
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from lxml import etree

XMP = "{http://www.aiim.org/pdfa/ns/id/}"
ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide", "/SetOCGState", "/Rendition",
    "/Trans", "/GoTo3DView",
}  # fmt: skip
ANNOTATIONS = {"/Link", "/Widget", "/Text", "/Popup"}
BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
SPACES = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}
DEEPEST = 28


def faults(data: bytes) -> list[str]:
    """All that is wrong with a file; nothing where it is as it should be."""
    found = []
    if not re.match(rb"%PDF-1\.\d\r?\n%[\x80-\xff]{4,}", data):
        found.append("header: no comment of four high bytes after the version")
    with pikepdf.open(io.BytesIO(data)) as document:
        for check in (_trailer, _metadata, _intent, _attachments, _objects, _fonts, _pages):
            found += check(document)
    return found


def _trailer(document: pikepdf.Pdf) -> Iterator[str]:
    """An ID, no encryption, nothing that runs when the file is opened."""
    if len(document.trailer.get("/ID", [])) != 2:
        yield "trailer: no ID"
    if document.is_encrypted or "/Encrypt" in document.trailer:
        yield "trailer: encrypted"
    for key in ("/AA", "/NeedsRendering", "/Perms", "/Requirements"):
        if key in document.Root:
            yield f"catalogue: {key}"
    form = document.Root.get("/AcroForm", {})
    if "/XFA" in form or form.get("/NeedAppearances", False):
        yield "catalogue: a form that is drawn only when it is opened"
    if "/JavaScript" in document.Root.get("/Names", {}):
        yield "catalogue: scripts"


def _metadata(document: pikepdf.Pdf) -> Iterator[str]:
    """XMP that says part 3 and its level, and the same title as the document's information."""
    if "/Metadata" not in document.Root:
        yield "metadata: none"
        return
    tree = etree.fromstring(bytes(document.Root.Metadata.read_bytes()))
    said = {
        key.rpartition("}")[2]: value
        for element in tree.iter()
        for key, value in [*element.attrib.items(), (str(element.tag), element.text or "")]
        if key.startswith(XMP)
    }
    if said.get("part") != "3":
        yield "metadata: pdfaid:part is not 3"
    if said.get("conformance") not in {"A", "B", "U"}:
        yield "metadata: no pdfaid:conformance"
    title = document.docinfo.get("/Title") if "/Info" in document.trailer else None
    told = [element.text for element in tree.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")]
    if title is not None and str(title) not in told:
        yield "metadata: another title than the document's information"


def _intent(document: pikepdf.Pdf) -> Iterator[str]:
    """One output intent with a colour profile of as many colours as it says."""
    intents = [one for one in document.Root.get("/OutputIntents", []) if one.S == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "output intent: there is not one with a profile"
        return
    profile = intents[0].DestOutputProfile
    header = bytes(profile.read_bytes())[:128]
    if header[36:40] != b"acsp" or SPACES.get(header[16:20]) != int(profile.N):
        yield "output intent: the profile is none, or of other colours than it says"


def _attachments(document: pikepdf.Pdf) -> Iterator[str]:
    """Each attached file says what it is to the document, its kind, and both its names; the document names it."""
    linked = {one.objgen for one in document.Root.get("/AF", [])}
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary) or "/EF" not in one:
            continue
        missing = [key for key in ("/F", "/UF", "/AFRelationship") if key not in one]
        if missing or one.objgen not in linked:
            yield f"attachment {one.get('/UF', '')}: {', '.join(missing) or 'not in AF'}"
        if "/Subtype" not in one.EF.F:
            yield f"attachment {one.get('/UF', '')}: no kind"


def _objects(document: pikepdf.Pdf) -> Iterator[str]:
    """No action that does more than go somewhere, no blend or transfer that is not known, sound streams."""
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if str(one.get("/S", "")) in ACTIONS and ("/Type" not in one or one.Type == "/Action"):
            yield f"action: {one.S}"
        if "/JS" in one:
            yield "action: a script"
        if isinstance(one, pikepdf.Stream):
            yield from _stream(one)
        if str(one.get("/BM", "/Normal")) not in BLENDS:
            yield f"transparency: {one.BM}"
        if "/TR" in one or str(one.get("/TR2", "/Default")) != "/Default":
            yield "graphics state: a transfer function"


def _stream(one: pikepdf.Stream) -> Iterator[str]:
    """No LZW, nothing outside the file, no picture that depends on who reads it."""
    filters = one.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(name) for name in filters]
    if "/LZWDecode" in names or "/Crypt" in names:
        yield f"stream: {names}"
    if "/F" in one:
        yield "stream: outside the file"
    subtype = str(one.get("/Subtype", ""))
    if subtype == "/PS" or "/OPI" in one or "/Ref" in one or "/Alternates" in one:
        yield f"stream: {subtype} that depends on the reader"
    if subtype == "/Image" and one.get("/Interpolate", False):
        yield "image: interpolated"


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    """Every font is embedded as a subset that tells what its signs mean."""
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/Font":
            continue
        name = str(one.get("/BaseFont", one.get("/Name", "")))
        descriptor = one.get("/FontDescriptor")
        if one.Subtype == "/Type0":
            if "/ToUnicode" not in one:
                yield f"font {name}: no ToUnicode"
            if str(one.Encoding) not in {"/Identity-H", "/Identity-V"}:
                yield f"font {name}: an encoding that is not in the file"
        elif one.Subtype != "/Type3" and (
            descriptor is None or not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        ):
            yield f"font {name}: not embedded"
        if one.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in one:
            yield f"font {name}: no CIDToGIDMap"


def _pages(document: pikepdf.Pdf) -> Iterator[str]:
    """Annotations are printed; colours are of the profile's kind; states are not nested too deep."""
    for number, page in enumerate(document.pages, start=1):
        for one in page.get("/Annots", []):
            flags = int(one.get("/F", 0))
            if str(one.Subtype) not in ANNOTATIONS or not flags & 4 or flags & 0b100011:
                yield f"page {number}: {one.Subtype} with flags {flags}"
            if "/AA" in one:
                yield f"page {number}: an annotation that acts"
        if "/AA" in page:
            yield f"page {number}: acts"
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            word = str(operator)
            depth += {"q": 1, "Q": -1}.get(word, 0)
            if word in {"k", "K"} or (word in {"cs", "CS"} and str(operands[0]) == "/DeviceCMYK"):
                yield f"page {number}: CMYK beside an RGB profile"
            if depth > DEEPEST:
                yield f"page {number}: states nested {depth} deep"
                break
