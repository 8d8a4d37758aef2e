"""SQL that differs only in its table or in how many values it takes. Tables and columns are never from outside."""

from collections.abc import Iterator, Sequence

AT_ONCE = 400  # rows asked for together; below SQLite's limit of 999 variables in a statement


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Ids in pieces that one statement takes."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def select(table: str, column: str, number: int, order: str = "1") -> str:
    """The rows whose column has one of a number of values."""
    return f"SELECT * FROM {table} WHERE {column} IN ({_marks(number)}) ORDER BY {order}"  # noqa: S608 - our own names


def insert(table: str, columns: Sequence[str]) -> str:
    """A new row."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({_marks(len(columns))})"  # noqa: S608 - our own names


def upsert(table: str, columns: Sequence[str]) -> str:
    """A row, in the place of the one with the same id if there is one."""
    new = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    return f"{insert(table, columns)} ON CONFLICT (id) DO UPDATE SET {new}"


def delete(table: str, column: str) -> str:
    """The rows whose column has a value, gone."""
    return f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 - our own names


def delete_all(table: str, column: str, number: int) -> str:
    """The rows whose column has one of a number of values, gone."""
    return f"DELETE FROM {table} WHERE {column} IN ({_marks(number)})"  # noqa: S608 - our own names


def _marks(number: int) -> str:
    return ", ".join("?" * number)
