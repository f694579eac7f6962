"""Tables that only grow, for migrations: `operations = [append_only("ledger_fact")]`.

A trigger refuses UPDATE and DELETE to everybody, and the runtime role, which owns nothing and so cannot disable a
trigger, has the rights taken away as well. `erasable=True` lets rows be deleted, never changed, in a transaction that
said `set local yuanheng.erase = 'on'` (personal content at the end of its time).
"""

from __future__ import annotations

from django.db.migrations import RunSQL

FUNCTION = """
create or replace function yh_refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and tg_argv[0] = 'erasable' and current_setting('yuanheng.erase', true) = 'on' then
    return old;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'integrity_constraint_violation';
end $$;
"""


def append_only(table: str, *, erasable: bool = False) -> RunSQL:
    """The migration operation that protects a table."""
    argument = "'erasable'" if erasable else "''"
    kept = "update" if erasable else "update, delete"
    trigger = (
        f"create trigger yh_append_only before update or delete on {table}"
        f" for each row execute function yh_refuse_change({argument});"
    )
    revoke = f"revoke {kept}, truncate on {table} from yh_app"
    rights = f"do $$ begin if exists (select from pg_roles where rolname = 'yh_app') then {revoke}; end if; end $$;"
    return RunSQL(sql=f"{FUNCTION}\n{trigger}\n{rights}", reverse_sql=f"drop trigger yh_append_only on {table};")
