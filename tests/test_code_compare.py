"""The ladder: what a translator may change in code, and what may never change."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.code.alike import similarity
from doclint.code.compare import compare
from doclint.code.known import Page
from doclint.code.language import normal
from doclint.model import Code, Span


def code(info: str, body: str) -> Code:
    body = textwrap.dedent(body).removeprefix("\n")
    span = Span(0, len(body))
    return Code(span, info, span, normal(info), body, span, "```")


def verdict(info, source, translation, **options):
    return compare(code(info, source), code(info, translation), Page("es"), **options)


FORGIVEN = [
    # layout
    ("python", "f(a, b)\n", "f(\n    a,\n    b,\n)\n"),
    ("python", "x = 'a'\n", 'x = "a"\n'),
    ("python", "if a:\n    b()\n", "if a:\n  b()\n"),
    ("python", "a()\n\n\nb()\n", "a()  \nb()\n"),
    ("python", "a = 1;\nb = 2\n", "a = 1\nb = 2\n"),
    ("js", "const a = 1;\nrun(a);\n", "const a = 1\nrun(a)\n"),
    ("js", "run({a: 1, b: 2})", "run({\n  a: 1,\n  b: 2,\n})"),
    ("yaml", "a:\n- b\n- c: d\n", "a:\n  - b\n  - c: d\n"),
    ("yaml", "a: b\n", "a: 'b'\n"),
    ("bash", "make one \\\n  two\n", "make one two\n"),
    ("bash", "$ make\n", "make\n"),
    ("python", ">>> a = 1\n>>> b(a)\n", "a = 1\nb(a)\n"),
    ("python", "In [1]: a = 1\n\nIn [2]: b(a)\n", ">>> a = 1\n>>> b(a)\n"),
    ("python", ">>> for a in b:\n...     c(a)\n", "for a in b:\n    c(a)\n"),
    # comments and docstrings
    ("python", "a = 1  # one thing\n", "a = 1  # una cosa\n"),
    ("python", "# first line\n# second line\na = 1\n", "# una línea\na = 1\n"),
    ("python", "a = 1\n", "a = 1  # una aclaración\n"),
    ("python", 'def f():\n    """Say it."""\n    g()\n', 'def f():\n    """Dilo.\n\n    Bien.\n    """\n    g()\n'),
    ("python", 'a = "#fff"  # white\n', 'a = "#fff"  # blanco\n'),
    ("python", "with a:  # open\n    # read\n    b()\n", "with a:  # abre\n        # lee\n    b()\n"),
    ("bash", "# install\nmake x  # here\n", "# instala\nmake x  # aquí\n"),
    ("bash", "curl http://x.dev/a#b # get\n", "curl http://x.dev/a#b # trae\n"),
    ("bash", "make x //to build it all\n", "make x //para construirlo todo\n"),
    ("console", "// Make a new folder\n$ mkdir a\n", "// Crea una carpeta nueva\n$ mkdir a\n"),
    ("js", "a() // run\n/* then\n stop */ b()", "a() // corre\n/* luego para */ b()"),
    ("ts", "/** The size. */\nsize: number", "/** El tamaño. */\nsize: number"),
    ("html", "<!-- top --><p>Hello</p>", "<!-- arriba --><p>Hola</p>"),
    ("jsx", "return <p>{/* the name */}{name}</p>", "return <p>{/* el nombre */}{name}</p>"),
    ("go", "// Run it\nfunc Run() {}\n", "// Ejecútalo\nfunc Run() {}\n"),
    ("rust", "/// Runs.\nfn run() {}\n", "/// Corre.\nfn run() {}\n"),
    ("java", "/* a */ int a = 1;", "/* un */ int a = 1;"),
    ("c", "#include <stdio.h>\nint a; // size\n", "#include <stdio.h>\nint a; // tamaño\n"),
    ("sql", "-- all of them\nSELECT a FROM b;", "-- todos\nSELECT a FROM b;"),
    ("css", "a { top: 1px } /* high */", "a { top: 1px } /* alto */"),
    ("latex", "\\section{One} % first\n", "\\section{Uno} % primero\n"),
    ("yaml", "a: 1  # one\n", "a: 1  # uno\n"),
    ("toml", "# size\na = 1\n", "# tamaño\na = 1\n"),
    ("dockerfile", "# base\nFROM a:1\n", "# imagen base\nFROM a:1\n"),
    ("php", "$a = 1; // set it now\n", "$a = 1; // ponlo ya\n"),
    ("diff", "- a = 1  # old\n+ a = 2  # new\n", "- a = 1  # viejo\n+ a = 2  # nuevo\n"),
    # prose in strings
    ("python", 'print("Good morning, crew")\n', 'print("Buenos días, tripulación")\n'),
    ("python", 'print(f"Found {n} boats in {place}")\n', 'print(f"Hay {n} barcos en {place}")\n'),
    ("python", 'print(f"In {place}: {n} boats")\n', 'print(f"{n} barcos en {place}")\n'),
    ("python", "print(f\"(Kind: {'/'.join(a)}) \")\n", "print(f\"(Tipo: {'/'.join(a)}) \")\n"),
    ("python", 'print("Hello")\nprint("Anchor")\n', 'print("Hola")\nprint("Ancla")\n'),
    ("python", 'say("Weigh anchor\\n")\n', 'say("Levad anclas\\n")\n'),
    ("python", 'a = {"Port of call": 1}\n', 'a = {"Puerto de escala": 1}\n'),
    ("js", "alert(`Hello ${name}, welcome`)", "alert(`Hola ${name}, bienvenida`)"),
    ("js", "export default { label: 'guide', link: '/g' }", "export default { label: 'guía', link: '/g' }"),
    ("js", "{ text: 'Level 1' }", "{ text: 'Nivel 1' }"),
    ("js", "{ lang: 'en-US', locales: { en: 1 } }", "{ lang: 'es-ES', locales: { es: 1 } }"),
    ("yaml", "title: Page title\nlayout: doc\n", "title: Título de la página\nlayout: doc\n"),
    ("yaml", "name: Deploy the site\non: push\n", "name: Publica el sitio\non: push\n"),
    ("json", '{"name": "Ann", "age": 3}', '{"name": "Ana", "age": 3}'),
    ("json", '{"text": "Good day to you"}', '{"text": "Buenos días a todos"}'),
    ("bash", 'git commit -m "Add the first page"\n', 'git commit -m "Añade la primera página"\n'),
    ("go", 'fmt.Println("Weigh the anchor")', 'fmt.Println("Leva el ancla")'),
    ("sql", "SELECT 'good day to you';", "SELECT 'buenos días a todos';"),
    ("python", 'ask("What is it?")\n', 'ask("这是什么？")\n'),
    ("python", 'link("See https://x.dev/en/a for more")\n', 'link("Más en https://x.dev/es/a si quieres")\n'),
    # placeholders
    ("bash", "git clone <your_fork>\n", "git clone <tu_copia>\n"),
    ("bash", "export KEY=YOUR_API_KEY\n", "export KEY=TU_CLAVE\n"),
    ("bash", "cd my-app\n", "cd mi-app\n"),
    ("json", '{"id": "<YOUR_ID>"}', '{"id": "<SU_ID>"}'),
    ("python", 'key = "your-key"\n', 'key = "tu-clave"\n'),
    # markup
    ("html", '<a title="Home" href="/x">Go home</a>', '<a title="Inicio" href="/x">Ve a casa</a>'),
    ("html", '<html lang="en"><p>Hi</p></html>', '<html lang="es"><p>Hola a todos</p></html>'),
    ("vue", '<Box label="New" :size="2">Hi {{ name }}</Box>', '<Box label="Nuevo" :size="2">Hola {{ name }}</Box>'),
    ("jsx", "const a = () => <Tab label='One'>Don't</Tab>;", "const a = () => <Tab label='Uno'>No</Tab>;"),
    ("astro", "---\nconst a = 1;\n---\n<h1>Hello</h1>", "---\nconst a = 1;\n---\n<h1>Hola</h1>"),
    ("mdx", "# Hello\n\n<Card title='Stars'>Some text</Card>", "# Hola\n\n<Card title='Estrellas'>Texto</Card>"),
    ("latex", "\\begin{a}\nHello $x^2$ world\n\\end{a}", "\\begin{a}\nHola $x^2$ mundo\n\\end{a}"),
    ("latex", "\\usepackage[british]{babel}", "\\usepackage[spanish]{babel}"),
    ("markdown", "# Hello [x](a.md)", "# Hola [y](b.md)"),
    # diagrams
    ("mermaid", "flowchart LR\n a[Start] -->|yes| b(End)", "flowchart LR\n a[Inicio] -->|sí| b(Fin)"),
    (
        "mermaid",
        "sequenceDiagram\n participant A as User\n A->>B: Hello",
        "sequenceDiagram\n participant A as Yo\n A->>B: Hola",
    ),
    ("mermaid", 'pie title Boats\n "Old": 1', 'pie title Barcos\n "Viejos": 1'),
    ("dot", 'digraph { a -> b [label="goes"] }', 'digraph { a -> b [label="va"] }'),
    # names renamed throughout
    ("python", "age = 1\nprint(age)\n", "edad = 1\nprint(edad)\n"),
    ("js", "function add(a) { return a }\nadd(1)", "function suma(a) { return a }\nsuma(1)"),
    ("mermaid", "flowchart LR\n start --> stop\n stop --> start", "flowchart LR\n inicio --> fin\n fin --> inicio"),
]


@pytest.mark.parametrize(("info", "source", "translation"), FORGIVEN)
def test_what_a_translator_may_change(info, source, translation):
    assert verdict(info, source, translation).forgiven


CHANGED = [
    ("python", "total = sum(prices)\n", "total = sum(price)\n", "prices", "price"),
    ("python", "a(1)\n", "a(2)\n", "1", "2"),
    ("python", "if a < 1:\n    b()\n", "if a > 1:\n    b()\n", "<", ">"),
    ("python", "if a:\n    b()\n    c()\n", "if a:\n    b()\nc()\n", "c", "\t"),
    ("python", "load()\ncheck()\n", "load()\n# check()\n", "check", ""),
    ("python", "load()\n# check()\n", "load()\ncheck()\n", "", "check"),
    ("python", 'get("base-small")\n', 'get("org/base-small")\n', '"base-small"', '"org/base-small"'),
    ("python", 'get(split="validation")\n', 'get(split="train")\n', '"validation"', '"train"'),
    ("python", 'open("data/en.csv")\n', 'open("datos/en.csv")\n', '"data/en.csv"', '"datos/en.csv"'),
    ("python", 'fmt("%d-%m")\n', 'fmt("%m-%d")\n', '"%d-%m"', '"%m-%d"'),
    ("python", 'print("Hello")\n', 'print("Helo")\n', '"Hello"', '"Helo"'),
    ("python", "a = True\n", "a = Verdadero\n", "True", "Verdadero"),
    ("python", "a = r'x'\n", "a = 'x'\n", "r'x'", "'x'"),
    ("python", 'head["Content"]\n', 'head["Contenido"]\n', "Content", "Contenido"),
    ("python", 'a + " " + b  # both\n', 'a + "" + b  # ambos\n', '" "', '""'),
    ("python", "w = m.get()\nreturn_(w)\n", "m = m.get()\nreturn_(m)\n", "w", "m"),
    ("python", "db.drop(row)\n", "row.drop()\n", "db", "row"),
    ("python", 'say(f"Hi {name}, welcome")\n', 'say(f"Hola {nombre}, bienvenida")\n', "name", "nombre"),
    ("python", 'say("Read a.txt before you go")\n', 'say("Lee b.txt antes de irte")\n', None, None),
    ("python", 'say("Wait 10 minutes for it")\n', 'say("Espera 20 minutos por eso")\n', None, None),
    ("bash", "run a.py \\\n  --fast\n", "run a.py\n  --fast\n", "--fast", "\n"),
    ("bash", "pip install one two\n", "pip install one\n", "two", ""),
    ("bash", "tool --fast x\n", "tool --rapido x\n", "--fast", "--rapido"),
    ("bash", "cat <<END > x\nport: 1\nEND\n", "cat <<END > x\nport: 2\nEND\n", "1", "2"),
    ("bash", "cat <<END > x\nport: 1 # a\nEND\n", "cat <<END > x\n# port: 1 # a\nEND\n", None, None),
    ("js", "a === false", "a === falso", "false", "falso"),
    ("js", "load('https://x.dev')", "load(https://x.dev)", "'https://x.dev'", "https"),
    ("js", "import a from './parts/a.js'", "import a from './a.js'", "'./parts/a.js'", "'./a.js'"),
    ("js", "{ title: 'A page', sidebar: false }", "{ título: 'Una página', sidebar: false }", "title", "título"),
    ("ts", "a: string", "a: number", "string", "number"),
    ("jsx", "return <Tab size={2}>Hi</Tab>", "return <Tab size={3}>Hola</Tab>", "2", "3"),
    ("jsx", "return <Tab>Hi</Tab>", "return <Ficha>Hola</Ficha>", "<Tab>", "<Ficha>"),
    ("html", '<a href="/x">Hi</a>', '<a href="/y">Hola</a>', '"/x"', '"/y"'),
    ("html", "<b>Hi</b>", "<i>Hola</i>", "<b>", "<i>"),
    ("html", '<a class="big">x</a>', '<a class="grande">x</a>', '"big"', '"grande"'),
    ("vue", '<a :b="one.two">x</a>', '<a :b="one.dos">x</a>', "two", "dos"),
    ("yaml", "image: box:main\n", "image: box:latest\n", "box:main", "box:latest"),
    ("yaml", "host_name: a\n", "hostname: a\n", "host_name", "hostname"),
    ("yaml", "a:\n  b: 1\nc: 2\n", "a:\n  b: 1\n  c: 2\n", None, None),
    ("yaml", "a: b\n", "# a: b\n", "a", ""),
    ("json", '{"size": 1}', '{"talla": 1}', '"size"', '"talla"'),
    ("json", '{"a": true}', '{"a": false}', "true", "false"),
    ("toml", 'a = "1.2"\n', 'a = "1.3"\n', '"1.2"', '"1.3"'),
    ("dockerfile", 'CMD ["run", "index.js"]\n', 'CMD ["run", "indes.js"]\n', '"index.js"', '"indes.js"'),
    ("go", 'import "fmt"', 'import "fmts"', '"fmt"', '"fmts"'),
    ("rust", "let a = 1;", "let a = 2;", "1", "2"),
    ("java", "int a = b.size();", "int a = b.length();", "size", "length"),
    ("c", "#include <stdio.h>", "#include <stdlib.h>", None, None),
    ("sql", "SELECT a FROM b", "SELECT a FROM c", "b", "c"),
    ("css", "a { color: red }", "a { color: rojo }", "red", "rojo"),
    ("latex", "\\textbf{x}", "\\textit{x}", "\\textbf", "\\textit"),
    ("latex", "\\begin{table}x\\end{table}", "\\begin{tabla}x\\end{tabla}", "\\begin{table}", "\\begin{tabla}"),
    ("diff", "- a(b)\n+ a(c)\n", "- a(b)\n+ a(d)\n", "c", "d"),
    ("diff", "- a(b)\n+ a(c)\n", "+ a(b)\n+ a(c)\n", "-", "+"),
    ("mermaid", "flowchart LR\n a --> b", "flowchart LR\n a --> c", "b", "c"),
    ("mermaid", "flowchart LR\n a --> b", "flowchart LR\n a --- b", "-->", "---"),
    ("somelang", "do this\nthen that\n", "do this\nthen those\n", "that", "those"),
]


@pytest.mark.parametrize(("info", "source", "translation", "ours", "theirs"), CHANGED)
def test_what_may_never_change(info, source, translation, ours, theirs):
    found = verdict(info, source, translation)
    assert found.level == "code"
    if ours is not None:
        assert (found.source, found.translation) == (ours, theirs)
    for body, text, at in (
        (source, found.source, found.source_at),
        (translation, found.translation, found.translation_at),
    ):
        assert 0 <= at <= len(body)
        if text.strip() and "<" not in text and "\\" not in text:
            assert body[at:].startswith(text)


OUTPUTS = [
    ("python", ">>> 6 * 7\n42\n", ">>> 6 * 7\n43\n", "output"),
    ("python", ">>> 6 * 7\n42\n", ">>> 6 * 7  # doce\n43\n", "output"),
    ("python", '>>> print("Good day, crew")\nGood day, crew\n', '>>> print("Hola a todos")\nHola a todos\n', "string"),
    ("python", ">>> 6 * 7\n42\n", ">>> 6 * 8\n48\n", "code"),
    ("python", "In [1]: 6 * 7\nOut[1]: 42\n", "In [1]: 6 * 7\nOut[1]: 41\n", "output"),
    ("console", "$ box --version\nbox 2.1\n", "$ box --version\nbox 2.2\n", "output"),
    ("console", "$ box go\nReady to go now\n", "$ box go\nYa puedes salir\n", "layout"),
    ("console", "$ box go\nReady to go now\n", "$ box go\nReady to run now\n", "output"),
    ("console", "$ box go\nReady on port 80\n", "$ box go\nLista en el puerto 81\n", "output"),
    ("output", "total 42\n", "total 43\n", "output"),
    ("output", "a   b\n", "a b\n", "content"),
    ("powershell", "PS C:\\> dir\na.txt\n", "PS C:\\> dir\nb.txt\n", "output"),
    ("bash", "ana@box:~$ ls\na.txt\n", "ana@box:~$ ls\nb.txt\n", "output"),
    ("text", "$ ls\na.txt\n", "$ ls\nb.txt\n", "output"),
]


@pytest.mark.parametrize(("info", "source", "translation", "level"), OUTPUTS)
def test_outputs(info, source, translation, level):
    assert verdict(info, source, translation).level == level


def test_an_output_block_may_follow_a_translated_string_above_it():
    assert verdict("output", "Hello 1\n", "Hola 2\n").level == "output"
    assert verdict("output", "Hello 1\n", "Hola 2\n", follows=True).forgiven
    assert verdict("text", "42\n", "43\n", output=True).level == "output"


def test_some_prompts_lost_is_layout():
    assert verdict("python", ">>> a = 1\n>>> b(a)\n>>> c(a)\n", ">>> a = 1\nb(a)\n>>> c(a)\n").level == "layout"


def test_a_listing_says_what_is_technical_in_it():
    found = verdict("text", "docs/\n  guide.md  the guide\n", "docs/\n  guia.md  la guía\n")
    assert (found.level, found.source, found.translation) == ("listing", "guide.md", "guia.md")
    assert verdict("text", "boats/  all of them\n", "boats/  todos ellos\n").forgiven


def test_a_block_without_a_language_is_a_listing():
    span = Span(0, 9)
    ours, theirs = (Code(span, "", span, "", body, span, "") for body in ("run_it(1)\n", "run_it(2)\n"))
    assert compare(ours, theirs).level == "listing"


def test_a_name_that_was_forgotten_is_named_with_what_it_became():
    found = verdict("python", "age = 1\nprint(age)\nage += 1\n", "edad = 1\nprint(edad)\nage += 1\n")
    assert (found.level, found.source, found.translation, found.expected) == ("code", "age", "age", "edad")


def test_names_that_the_page_renames_and_words_that_it_says_are_known():
    pair = code("js", "use(boat)"), code("js", "use(barco)")
    assert compare(*pair).level == "code"
    assert compare(*pair, Page("es", {"boat": "barco"})).level == "renamed"
    pair = code("js", "show('first')"), code("js", "show('primero')")
    assert compare(*pair).level == "code"
    assert compare(*pair, Page("es", words=frozenset({"primero"}))).level == "string"


LANGUAGES = (
    "python bash js ts jsx html vue yaml json toml dockerfile go rust java c sql css latex mermaid diff text markdown"
    " output mdx dot svelte astro php ruby powershell unknown"
).split()
PIECES = st.lists(
    st.sampled_from(
        'a|b.c|1|(|)|{|}|<|>|</a>|"|\'|`|# x y|// x|/*|*/|<!--|\\|\n|\n  |>>> |$ |In [1]: |Out[1]: |f\'|${|"""'
        "|<<E\n|E\n|---\n|%|=|:|,|;|é|\r\n|{{|}}|[|]|-->|label=".split("|")
    ),
    max_size=30,
).map("".join)


@given(st.sampled_from(LANGUAGES), PIECES, PIECES)
def test_any_two_bodies_are_compared(info, one, other):
    found = compare(code(info, one), code(info, other))
    assert 0 <= found.source_at <= len(code(info, one).body)
    assert 0 <= found.translation_at <= len(code(info, other).body)
    assert compare(code(info, one), code(info, one)).level == "equal"


WORDS = st.text(st.sampled_from("abcdefghij"), min_size=3, max_size=8)
STATEMENTS = st.lists(st.tuples(WORDS, WORDS, st.integers(0, 99)), min_size=1, max_size=6)


@given(STATEMENTS, st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=5))
def test_a_translated_comment_is_forgiven(statements, ours, theirs):
    def body(words):
        return "".join(f"# {' '.join(words)}\n{a}.{b}({n})  # {words[0]}\n" for a, b, n in statements)

    assert verdict("python", body(ours), body(theirs)).level in ("equal", "comment")


@given(STATEMENTS, st.data())
def test_one_changed_letter_of_a_name_is_found(statements, data):
    body = "".join(f"{a}.{b}({n})\n" for a, b, n in statements)
    at = data.draw(st.sampled_from([index for index, char in enumerate(body) if char.isalpha()]))
    changed = body[:at] + "z" + body[at + 1 :]
    for info, comment in (("python", "# x\n"), ("js", "// x\n"), ("ruby", "# x\n")):
        found = verdict(info, comment + body, comment + changed)
        assert found.level == "code"
        assert found.translation_at <= at + len(comment) < found.translation_at + len(found.translation)


def test_similarity():
    a = code("python", 'x = load("a b c")  # load it\ncheck(x)\n')
    b = code("python", 'x = load("d e f")  # cárgalo\ncheck(x)\n')
    other = code("python", "while True:\n    sleep(3)\n")
    assert similarity(a, a) == 1
    assert similarity(a, b) > 0.95
    assert similarity(a, other) < 0.5
