"""What only grows, and three rules that the database keeps whoever writes."""

from __future__ import annotations

from django.db import migrations
from django.db.migrations import RunSQL

from yuanheng.web.base.appendonly import append_only

TABLES = ("shareset", "attributionshare", "dispute", "payslip", "goal", "goalreview")

# Checked at the end of the transaction: a set is written line by line.
WHOLE = """
create function yh_shares_whole() returns trigger language plpgsql as $$
declare total numeric;
begin
  select coalesce(sum(percent), 0) into total from rewards_attributionshare
    where set_id = coalesce((to_jsonb(new)->>'set_id')::uuid, (to_jsonb(new)->>'id')::uuid);
  if total <> 100 then
    raise exception 'shares add to %, not 100', total using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger yh_shares_whole after insert on rewards_attributionshare
  deferrable initially deferred for each row execute function yh_shares_whole();
create constraint trigger yh_set_whole after insert on rewards_shareset
  deferrable initially deferred for each row execute function yh_shares_whole();
"""
NOT_WHOLE = """
drop trigger yh_set_whole on rewards_shareset;
drop trigger yh_shares_whole on rewards_attributionshare;
drop function yh_shares_whole();
"""

# A run goes forward and keeps what it was computed from; a draft's sums are written once, with its slips.
FORWARD = """
create function yh_run_forward() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a pay run is never deleted' using errcode = 'integrity_constraint_violation';
  end if;
  if (new.month, new.serial, new.scheme, new.scheme_hash, new.known_at, new.reason, new.previous_id, new.drafted_by_id)
     is distinct from
     (old.month, old.serial, old.scheme, old.scheme_hash, old.known_at, old.reason, old.previous_id, old.drafted_by_id)
     or (old.people > 0 and (new.people, new.total, new.difference) is distinct from (old.people, old.total, old.difference))
     or array_position(array['draft', 'approved', 'paid'], new.state::text)
        < array_position(array['draft', 'approved', 'paid'], old.state::text) then
    raise exception 'a pay run goes forward and is never edited' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger yh_run_forward before update or delete on rewards_payrun
  for each row execute function yh_run_forward();
"""
NOT_FORWARD = "drop trigger yh_run_forward on rewards_payrun; drop function yh_run_forward();"


class Migration(migrations.Migration):
    """Shares, disputes, goals, reviews and slips only grow; sets are whole; runs go forward."""

    dependencies = [("rewards", "0001_initial")]
    operations = [
        *(append_only(f"rewards_{table}") for table in TABLES),
        RunSQL(sql=WHOLE, reverse_sql=NOT_WHOLE),
        RunSQL(sql=FORWARD, reverse_sql=NOT_FORWARD),
    ]
