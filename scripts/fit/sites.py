#!/usr/bin/env python3
"""Lays out documentation that people translated as sites of Markdown, to observe and to read findings in.

    python3 scripts/fit/sites.py PACKAGES SITES [NAME…]

PACKAGES  a folder with Debian packages, as `apt-get download` fetches them (the names stand in SOURCES below), and for
          `electron` with what `npm pack electron-i18n` fetches
SITES     where the sites are written: SITES/NAME/<locale>/….md

The places in docs/readings.jsonl are bytes of these pages: whoever changes how a page is written loses the readings of it.
Needs dpkg-deb; pages are HTML, Mallard (the help of GNOME), or manual pages, which need mandoc.
"""
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

INLINE_CODE = {'code', 'tt', 'kbd', 'samp', 'var'}
LEFT_OUT = {'script', 'style', 'nav', 'head', 'header', 'footer'}
ABOUT_THE_PAGE = re.compile(
    r'nav(header|footer)|\btoc\b|docnav|sphinxsidebar|related|footer|quickview|toplang|bottomlang|path\b|preamble|menu'
    r'|page-header|langchoose|headerlink|legalnotice|linenos'
)


class Page(HTMLParser):
    """Reads HTML and writes the Markdown of its text: headings, paragraphs, lists, code, links and emphasis."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.text, self.mark = [], '', ''
        self.lists, self.links = [], []
        self.heading = self.code = self.block_of_code = 0
        self.skipped, self.depth, self.language = None, 0, ''

    def end_block(self):
        text = re.sub(r'\s+', ' ', self.text).strip()
        self.text = ''
        if not text:
            return
        if self.heading:
            self.blocks.append('#' * self.heading + ' ' + text)
        elif self.mark:
            self.blocks.append('  ' * max(0, len(self.lists) - 1) + self.mark + text)
            self.mark = ''
        else:
            self.blocks.append('  ' * len(self.lists) + text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        kind = attributes.get('class') or ''
        if tag in ('br', 'hr', 'img', 'meta', 'link', 'input', 'col'):
            if tag == 'br':
                self.text += ' '
            return
        if self.depth:
            self.depth += tag == self.skipped
            return
        named = kind + ' ' + (attributes.get('id') or '')
        if tag in LEFT_OUT or tag in ('div', 'table', 'ul', 'p', 'span') and ABOUT_THE_PAGE.search(named):
            self.skipped, self.depth = tag, 1
            return
        plain = not self.block_of_code and not self.code
        labels = [label for label in kind.split() if label.startswith('language-')]
        if tag == 'code' and self.block_of_code and labels:
            self.language = labels[0][len('language-'):]
        if tag in INLINE_CODE and not self.block_of_code:
            self.text += '`' if not self.code else ''
            self.code += 1
        elif tag == 'pre':
            self.text = self.text.rstrip('`')
            self.end_block()
            self.block_of_code, self.text, self.language = 1, '', ''
        elif re.fullmatch('h[1-6]', tag):
            self.end_block()
            self.heading = int(tag[1])
        elif tag in ('ul', 'ol', 'dl'):
            self.end_block()
            self.lists.append([tag, 0])
        elif tag in ('li', 'dt', 'dd'):
            self.end_block()
            if self.lists:
                self.lists[-1][1] += 1
                self.mark = '%d. ' % self.lists[-1][1] if self.lists[-1][0] == 'ol' else '- '
        elif tag in ('p', 'div', 'section', 'article', 'blockquote', 'td', 'th'):
            self.end_block()
        elif tag == 'tr':
            self.end_block()
            self.mark = '- '
        elif tag in ('strong', 'b') and plain:
            self.text += '**'
        elif tag in ('em', 'i') and plain:
            self.text += '*'
        elif tag == 'a' and attributes.get('href') and plain and 'headerlink' not in kind:
            self.links.append(attributes['href'])
            self.text += '['
        elif tag == 'a':
            self.links.append(None)

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= tag == self.skipped
            return
        plain = not self.block_of_code and not self.code
        if tag in INLINE_CODE and self.code:
            self.code -= 1
            self.text += '' if self.code or self.block_of_code or not self.text.strip() else '`'
        elif tag == 'pre':
            code, self.text, self.block_of_code = self.text.strip('\n'), '', 0
            if code.strip():
                self.blocks.append('```' + self.language + '\n' + code + '\n```')
        elif re.fullmatch('h[1-6]', tag):
            self.end_block()
            self.heading = 0
        elif tag in ('ul', 'ol', 'dl'):
            self.end_block()
            if self.lists:
                self.lists.pop()
            self.mark = ''
        elif tag in ('p', 'div', 'li', 'dt', 'dd', 'section', 'tr', 'td', 'th', 'blockquote'):
            self.end_block()
        elif tag in ('strong', 'b') and plain:
            self.text += '**'
        elif tag in ('em', 'i') and plain:
            self.text += '*'
        elif tag == 'a' and self.links and plain:
            target = self.links.pop()
            if target is not None:
                self.text += '](%s)' % target.replace(' ', '%20').replace(')', '%29')

    def handle_data(self, data):
        if not self.depth:
            self.text += data if self.block_of_code or self.code else escaped(data)


def escaped(text):
    return re.sub(r'([*_`\[\]<])', r'\\\1', text)


def of_html(html, empty='``'):
    page = Page()
    page.feed(html)
    page.end_block()
    text = re.sub(r'\*\*\s*\*\*|\[\s*\]\([^)]*\)|' + empty, '', '\n\n'.join(page.blocks) + '\n')
    return re.sub(r'\(?\[[^\]]*\]\(#ftn[^)]*\)\)?', '', text)


def tag_of(element):
    return element.tag.split('}')[-1] if isinstance(element.tag, str) else ''


def inline(element):
    """The Markdown of an element of Mallard that stands in a line."""
    text = escaped(element.text or '')
    for child in element:
        tag = tag_of(child)
        inner = inline(child).strip() if tag else ''
        if tag == 'guiseq':
            inner = ' → '.join('**' + inline(step).strip() + '**' for step in child)
        elif tag in ('gui', 'em') and inner:
            inner = '**' + inner + '**' if tag == 'gui' else inner
        elif tag in ('cmd', 'code', 'file', 'sys', 'input', 'output', 'key', 'var'):
            code = ''.join(child.itertext()).strip()
            inner = '`' + code + '`' if code and tag != 'key' else inner
        elif tag == 'link':
            target = child.get('href') or (child.get('xref') or '') + '.page'
            inner = '[%s](%s)' % (inner, target) if inner else ''
        elif tag in ('media', 'comment'):
            inner = ''
        text += inner + escaped(child.tail or '')
    return re.sub(r'\s+', ' ', text)


def blocks_of(element, out, depth, indent):
    """Adds the blocks of an element of Mallard."""
    for child in element:
        tag = tag_of(child)
        if tag in ('info', 'links', 'media', 'comment', ''):
            continue
        line = inline(child).strip() if tag in ('title', 'p') else ''
        if tag == 'title':
            out.append('#' * depth + ' ' + line if indent == '' else indent + '**' + line + '**')
        elif tag == 'p':
            out.append(indent + line)
        elif tag == 'section':
            blocks_of(child, out, depth + 1, indent)
        elif tag in ('list', 'steps', 'terms', 'tree'):
            items_of(child, out, depth, indent)
        elif tag in ('code', 'screen'):
            out.append(indent + '```\n' + ''.join(child.itertext()).strip('\n') + '\n```')
        elif tag == 'tr':
            out.append(indent + '- ' + ' '.join(inline(x).strip() for cell in child for x in cell))
        else:
            blocks_of(child, out, depth, indent)


def items_of(items, out, depth, indent):
    number = 0
    for item in items:
        if tag_of(item) == 'title':
            out.append(indent + '**' + inline(item).strip() + '**')
        if tag_of(item) != 'item':
            continue
        number += 1
        parts = []
        blocks_of(item, parts, depth, '')
        mark = '%d. ' % number if tag_of(items) == 'steps' else '- '
        for at, part in enumerate(parts or [inline(item).strip()]):
            out.append(indent + (mark if at == 0 else ' ' * len(mark)) + part)


def of_mallard(path):
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError:
        return ''
    out = []
    blocks_of(root, out, 1, '')
    return '\n\n'.join(block for block in out if block.strip()) + '\n'


def html(path, empty='``'):
    with open(path, 'rb') as file:
        raw = file.read()
    charset = re.search(rb'charset=["\']?([\w-]+)', raw[:3000])
    text = raw.decode(charset[1].decode() if charset else 'utf-8', 'replace')
    return of_html(text, empty)


# Of the sites that were laid out first the fences of code are one backtick: the places of their readings count on it.
NO_CODE = r'(?<!`)``(?!`)'


def of_help(path):
    """A page of the help of LibreOffice: menus stand before its text, what only one system or program has in it."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    text = text[text.find('<div id="DisplayArea"'):].replace('<span class="menuitem"', '<span')
    other = re.compile(r'<(span|div|p)\b[^>]*class="[A-Z]+"[^>]*>(?:(?!</?\1\b).|<\1\b[^>]*>(?:(?!</?\1\b).)*</\1>)*</\1>', re.S)
    return of_html(other.sub('', text), NO_CODE)


def html_with_code(path):
    return html(path, NO_CODE)


def of_lilypond(path):
    """What leads to other pages stands in tables above and below the text, and behind it."""
    with open(path, encoding='utf-8') as file:
        return of_html(re.sub(r'(?s)<table class="nav_table">.*?</table>|<div id="footer">.*', '', file.read()), NO_CODE)


def of_manual(path):
    with gzip.open(path, 'rb') as file:
        raw = file.read()
    # A page that only leads to another.
    if raw.startswith(b'.so '):
        return ''
    done = subprocess.run(['mandoc', '-K', 'utf-8', '-T', 'html', '-O', 'fragment'], input=raw, stdout=subprocess.PIPE, check=False)
    return of_html(re.sub(r'(?s)<table class="(head|foot)">.*?</table>|<a class="permalink"[^>]*>', '', done.stdout.decode('utf-8', 'replace')), NO_CODE)


LANGUAGES = 'ar cs de es fr id it ja ko nl pl pt-BR ru tr uk vi zh-CN zh-TW en'.split()
OF_HANDBOOK = {**{f'{tag}-{tag.upper()}': tag for tag in 'de es fr it nl pl ru tr id'.split()}, 'en-US': 'en', 'ja-JP': 'ja',
    'ko-KR': 'ko', 'vi-VN': 'vi', 'ar-MA': 'ar', 'cs-CZ': 'cs'}
WITH_DASH = {'zh-cn': 'zh-CN', 'zh-tw': 'zh-TW', 'pt-br': 'pt-BR'}
WITH_BAR = {'C': 'en', 'pt_BR': 'pt-BR', 'zh_CN': 'zh-CN', 'zh_TW': 'zh-TW'}

# Of each site: the packages, where its pages lie in them, the place of the folder or ending that tells the language, and
# what that is called here, where it is called otherwise.
SOURCES = {
    'debian-handbook': (['debian-handbook'], 'doc/debian-handbook/html/*/*.html', r'html/([^/]+)/(.+)\.html', OF_HANDBOOK),
    'debian-installation-guide': (['installation-guide-amd64'], 'doc/installation-guide-amd64/*/*.html',
        r'doc/installation-guide-amd64/([^/]+)/(.+)\.html', WITH_BAR),
    'gnome-help': (['gnome-user-docs'], 'help/*/*/*.page', r'help/([^/]+)/(.+)\.page', WITH_BAR),
    'gnome-applications': (['evolution-common', 'gedit-common', 'nautilus-data', 'totem-common', 'gnome-system-monitor',
        'gnome-terminal-data', 'eog'], 'help/*/*/*.page', r'help/([^/]+)/(.+)\.page', WITH_BAR),
    'apache-httpd': (['apache2-doc'], 'doc/apache2-doc/manual/**/*.html', r'manual/([^/]+)/(.+)\.html', WITH_DASH),
    'gimp-help': ([f'gimp-help-{tag}' for tag in 'en de fr ru ja cs es it ko nl zh-cn pt-br'.split()], 'gimp/**/*.html',
        r'gimp-help-([^/]+)/usr.*/([^/]+)\.html', WITH_DASH),
    'debian-reference': ([f'debian-reference-{tag}' for tag in 'en fr it ja zh-cn zh-tw de id es'.split()],
        'debian-reference/*.html', r'debian-reference-([^/]+)/usr.*/([^/.]+)(?:\.[a-z-]+)?\.html', WITH_DASH),
    'libreoffice-help': ([f'libreoffice-help-{tag}' for tag in 'en-us de fr es it ja ko ru zh-cn zh-tw pt-br nl cs pl tr vi id'.split()],
        'libreoffice/help/*/text/**/*.html', r'libreoffice/help/([^/]+)/text/(.+)\.html', {'en-US': 'en'}),
    'manual': (['manpages', 'manpages-dev'] + [f'manpages-{tag}{part}' for tag in 'de fr es it ru nl cs pl uk pt-br ja id'.split()
        for part in ('', '-dev')], 'man/**/*.gz', r'man/(?:([a-z]{2}(?:_[A-Z]{2})?)/)?(man[1-8]/.+)\.gz', {None: 'en', 'pt_BR': 'pt-BR'}),
    'aptitude': ([f'aptitude-doc-{tag}' for tag in 'en cs es fr it ja nl ru'.split()], 'doc/aptitude/html/**/*.html',
        r'aptitude/html/([a-z]+)/(.+)\.html', {}),
    'lilypond': (['lilypond-doc-html'] + [f'lilypond-doc-html-{tag}' for tag in 'cs de es fr it ja nl zh'.split()],
        'doc/lilypond/html/Documentation/*/*.html',
        r'html(?:-([a-z]+))?/usr.*/((?:learning|notation|usage|extending|essay|web|music-glossary)/(?!index|lilypond-)[^.]+)(?:\.[a-z]+)?\.html',
        {None: 'en', 'zh': 'zh-CN'}),
    'freedombox': (['freedombox-doc-en', 'freedombox-doc-es'], 'freedombox/manual/*/*.html', r'manual/([a-z]+)/([^.]+)(?:\.part)?\.html', {}),
}
READERS = {'libreoffice-help': of_help, 'manual': of_manual, 'lilypond': of_lilypond, 'aptitude': html_with_code,
    'freedombox': html_with_code}
# Sites that npm packages hold: the package, the file in it, and what its languages are called here. The file is JSON: of
# each language the pages, each with its HTML.
OF_NPM = {'electron': ('electron-i18n', 'package/dist/docs.json', {'en-US': 'en', 'ja-JP': 'ja', 'es-ES': 'es', 'fr-FR': 'fr',
    'ru-RU': 'ru', 'de-DE': 'de'})}
# A page shorter than this is a stub.
LEAST = 200


def write(sites, name, language, page, text):
    if len(text) < LEAST:
        return
    path = os.path.join(sites, name, language, page + '.md')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def lay_out_of_npm(name, packages, sites):
    package, inside, tags = OF_NPM[name]
    for archive in glob.glob(os.path.join(packages, package + '-*.tgz')):
        with tarfile.open(archive) as files:
            languages = json.load(files.extractfile(inside))
        for tag, pages in languages.items():
            for page in pages.values():
                # Each heading is a link to itself.
                text = of_html(re.sub(r'(?s)(<h\d\b[^>]*>)<a href="#[^"]*">(.*?)</a>(</h\d>)', r'\1\2\3', page['html']), NO_CODE)
                write(sites, name, tags.get(tag, tag), page['href'].removeprefix('/docs/'), text)


def lay_out(name, packages, sites):
    sources, where, parts, tags = SOURCES[name]
    for package in sources:
        unpacked = os.path.join(sites, '.unpacked', package)
        for archive in sorted(glob.glob(os.path.join(packages, package + '_*.deb'))):
            if not os.path.isdir(unpacked):
                os.makedirs(unpacked)
                subprocess.run(['dpkg-deb', '-x', archive, unpacked], check=True)
        for path in sorted(glob.glob(f'{unpacked}/usr/share/{where}', recursive=True)):
            found = re.search(parts, path)
            language = found and tags.get(found[1], found[1])
            if language not in LANGUAGES or os.path.basename(found[2]) in ('index', 'ix01', 'genindex', 'search'):
                continue
            text = of_mallard(path) if path.endswith('.page') else READERS.get(name, html)(path)
            write(sites, name, language, found[2], text)


if __name__ == '__main__':
    if len(sys.argv) < 3 or not set(sys.argv[3:]) <= {*SOURCES, *OF_NPM}:
        sys.exit(__doc__)
    for name in sys.argv[3:] or [*SOURCES, *OF_NPM]:
        (lay_out_of_npm if name in OF_NPM else lay_out)(name, sys.argv[1], sys.argv[2])
