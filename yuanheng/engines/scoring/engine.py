"""The only place with a connection: DuckDB by default, Spark through Ibis where its extra is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import ibis
import pyarrow as pa

from yuanheng.engines.errors import YuanhengError


class EngineError(YuanhengError):
    """An engine that is not known or not installed."""

    kind = "bad_engine"


class Engine(Protocol):
    """Takes Arrow tables by name and answers Ibis expressions with Arrow."""

    name: str
    compensated: bool

    def table(self, name: str, data: pa.Table) -> ibis.Table: ...
    def fetch(self, expression: ibis.Table) -> pa.Table: ...


class _DuckDB:
    name = "duckdb"
    compensated = True

    def __init__(self, threads: int | None) -> None:
        self._backend = ibis.duckdb.connect(**({"threads": threads} if threads else {}))

    def table(self, name: str, data: pa.Table) -> ibis.Table:
        self._backend.con.register(name, data)
        return ibis.table(ibis.Schema.from_pyarrow(data.schema), name=name)

    def fetch(self, expression: ibis.Table) -> pa.Table:
        return _binary(self._backend.con.execute(self._backend.compile(expression)).to_arrow_table())

    def close(self) -> None:
        self._backend.disconnect()


class _Spark:
    compensated = False

    def __init__(self, address: str) -> None:
        try:
            from pyspark.sql import SparkSession  # type: ignore[import-not-found,unused-ignore]
        except ImportError as error:
            raise EngineError(
                where=f"--engine {address}", found="没有安装 pyspark",
                expected="已按 requirements/spark.txt 安装 Spark 附加包", advice="先安装附加包,或改用 --engine duckdb",
            ) from error  # fmt: skip
        self.name = address
        builder = SparkSession.builder.master(address).appName("yuanheng-score")
        builder = builder.config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").config(
            "spark.sql.ansi.enabled", "false"
        )
        self._session = builder.getOrCreate()
        self._backend = ibis.pyspark.connect(self._session)

    def table(self, name: str, data: pa.Table) -> ibis.Table:
        self._session.createDataFrame(data).createOrReplaceTempView(name)
        return self._backend.table(name)

    def fetch(self, expression: ibis.Table) -> pa.Table:
        return _binary(self._backend.to_pyarrow(expression))

    def close(self) -> None:
        """The session stays for the next run: starting one takes seconds."""


def _binary(answer: pa.Table) -> pa.Table:
    """Engines read a literal such as 0.5 as a decimal, and may answer with one; figures are binary64 from here on."""
    for index, field in enumerate(answer.schema):
        if pa.types.is_decimal(field.type):
            answer = answer.set_column(index, field.name, answer.column(index).cast(pa.float64()))
    return answer


@contextmanager
def open_engine(address: str, *, threads: int | None = None) -> Iterator[Engine]:
    """An engine by address: `duckdb`, `spark://host:7077`, `local[*]`.

    Raises:
        EngineError: not known, or the Spark extra is not installed.
    """
    if address == "duckdb":
        engine: Any = _DuckDB(threads)
    elif address.startswith(("spark://", "local")):
        engine = _Spark(address)
    else:
        raise EngineError(
            where="--engine", found=address, expected="duckdb、spark://主机:7077 或 local[*]", advice="改用其中一种"
        )
    try:
        yield engine
    finally:
        engine.close()
