"""What python-docx reads of a DOCX. Usage: document.py FILE."""

import sys

try:
    import docx
except ImportError:
    print("skipped: no python-docx")
    sys.exit()

from docx.oxml.ns import qn

document = docx.Document(sys.argv[1])
core = document.core_properties
print("title:", core.title)
print("subject:", core.subject)
print("language:", core.language)
for paragraph in document.paragraphs:
    if paragraph.style.name.startswith(("Heading", "Title")):
        print(f"{paragraph.style.name}: {paragraph.text}")
for shape in document.inline_shapes:
    named = shape._inline.docPr
    print(f"picture: {named.get('name')} | {named.get('descr').splitlines()[0]} | {shape.width.mm:.0f} mm wide")
for table in document.tables:
    print("table:", " / ".join(" ; ".join(cell.text for cell in row.cells) for row in table.rows))
links = [node for node in document.element.body.iter(qn("w:hyperlink"))]
within = [node for node in links if node.get(qn("w:anchor"))]
print(f"links: {len(within)} within, {len(links) - len(within)} out")
