"""What the database itself refuses: changed terms, deleted leases, two leases on one unit at once."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from yuanheng.web.base.appendonly import append_only

GUARD = """
create or replace function carriers_lease_guard() returns trigger language plpgsql as $$
declare
  last_day date;
begin
  if tg_op = 'DELETE' then
    raise exception 'a lease is withdrawn, never deleted' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - array['withdrawn_at', 'withdrawn_reason', 'withdrawn_by_id', 'ended_on', 'ended_known_at', 'ended_reason'])
       is distinct from
       (to_jsonb(old) - array['withdrawn_at', 'withdrawn_reason', 'withdrawn_by_id', 'ended_on', 'ended_known_at', 'ended_reason'])
       or old.withdrawn_at is not null or (old.ended_on is not null and old.ended_on is distinct from new.ended_on) then
      raise exception 'the terms of a lease do not change' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  if new.withdrawn_at is not null then
    return new;
  end if;
  last_day := least(new.ends_on, new.ended_on);
  perform pg_advisory_xact_lock(hashtextextended(new.unit_id::text, 7007));
  if exists (
    select from carriers_lease other
    where other.unit_id = new.unit_id and other.id <> new.id and other.withdrawn_at is null
      and other.starts_on <= last_day and least(other.ends_on, other.ended_on) >= new.starts_on
  ) then
    raise exception 'lease_overlap: unit % is let already within % to %', new.unit_id, new.starts_on, last_day
      using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger carriers_lease_guard before insert or update or delete on carriers_lease
  for each row execute function carriers_lease_guard();
"""
AWAY = "drop trigger carriers_lease_guard on carriers_lease; drop function carriers_lease_guard();"


class Migration(migrations.Migration):
    """Triggers."""

    dependencies: ClassVar = [("carriers", "0001_initial")]
    operations: ClassVar = [
        append_only("carriers_unitstate"),
        append_only("carriers_tenantmatch"),
        append_only("carriers_leasereminder"),
        migrations.RunSQL(sql=GUARD, reverse_sql=AWAY),
    ]
