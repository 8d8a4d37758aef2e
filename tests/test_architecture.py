"""The shape of the house: imports point one way, every library has one home, every module is on the map."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "searcher"

# A part may import what stands in a layer below its own; never what stands beside or above it.
LAYERS = (
    ("frontends",),
    ("api",),
    ("pipeline",),
    ("folders", "outlets"),
    ("follows",),
    ("settings", "archive", "crawler", "cleaner", "engine", "render"),
    ("results", "exchange", "notices", "scheduling", "history"),
    ("query", "topics", "differences"),
    ("vocabulary", "listing", "references", "register", "acronyms", "smtp"),
    ("posts", "naming"),
    ("words", "storage", "dates", "decoding", "hrefs", "xml_text", "own_files"),
    ("model", "errors", "lazily", "intervals"),
)
LEVEL = {part: i for i, layer in enumerate(LAYERS) for part in layer}

# Each library is imported in its home and nowhere else.
HOMES = {
    "bs4": ("searcher.cleaner",),
    "filelock": ("searcher.storage",),
    "httpx": ("searcher.crawler.connection",),
    "lxml": ("searcher.cleaner", "searcher.crawler.visible"),
    "numpy": ("searcher.engine",),
    "platformdirs": ("searcher.settings", "searcher.folders"),
    "protego": ("searcher.crawler.robots",),
    "pypdf": ("searcher.cleaner.pdf_reader",),
    "snowballstemmer": ("searcher.words",),
    "sqlite3": ("searcher.storage",),
    "tomlkit": ("searcher.settings", "searcher.follows"),
    "typer": ("searcher.frontends",),
    "whoosh": ("searcher.engine.codec",),
    "xml": ("searcher.xml_text",),
    "pickle": (),  # what is read may be anybody's
    "shelve": (),
    "dataclasses": (),  # a struct is declared in a tenth of the time, which every search would wait for
}
EVERYWHERE = {"msgspec"}
# The environment, the clock of the wall, open files and the network: where the outside is touched.
OUTSIDE = {
    "http": ("searcher.outlets.webhook",),
    "os": (
        "searcher.settings", "searcher.folders", "searcher.storage", "searcher.frontends", "searcher.outlets.command",
    ),
    "smtplib": ("searcher.outlets.mail",),
    "socket": ("searcher.crawler.connection", "searcher.outlets.patience"),
    "ssl": ("searcher.crawler.connection", "searcher.outlets.mail", "searcher.outlets.webhook"),
    "subprocess": ("searcher.cleaner.pdf_process", "searcher.outlets.command", "searcher.frontends.programs"),
}  # fmt: skip
# Parts that a part does without, although they stand below it.
APART = {"outlets": {"archive", "crawler", "cleaner", "engine"}}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, with the line; those it needs for types only are left out."""
    tree = ast.parse(path.read_text())
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole if whole in MODULES else str(node.module)), node.lineno


def part_of(module: str) -> str | None:
    """The part of the house a module of ours is in."""
    names = module.split(".")
    return names[1] if names[0] == "searcher" and len(names) > 1 else None


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    own = part_of(module)
    upward = [
        f"line {line}: {imported}"
        for imported, line in imports_of(MODULES[module])
        if (other := part_of(imported)) and own and other != own and LEVEL[own] >= LEVEL[other]
    ]

    assert not upward


@pytest.mark.parametrize("module", MODULES)
def test_some_parts_stay_apart(module: str) -> None:
    apart = APART.get(part_of(module) or "", set())

    assert not [
        f"line {line}: {imported}" for imported, line in imports_of(MODULES[module]) if part_of(imported) in apart
    ]


@pytest.mark.parametrize("module", MODULES)
def test_every_library_has_one_home(module: str) -> None:
    strays = [
        f"line {line}: {imported}"
        for imported, line in imports_of(MODULES[module])
        if (homes := {**HOMES, **OUTSIDE}.get(imported.split(".")[0])) is not None
        and not any(module == home or module.startswith(f"{home}.") for home in homes)
    ]

    assert not strays


@pytest.mark.parametrize("module", MODULES)
def test_only_declared_libraries_are_imported(module: str) -> None:
    known = {"searcher", *EVERYWHERE, *HOMES, *sys.stdlib_module_names}
    unknown = [imported for imported, _ in imports_of(MODULES[module]) if imported.split(".")[0] not in known]

    assert not unknown


def test_no_two_modules_import_each_other() -> None:
    graph = {
        module: {imported for imported, _ in imports_of(path) if imported in MODULES and imported != module}
        for module, path in MODULES.items()
    }

    assert not list(cycles(graph))


def cycles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """Rings of modules. A package that gives out what its modules hold is no ring."""
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> Iterator[list[str]]:
        if module in path:
            ring = path[path.index(module) :]
            if not any(other.startswith(f"{module}.") for other in ring):
                yield ring
            return
        if module in done:
            return
        for other in sorted(graph[module]):
            yield from visit(other, [*path, module])
        done.add(module)

    for module in sorted(graph):
        yield from visit(module, [])


def test_every_module_is_on_the_map() -> None:
    on_the_map = (ROOT / "ARCHITECTURE.md").read_text()
    missing = [
        str(path.relative_to(ROOT))
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in (".py", ".toml", ".sql")
        and path.name != "__init__.py"
        and f"`{path.relative_to(PACKAGE)}`" not in on_the_map
    ]

    assert not missing


def test_the_map_names_no_module_that_is_gone() -> None:
    lines = (ROOT / "ARCHITECTURE.md").read_text().splitlines()
    named = [line.split("`")[1] for line in lines if line.lstrip().startswith("- `") and "/" not in line.split("`")[1]]
    gone = [name for name in named if name.endswith((".py", ".toml", ".sql")) and not list(PACKAGE.rglob(name))]

    assert not gone


def test_every_script_is_in_the_contributing_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    missing = [path.name for path in sorted((ROOT / "scripts").iterdir()) if f"`scripts/{path.name}`" not in guide]

    assert not missing


def test_importing_the_package_opens_nothing_and_imports_no_library() -> None:
    import subprocess

    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import searcher, sys; print([m for m in sys.modules if m.split('.')[0] in {sorted(HOMES)}])",
        ],
        capture_output=True, text=True, check=True, cwd="/",
    )  # fmt: skip

    assert told.stdout.strip() == "[]"


def test_only_the_data_folder_of_the_index_is_tracked() -> None:
    tracked = sorted(path.name for path in (ROOT / "index").iterdir() if path.name in (".gitignore", "README.md"))

    assert tracked == [".gitignore", "README.md"]
