-- Who may see and write which rows: the whole of row-level security, and the journal's triggers.
-- Applied by `motcua migrate` after the migrations, as often as you like; each statement says
-- what is to hold, not what is to change. The roles are made by whoever owns the server:
--   motcua_owner (runs this), motcua_web (pages), motcua_clerk (errands). None is a superuser.

-- ── what the roles may touch at all ─────────────────────────────────────────────────────────
grant usage on schema public to motcua_web, motcua_clerk;
grant select, insert, update on all tables in schema public to motcua_web, motcua_clerk;
grant usage, select on all sequences in schema public to motcua_web, motcua_clerk;
grant execute on all functions in schema public to motcua_web, motcua_clerk;
grant delete on django_session to motcua_web, motcua_clerk;
grant delete on motcua_counter to motcua_clerk;
grant delete on motcua_lineminute, motcua_judgedlook to motcua_clerk;  -- kept long enough
revoke insert, update on motcua_bucket, motcua_lineminute, motcua_judgedlook, motcua_judging
    from motcua_web;
grant delete on motcua_savedview to motcua_web;  -- dropped by its maker
grant delete on motcua_draft, motcua_draftform to motcua_web, motcua_clerk;  -- thrown away, or too old
grant delete on motcua_upload to motcua_web, motcua_clerk;  -- arrived, given up, or too old
grant delete on motcua_scannedpage to motcua_web, motcua_clerk;  -- handed in, dropped, or too old
grant delete on motcua_owncopy to motcua_clerk;  -- too old
grant delete on motcua_room to motcua_web;  -- no longer named by its landlord
grant delete on motcua_stay to motcua_web, motcua_clerk;  -- taken back, or too old
grant delete on motcua_listrow to motcua_clerk;  -- its list was taken back, or is too old
grant delete on procrastinate_jobs, procrastinate_events, procrastinate_workers,
    procrastinate_periodic_defers to motcua_clerk;

-- ── the journal: append-only, numbered and hashed by the database ───────────────────────────
revoke update on motcua_entry, motcua_dayroot from motcua_web, motcua_clerk;
revoke insert, update on motcua_chain from motcua_web, motcua_clerk;
revoke insert on motcua_dayroot from motcua_web;
revoke select, update on motcua_name from motcua_web;

create or replace function motcua_entry_text(e motcua_entry) returns text
language sql immutable as $$
    select concat_ws(E'\x1f', e.subject, e.position,
        to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.kind,
        coalesce(e.actor::text, '-'), e.via, coalesce(e.key::text, '-'),
        array_to_string(e.about, ','), coalesce(e.unit::text, '-'), e.data::text)
$$;

create or replace function motcua_chain_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare chain motcua_chain;
begin
    insert into motcua_chain (subject, length, head) values (new.subject, 0, ''::bytea)
        on conflict (subject) do nothing;
    select * into chain from motcua_chain where subject = new.subject for update;
    new.position := chain.length + 1;
    new.previous := chain.head;
    new.hash := sha256(chain.head || convert_to(motcua_entry_text(new), 'UTF8'));
    update motcua_chain set length = new.position, head = new.hash where subject = new.subject;
    return new;
end $$;

create or replace function motcua_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only';
end $$;

drop trigger if exists chain_entry on motcua_entry;
create trigger chain_entry before insert on motcua_entry
    for each row execute function motcua_chain_entry();
drop trigger if exists append_only on motcua_entry;
create trigger append_only before update or delete on motcua_entry
    for each row execute function motcua_append_only();
drop trigger if exists never_emptied on motcua_entry;
create trigger never_emptied before truncate on motcua_entry
    for each statement execute function motcua_append_only();

-- Nobody writes an entry until the caller's transaction ends, and nobody is in the middle of it.
create or replace function motcua_hold_journal() returns void
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '5s' as $$
begin
    lock table motcua_entry in share mode;
end $$;
revoke execute on function motcua_hold_journal() from public, motcua_web;
grant execute on function motcua_hold_journal() to motcua_clerk;

-- ── whose eyes ──────────────────────────────────────────────────────────────────────────────
create or replace function motcua_units() returns bigint[] language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('motcua.units', true), ''), '{}')::bigint[]
$$;
create or replace function motcua_overseen() returns bigint[]
language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('motcua.overseen', true), ''), '{}')::bigint[]
$$;
create or replace function motcua_person() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('motcua.person', true), '')::uuid
$$;
create or replace function motcua_account() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('motcua.account', true), '')::uuid
$$;
create or replace function motcua_dossier() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('motcua.dossier', true), '')::uuid
$$;

-- One's own spouse and head of household: a form shows them, so that nobody need type them.
create or replace function motcua_family() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select m.wife_id from motcua_marriage m where m.husband_id = motcua_person()
    union select m.husband_id from motcua_marriage m where m.wife_id = motcua_person()
    union select h.head_id from motcua_household h join motcua_membership s
        on s.household_id = h.id and s.person_id = motcua_person() and s.valid_to is null
$$;

-- Whom a person stands for: children and wards named as such in the household they head (children
-- also where they were married to its head when the child was born), everybody of the household
-- they head, and whom a paper lets them act for. Asked of oneself, or by a desk.
drop function if exists motcua_children() cascade;
create or replace function motcua_stands_for(who uuid)
returns table (person uuid, capacity text, procedure text, until date)
language sql stable security definer set search_path = public, pg_temp as $$
    with house as (
        select s.person_id, lower(s.relation) relation, h.head_id, c.birth_date
        from motcua_membership s
        join motcua_household h on h.id = s.household_id
        join motcua_person c on c.id = s.person_id
        where s.valid_to is null and s.person_id <> who
        and (h.head_id = who or exists (
            select from motcua_marriage m
            where m.ended_on is null and m."on"::text <= c.birth_date
            and ((m.wife_id = who and m.husband_id = h.head_id)
                or (m.husband_id = who and m.wife_id = h.head_id))))
    ), found as (
        select person_id, 'parent' capacity, '' procedure, null::date until from house
            where relation in ('con', 'con đẻ', 'con trai', 'con gái', 'con nuôi')
        union all select person_id, 'guardian', '', null from house
            where head_id = who and relation in ('người được giám hộ', 'con được giám hộ')
        union all select m.person_id, m.capacity, m.procedure, m.until from motcua_mandate m
            where m.representative_id = who and m.ended_at is null
        union all select person_id, 'household', '', null from house where head_id = who
    )
    select * from found where who = motcua_person() or motcua_units() <> '{}'
$$;
create or replace function motcua_stood_for() returns setof uuid language sql stable as $$
    select person from motcua_stands_for(motcua_person())
$$;

-- One's own dossiers; in a function, since the policies of dossiers and of parties look at each
-- other.
create or replace function motcua_own_dossiers() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select id from motcua_dossier where applicant_id = motcua_person()
$$;

-- Who acts or acted for whoever asks: they are told by name.
create or replace function motcua_stood_by() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select p.person_id from motcua_party p join motcua_dossier d on d.id = p.dossier_id
        where d.applicant_id = motcua_person() and p.role in ('represents', 'former', 'witness')
    union select m.representative_id from motcua_mandate m where m.person_id = motcua_person()
$$;

-- Which versions of procedures there are dossiers of, and how many are open: numbers only, so that
-- whoever puts a new catalogue in force can ask, whatever rows they see.
create or replace function motcua_versions_in_use(closed text[])
returns table (version text, still bigint, ever bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.version, count(*) filter (where d.state <> all (closed)), count(*)
    from motcua_dossier d group by d.version
    union all
    select d.procedure || '@', count(*), count(*)
    from motcua_draft d where not d.submitted and d.expires_at > now() group by d.procedure
$$;

-- The sheets on the wall are there for everybody to read; nobody changes one.
revoke update on motcua_sheet from motcua_web;

-- Rows of a unit, or of a person, or of the one dossier a visitor has proved two facts about: the
-- clerks see all of them; what pages see is said below, table by table.
do $$
declare
    tables text[] := array[
        'motcua_person', 'motcua_household', 'motcua_membership', 'motcua_marriage',
        'motcua_dossier', 'motcua_party', 'motcua_consent', 'motcua_request', 'motcua_finding',
        'motcua_verification', 'motcua_message', 'motcua_draft', 'motcua_attachment',
        'motcua_signaturecheck', 'motcua_renewal', 'motcua_draftform', 'motcua_upload',
        'motcua_scannedpage', 'motcua_digitised', 'motcua_mandate', 'motcua_paper',
        'motcua_entry', 'motcua_holding', 'motcua_askedanyway', 'motcua_report', 'motcua_apology',
        'motcua_dossieroutcome', 'motcua_note', 'motcua_letter', 'motcua_rating',
        'motcua_sending', 'motcua_opinion', 'motcua_handover', 'motcua_secondrequest',
        'motcua_goahead', 'motcua_register', 'motcua_wish', 'motcua_shipment', 'motcua_signedfor',
        'motcua_receiptlist', 'motcua_receiptline', 'motcua_erasure', 'motcua_archive',
        'motcua_tiding', 'motcua_arrival', 'motcua_reconciliation', 'motcua_copyrefusal',
        'motcua_absence', 'motcua_standby', 'motcua_notice', 'motcua_datarequest',
        'motcua_owncopy', 'motcua_personlist', 'motcua_listrow', 'motcua_mismatch',
        'motcua_claimchange', 'motcua_correctionrequest', 'motcua_cardseen', 'motcua_personlink',
        'motcua_staynotice', 'motcua_stay', 'motcua_room', 'motcua_lodging', 'motcua_judgedlook',
        'motcua_judging'];
    name text;
begin
    foreach name in array tables loop
        execute format('alter table %I enable row level security', name);
        execute format('drop policy if exists web on %I', name);
        execute format('drop policy if exists web_insert on %I', name);
        execute format('drop policy if exists clerk on %I', name);
        execute format('create policy clerk on %I for all to motcua_clerk using (true)', name);
    end loop;
end $$;

create policy web on motcua_party to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]) or person_id = (select motcua_person())
    or dossier_id = (select motcua_dossier())
    or dossier_id in (select motcua_own_dossiers()))
    with check (true);

create policy web on motcua_dossier to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or applicant_id = (select motcua_person())
    or id = (select motcua_dossier())
    or id in (select p.dossier_id from motcua_party p where p.person_id = (select motcua_person())
              and p.role not in ('former', 'witness')))
    with check (
    unit_id = any ((select motcua_units())::bigint[])
    or applicant_id = (select motcua_person())
    or applicant_id in (select motcua_stood_for())
    or id in (select p.dossier_id from motcua_party p where p.person_id = (select motcua_person())
              and p.role not in ('former', 'witness')));

-- Whether whoever asks may see a dossier, for the rows that are seen with it. Asked of one dossier at
-- a time: "in (select id from motcua_dossier)" would read all there are for each row put down.
create or replace function motcua_sees(wanted uuid) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
begin
    return exists (select from motcua_dossier where id = wanted);
end $$;

create policy web on motcua_person to motcua_web using (
    id = (select motcua_person())
    or unit_id = any ((select motcua_units())::bigint[])
    or exists (select from motcua_party p where p.person_id = motcua_person.id
               and p.unit_id = any ((select motcua_units())::bigint[]))
    or exists (select from motcua_draft d
               where motcua_person.id in (d.applicant_id, d.representative_id)
               and d.account_id = (select motcua_account()) and not d.submitted)
    or id in (select motcua_family())
    or id in (select motcua_stood_for())
    or id in (select motcua_stood_by()))
    with check (true);

create policy web on motcua_household to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or id in (select m.household_id from motcua_membership m
              where m.person_id = (select motcua_person())));
create policy web on motcua_membership to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]) or person_id = (select motcua_person())
    or person_id in (select motcua_stood_for()));

create policy web on motcua_marriage to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or wife_id = (select motcua_person()) or husband_id = (select motcua_person()));

-- Who is away is known to colleagues; what an officer is told, to that officer.
create policy web on motcua_absence to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]));
create policy web on motcua_standby to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]));
create policy web on motcua_notice to motcua_web using (account_id = (select motcua_account()));

-- How officers looked is known to who oversees them.
create policy web on motcua_judgedlook to motcua_web using (
    unit_id = any ((select motcua_overseen())::bigint[]));
create policy web on motcua_judging to motcua_web using (
    unit_id = any ((select motcua_overseen())::bigint[]));

-- What somebody may do on a day: by the posts they hold, and at the counter of a unit they work in
-- while they are appointed to receive people there, or stand in for somebody of its desk. What
-- others decide and sign is not lent. Asked before it is known whose eyes look.
create or replace function motcua_standing_in(whose uuid, day date)
returns table (unit_id bigint, last date)
language sql stable security definer set search_path = public, pg_temp as $$
    select s.unit_id, s.last from motcua_standby s
    where s.account_id = whose and not s.ended and day between s.first and s.last
    union all
    select b.unit_id, b.last from motcua_absence b
    where b.standby_id = whose and not b.ended and day between b.first and b.last
      and exists (select from motcua_post p
        where p.account_id = b.account_id and p.unit_id = b.unit_id
          and p.role in ('counter', 'police', 'specialist')
          and p.valid_from <= day and (p.valid_to is null or p.valid_to >= day))
$$;
create or replace function motcua_posts_on(whose uuid, day date)
returns table (role varchar, unit_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with held as (select p.role, p.unit_id from motcua_post p where p.account_id = whose
        and p.valid_from <= day and (p.valid_to is null or p.valid_to >= day))
    select role, unit_id from held
    union
    select 'counter', s.unit_id from motcua_standing_in(whose, day) s
    where exists (select from held h where h.unit_id = s.unit_id
        and h.role in ('counter', 'police', 'specialist', 'leader'))
$$;

-- What people ask of the data about them: theirs, and their unit's; asked once, then answered.
create policy web on motcua_datarequest to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]) or person_id = (select motcua_person()));
revoke update on motcua_datarequest from motcua_web;
grant update (outcome, reason, article, decided_by_id, decided_at) on motcua_datarequest to motcua_web;

-- Lists of other offices: their sender's, and the unit's they are matched in. The rows for a person
-- say what is held of whom: the unit's alone.
create policy web on motcua_personlist to motcua_web using (
    account_id = (select motcua_account()) or unit_id = any ((select motcua_units())::bigint[]));
create policy web on motcua_listrow to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]));
revoke insert on motcua_listrow from motcua_web;

-- People with whom the register does not agree: the case is its office's, and shown to whom it is
-- about or who stands for them; what a card said, to the office alone. Closed, it is deleted.
create policy web on motcua_mismatch to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or person_id = (select motcua_person())
    or person_id in (select motcua_stood_for()));
create policy web on motcua_claimchange to motcua_web using (
    exists (select from motcua_mismatch m where m.id = mismatch_id));
create policy web on motcua_correctionrequest to motcua_web using (
    exists (select from motcua_mismatch m where m.id = mismatch_id));
create policy web on motcua_cardseen to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[]));
create policy web on motcua_personlink to motcua_web using (
    exists (select from motcua_person p where p.id in (one_id, other_id)))
    with check (unit_id = any ((select motcua_units())::bigint[]));
revoke update on motcua_claimchange from motcua_web;
grant delete on motcua_cardseen to motcua_web, motcua_clerk;  -- its case is closed, or it is too old

-- What is held of somebody, on paper: theirs alone.
create policy web on motcua_owncopy to motcua_web using (person_id = (select motcua_person()));

-- An officer's own views of the inbox.
alter table motcua_savedview enable row level security;
drop policy if exists web on motcua_savedview;
create policy web on motcua_savedview to motcua_web using (account_id = (select motcua_account()));

-- Guests: the dwelling's owner's, and the unit's; which of its officers may look, the rules say.
do $$
declare name text;
begin
    foreach name in array array['motcua_staynotice', 'motcua_stay'] loop
        execute format($policy$
            create policy web on %I to motcua_web using (
                unit_id = any ((select motcua_units())::bigint[])
                or dwelling_id in (select d.id from motcua_dwelling d
                                   where d.owner_id = (select motcua_person())))
            $policy$, name);
    end loop;
end $$;

-- Rooms and who has which: the landlord's own notes, no office's.
do $$
declare name text;
begin
    foreach name in array array['motcua_room', 'motcua_lodging'] loop
        execute format($policy$
            create policy web on %I to motcua_web using (
                dwelling_id in (select d.id from motcua_dwelling d
                                where d.owner_id = (select motcua_person())))
            $policy$, name);
    end loop;
end $$;

create policy web on motcua_draft to motcua_web using (account_id = (select motcua_account()));
create policy web on motcua_draftform to motcua_web using (
    account_id = (select motcua_account()) or cardinality((select motcua_units())) > 0)
    with check (account_id = (select motcua_account()));

create policy web on motcua_upload to motcua_web using (account = (select motcua_account()));
create policy web on motcua_digitised to motcua_web using (
    exists (select from motcua_attachment a where a.id = attachment_id));
create policy web on motcua_scannedpage to motcua_web using (account = (select motcua_account()));

-- What a unit that is asked for its opinion may open: the files shown to it, and no others.
create or replace function motcua_shown() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select unnest(o.shown) from motcua_opinion o where o.asked_id = any (motcua_units())
$$;
create policy web on motcua_attachment to motcua_web using (
    account = (select motcua_account())
    or unit_id = any ((select motcua_units())::bigint[])
    or id in (select motcua_shown())
    or dossier in (select d.id from motcua_dossier d where d.applicant_id = (select motcua_person()))
    or dossier in (select p.dossier_id from motcua_party p
                   where p.person_id = (select motcua_person()) and p.role = 'represents'));

create policy web on motcua_signaturecheck to motcua_web using (
    exists (select from motcua_attachment a where a.id = attachment_id));

-- How somebody wants a result: of their own draft, or of a dossier one may see.
create policy web on motcua_wish to motcua_web using (
    account = (select motcua_account()) or motcua_sees(id));

create policy web on motcua_mandate to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or person_id = (select motcua_person()) or representative_id = (select motcua_person()))
    with check (
    unit_id = any ((select motcua_units())::bigint[]) or person_id = (select motcua_person()));

do $$
declare name text;
begin
    foreach name in array array['motcua_consent', 'motcua_request', 'motcua_finding',
        'motcua_verification', 'motcua_message', 'motcua_paper', 'motcua_askedanyway',
        'motcua_copyrefusal', 'motcua_sending', 'motcua_tiding',
        'motcua_apology', 'motcua_dossieroutcome',
        'motcua_shipment', 'motcua_signedfor'] loop
        execute format($policy$
            create policy web on %I to motcua_web using (
                unit_id = any ((select motcua_units())::bigint[])
                or dossier_id = (select motcua_dossier())
                or motcua_sees(dossier_id))
            $policy$, name);
    end loop;
end $$;

-- Who signs in with a number that another record bears is asked about without a dossier, once.
drop policy if exists web_own on motcua_verification;
create policy web_own on motcua_verification for select to motcua_web using (
    dossier_id is null and person_id = (select motcua_person()));
create policy web_insert on motcua_verification for insert to motcua_web with check (
    dossier_id is null and person_id = (select motcua_person()));

-- A question to another unit: seen where it was asked, and where it is answered.
create policy web on motcua_opinion to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or asked_id = any ((select motcua_units())::bigint[]))
    with check (
    unit_id = any ((select motcua_units())::bigint[])
    or asked_id = any ((select motcua_units())::bigint[]));

-- What officers write to each other, and their registers: nobody's but the unit's.
do $$
declare name text;
begin
    foreach name in array array['motcua_handover', 'motcua_secondrequest', 'motcua_goahead', 'motcua_register',
        'motcua_erasure', 'motcua_archive', 'motcua_receiptlist', 'motcua_receiptline', 'motcua_renewal'] loop
        execute format($policy$
            create policy web on %I to motcua_web using (
                unit_id = any ((select motcua_units())::bigint[]))
            $policy$, name);
    end loop;
end $$;

-- What officers note about a dossier is not for whoever has a part in it, officer or not; a note is
-- struck out and never changed.
create policy web on motcua_note to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    and not exists (select from motcua_party p where p.dossier_id = motcua_note.dossier_id
                    and p.person_id = (select motcua_person())));
revoke update on motcua_note from motcua_web;
grant update (struck_at, struck_why) on motcua_note to motcua_web;

-- A report goes to who oversees the unit that answers it, and never to whom it is about.
create policy web on motcua_report to motcua_web using (
    (unit_id = any ((select motcua_overseen())::bigint[])
        and officer_id is distinct from (select motcua_account()))
    or dossier_id in (select p.dossier_id from motcua_party p
                      where p.person_id = (select motcua_person())
                      and p.role in ('applicant', 'represents')));

-- So does what people say of their contentment; an officer is given their own figures, never which
-- dossier they are of, and none of fewer than five.
create policy web on motcua_rating to motcua_web using (
    (unit_id = any ((select motcua_overseen())::bigint[])
        and officer_id is distinct from (select motcua_account()))
    or dossier_id = (select motcua_dossier())
    or dossier_id in (select p.dossier_id from motcua_party p
                      where p.person_id = (select motcua_person())
                      and p.role in ('applicant', 'represents')));
revoke update on motcua_rating from motcua_web;

create or replace function motcua_own_ratings(since timestamptz)
returns table (steps smallint, told bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with mine as (select r.steps from motcua_rating r
        where r.officer_id = motcua_account() and r.at >= since)
    select m.steps, count(*) from mine m where (select count(*) from mine) >= 5 group by m.steps
$$;

-- How content people are with what ended in a unit since a day, for who oversees it: counted along
-- dossier_handled, then the few that somebody disliked or reported.
create or replace function motcua_content(unit bigint, since timestamptz, low int[])
returns table (ended bigint, late bigint, disliked bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with said as (
        select r.dossier_id from motcua_rating r
            where r.unit_id = unit and r.at >= since and r.steps = any (low)
            and r.officer_id is distinct from motcua_account()
        union select p.dossier_id from motcua_report p
            where p.unit_id = any (motcua_overseen()) and p.made_at >= since
            and p.officer_id is distinct from motcua_account())
    select count(*), count(*) filter (where d.late), (
        select count(*) from said s join motcua_dossier e on e.id = s.dossier_id
        where e.unit_id = unit and e.closed_at >= since
        and e.state in ('done', 'returned', 'not-accepted', 'stopped'))
    from motcua_dossier d
    where d.unit_id = unit and d.closed_at >= since and unit = any (motcua_overseen())
        and d.state in ('done', 'returned', 'not-accepted', 'stopped')
$$;

-- What the applicant and the desk write to each other: theirs, and of whoever stands for the
-- applicant; nobody's who follows a dossier or is asked in it. Only that it was read is put down later.
create policy web on motcua_letter to motcua_web using (
    unit_id = any ((select motcua_units())::bigint[])
    or dossier_id in (select p.dossier_id from motcua_party p
                      where p.person_id = (select motcua_person())
                      and p.role in ('applicant', 'represents')));
revoke update on motcua_letter from motcua_web;
grant update (read_by_id, read_at) on motcua_letter to motcua_web;

-- A person's store: their own; a desk's where it was accepted there, or while it has a matter of
-- that person in hand.
create policy web on motcua_holding to motcua_web using (
    person_id = (select motcua_person())
    or unit_id = any ((select motcua_units())::bigint[])
    or exists (select from motcua_party p where p.person_id = motcua_holding.person_id
               and p.unit_id = any ((select motcua_units())::bigint[]) and p.role <> 'asked')
    or exists (select from motcua_draft d where d.applicant_id = motcua_holding.person_id
               and d.account_id = (select motcua_account()) and not d.submitted))
    with check (unit_id = any ((select motcua_units())::bigint[]) or exists (
        select from motcua_party p where p.person_id = motcua_holding.person_id
        and p.unit_id = any ((select motcua_units())::bigint[]) and p.role <> 'asked'));

create policy web on motcua_entry for select to motcua_web using (
    unit = any ((select motcua_units())::bigint[])
    or actor = (select motcua_account())
    or about @> array[(select motcua_person())]
    or subject = (select motcua_dossier())
    or kind = 'follow.missed');  -- about nobody, by a visitor who has no scope
create policy web_insert on motcua_entry for insert to motcua_web with check (true);

-- ── named, narrow ways around the scope; each gives ids or public facts only ────────────────
create or replace function motcua_person_by_number(wanted bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select id from motcua_person where number_index = wanted
$$;

create or replace function motcua_people_by_numbers(wanted bytea[])
returns table (number bytea, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select p.number_index, p.id from motcua_person p where p.number_index = any (wanted)
$$;

-- Whom a question to another unit is about: its answer is told to them, by whoever gives it.
create or replace function motcua_asked_about(opinion uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select d.applicant_id from motcua_opinion o join motcua_dossier d on d.id = o.dossier_id
    where o.id = opinion
      and (o.asked_id = any (motcua_units()) or o.unit_id = any (motcua_units()))
$$;

create or replace function motcua_dossier_by_number(wanted text, fact bytea) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select id from motcua_dossier where number = wanted and track_index = fact
$$;

-- Everything anyone may know of a paper they hold: no name, no content.
drop function if exists motcua_paper_by_code(text, text);
create function motcua_paper_by_code(wanted text, digest text)
returns table (id uuid, code text, kind text, title text, state text, unit_id bigint,
    signer_name text, signer_title text, signed_at timestamptz, made_at timestamptz,
    ended_at timestamptz, ended_why text, replaced_by text, frozen text, signed text,
    number text, earlier boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id, p.code, p.kind, p.title, p.state, p.unit_id, p.signer_name, p.signer_title,
        p.signed_at, p.made_at, p.ended_at, p.ended_why,
        (select n.code from motcua_paper n where n.replaces_id = p.id), p.frozen, p.signed,
        d.number, p.signed <> digest and p.id = (
            select r.paper_id from motcua_renewal r where r.sha256 = digest limit 1) is true
    from motcua_paper p join motcua_dossier d on d.id = p.dossier_id
    where (wanted <> '' and p.code = wanted)
       or (digest <> '' and (p.signed = digest or (p.frozen = digest and p.kind <> 'copy')))
       or (digest <> '' and p.id = (  -- as it was before its proof was renewed
            select r.paper_id from motcua_renewal r where r.sha256 = digest limit 1))
    limit 1
$$;

-- Which names that may be like what was typed are borne in the caller's own units.
drop function if exists motcua_find_people(bigint[], text, int[], int[], int);
create or replace function motcua_names_like(units bigint[], near int[], words int[], most int)
returns setof text
language plpgsql stable security definer set search_path = public, pg_temp
set enable_seqscan = off as $$  -- by the index: reading every name takes thirty times as long
declare allowed bigint[] := case
    when current_setting('role') = 'motcua_clerk' or session_user = 'motcua_clerk' then units
    else (select coalesce(array_agg(u), '{}') from unnest(units) u where u = any (motcua_units()))
end;
begin
    return query select n.key::text from motcua_name n, lateral (
            select from motcua_person p
            where p.name_key = n.key and p.unit_id = any (allowed) limit 1) borne
        where n.search_keys && near or n.search_keys @> words
        limit most;
end $$;

-- Who of those with a dossier in the caller's units has a name like this, wherever they live.
create or replace function motcua_find_applicants(whole text, near int[], words int[], most int)
returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp
set enable_seqscan = off as $$
declare units bigint[] := motcua_units();
begin
    return query (select p.id from motcua_person p where p.name_key = whole and exists (
        select from motcua_dossier d where d.applicant_id = p.id and d.unit_id = any (units))
        limit most);
    return query (select p.id from motcua_name n join motcua_person p on p.name_key = n.key
        where (n.search_keys && near or n.search_keys @> words) and exists (
            select from motcua_dossier d where d.applicant_id = p.id and d.unit_id = any (units))
        limit most);
end $$;

-- A page of what waits for its citizen, along the open requests of one of the caller's units:
-- whose time is up first comes first.
create or replace function motcua_inbox_waiting(unit bigint, wanted text, officer uuid,
    numbers text[], applicants uuid[], day date, since timestamptz, last uuid, most int)
returns table (id uuid, until date, asked timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
set enable_sort = off as $$  -- along the index: to sort all that wait takes fifty times as long
begin
    return query select d.id, r.answer_by, r.asked_at
        from motcua_request r join motcua_dossier d on d.id = r.dossier_id
        where r.unit_id = unit and unit = any (motcua_units()) and r.answered_at is null
            and d.state = 'waiting' and (wanted = '' or d.procedure = wanted)
            and (officer is null or d.officer_id = officer)
            and (numbers is null or d.number = any (numbers))
            and (applicants is null or d.applicant_id = any (applicants))
            and (day is null or (r.answer_by, r.asked_at, d.id) > (day, since, last))
            and (day is null or r.answer_by >= day)
        order by r.answer_by, r.asked_at, d.id limit most;
end $$;

-- What each officer of one of the caller's units has under way, counted by when it is due and by
-- what usually is done by then (of what was accepted before the cuts of its procedure). What an
-- outage holds since then (of a code, '' for all) is not due.
drop function if exists motcua_piles(bigint, timestamptz, timestamptz, timestamptz, timestamptz,
    text[], timestamptz[], timestamptz[]);
create or replace function motcua_piles(unit bigint, at timestamptz, today timestamptz,
    tomorrow timestamptz, week timestamptz, names text[], by_tomorrow timestamptz[],
    by_week timestamptz[], still_since timestamptz[], still_codes text[])
returns table (officer uuid, everything bigint, late bigint, due_today bigint,
    due_tomorrow bigint, due_week bigint, usual_tomorrow bigint, usual_week bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.officer_id, count(*),
        count(*) filter (where r.due_at < at),
        count(*) filter (where r.due_at >= at and r.due_at < today),
        count(*) filter (where r.due_at >= today and r.due_at < tomorrow),
        count(*) filter (where r.due_at >= at and r.due_at < week),
        count(*) filter (where d.accepted_at <= u.before_tomorrow),
        count(*) filter (where d.accepted_at <= u.before_week)
    from motcua_dossier d
    left join unnest(names, by_tomorrow, by_week) u (name, before_tomorrow, before_week)
        on u.name = d.procedure
    left join lateral (select d.due_at where not exists (
        select from unnest(still_since, still_codes) s (since, code)
        where d.due_at >= s.since and s.code in ('', d.procedure))) r on true
    where d.unit_id = unit and d.state in ('submitted', 'accepted', 'processing', 'signing')
        and (unit = any (motcua_units()) or session_user = 'motcua_clerk'
            or current_setting('role') = 'motcua_clerk')
    group by d.officer_id
$$;

-- The figures above an inbox, each up to `most`: read from the indexes alone, of the caller's units.
-- Late is of each unit what was due before, unless an outage holds its procedure (a code) since.
drop function if exists motcua_inbox_figures(
    uuid, timestamptz, timestamptz, timestamptz, int, bigint[], timestamptz[], bigint[],
    timestamptz[], text[]);
create function motcua_inbox_figures(officer uuid, at timestamptz,
    tomorrow timestamptz, next_week timestamptz, most int,
    late_units bigint[], late_before timestamptz[], still_units bigint[], still_since timestamptz[], still_codes text[])
returns table (everything bigint, late bigint, today bigint, week bigint, new bigint,
    waiting bigint, mine bigint, done bigint, notices bigint, letters bigint, asked bigint,
    duty date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare units bigint[] := motcua_units();
begin
    return query select
        (select count(*) from (select from motcua_dossier where unit_id = any (units)
            and state in ('submitted', 'accepted', 'processing', 'signing')
            limit most) n),
        (select count(*) from (select from unnest(late_units, late_before) u (id, before), lateral (
            select from motcua_dossier d where d.unit_id = u.id and u.id = any (units)
            and d.state in ('submitted', 'accepted', 'processing', 'signing')
            and d.due_at < u.before
            and (still_units = '{}' or not exists (
                select from unnest(still_units, still_since, still_codes) s (unit, since, code)
                where s.unit = u.id and d.due_at >= s.since and s.code = d.procedure))
            limit most) n limit most) n),
        (select count(*) from (select from motcua_dossier where unit_id = any (units)
            and state in ('submitted', 'accepted', 'processing', 'signing')
            and due_at >= at and due_at < tomorrow limit most) n),
        (select count(*) from (select from motcua_dossier where unit_id = any (units)
            and state in ('submitted', 'accepted', 'processing', 'signing')
            and due_at >= at and due_at < next_week limit most) n),
        (select count(*) from (select from motcua_dossier where unit_id = any (units)
            and state = 'submitted' limit most) n),
        (select count(*) from (select from motcua_dossier where unit_id = any (units)
            and state = 'waiting' limit most) n),
        (select count(*) from (select from motcua_dossier where officer_id = officer
            and state in ('submitted', 'accepted', 'processing', 'signing')
            limit most) n),
        (select count(*) from (select from motcua_dossier where unit_id = any (units)
            and state = 'done' limit most) n),
        (select count(*) from motcua_notice
            where account_id = motcua_account() and read_at is null),
        (select count(*) from motcua_letter
            where unit_id = any (units) and not from_desk and read_at is null),
        (select count(*) from motcua_opinion
            where asked_id = any (units) and answered_at is null),
        (select max(last) from motcua_standing_in(
            motcua_account(), (at at time zone 'Asia/Ho_Chi_Minh')::date));
end $$;

-- Each look of an officer of a unit whom the caller oversees, with whether they did something for
-- whom they looked at, within so long before or after. A search is one look. A clerk keeps them.
create or replace function motcua_looks(wanted bigint, begins timestamptz, ends timestamptz,
    within interval, looks text[], reads text[])
returns table (officer uuid, looked_at timestamptz, kind text, subject uuid, people bigint,
    served boolean)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan as $$
begin
    return query with looked as materialized (
        select e.actor, e.at, e.kind::text as kind, e.subject, e.about from motcua_entry e
        where e.at >= begins and e.at < ends and e.unit = wanted and e.via in ('counter', 'sign')
            and e.kind = any (looks) and e.data ->> 'purpose' is distinct from 'audit'
            and (wanted = any (motcua_overseen()) or session_user = 'motcua_clerk'
                or current_setting('role') = 'motcua_clerk')
    ), acts as (
        select e.actor, p.person, array_agg(e.at) as times
        from motcua_entry e, unnest(e.about) p (person)
        where e.at >= begins - within and e.at < ends + within and e.unit = wanted
            and e.via in ('counter', 'sign') and e.kind <> all (looks) and e.kind <> all (reads)
        group by e.actor, p.person
    )
    select l.actor, l.at, min(l.kind), min(l.subject::text)::uuid, count(*),
        bool_or(exists (select from unnest(a.times) t
            where t between l.at - within and l.at + within))
    from looked l cross join unnest(l.about) p (person)
        left join acts a on a.actor = l.actor and a.person = p.person
    group by l.actor, l.at;
end $$;

-- ── what those who run the system may see: ids, numbers and times, never a person ───────────
create or replace function motcua_office_units(today date) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct p.unit_id), '{}') from motcua_post p
    where p.account_id = motcua_account() and p.role in ('operator', 'auditor')
      and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today)
$$;

create or replace function motcua_office_waiting(today date)
returns table (system text, id uuid, number text, since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    with here as (select motcua_office_units(today) as units)
    select 'population', v.id, d.number, v.asked_at
        from motcua_verification v join motcua_dossier d on d.id = v.dossier_id, here
        where v.answered_at is null and v.unit_id = any (here.units)
    union all
    select 'signer', p.id, d.number, (select max(e.at) from motcua_entry e
            where e.subject = d.id and e.kind = 'paper.signature-asked')
        from motcua_paper p join motcua_dossier d on d.id = p.dossier_id, here
        where p.state = 'signing' and p.unit_id = any (here.units)
    union all
    select 'sms', m.id, d.number, m.queued_at
        from motcua_message m join motcua_dossier d on d.id = m.dossier_id, here
        where m.sent_at is null and m.unit_id = any (here.units)
    union all
    select 'agency', s.id, d.number, s.asked_at
        from motcua_sending s join motcua_dossier d on d.id = s.dossier_id, here
        where s.answered_at is null and s.unit_id = any (here.units)
$$;

-- Stages on their way to another agency that hang longer than they may.
create or replace function motcua_office_stuck(today date)
returns table (number text, version text, agency text, hitch text, since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.number, d.version, s.agency, s.hitch, s.hitch_at
        from motcua_sending s join motcua_dossier d on d.id = s.dossier_id
        where s.hitch <> '' and s.answered_at is null
          and s.unit_id = any (motcua_office_units(today))
        order by s.hitch_at
$$;

-- What the national portal is told and what came from it: for those who run the house, and for its
-- leaders. Messages (motcua_arrival) and reconciliations have no policy for pages: only this is seen.
create or replace function motcua_portal_units(today date) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
    select motcua_office_units(today) || motcua_overseen()
$$;

create or replace function motcua_portal_backlog(today date)
returns table (waiting bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*), min(t.at) from motcua_tiding t
    where t.told_at is null and t.unit_id = any (motcua_portal_units(today))
$$;

create or replace function motcua_portal_declined(today date)
returns table (dossier uuid, number text, unit bigint, code int, why text, at timestamptz,
    behind bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.id, d.number, d.unit_id, t.code::int, t.why, t.at,
        (select count(*) from motcua_tiding l where l.dossier_id = d.id and l.place > t.place)
    from motcua_tiding t join motcua_dossier d on d.id = t.dossier_id
    where t.told_at is null and t.why <> '' and t.unit_id = any (motcua_portal_units(today))
    order by t.at limit 200
$$;

create or replace function motcua_portal_arrivals(today date)
returns table (id uuid, number text, procedure text, unit bigint, why text, came_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select a.id, a.number, a.procedure, a.unit_id, a.why, a.came_at from motcua_arrival a
    where a.settled_at is null and a.why <> '' and cardinality(motcua_portal_units(today)) > 0
      and (a.unit_id is null or a.unit_id = any (motcua_portal_units(today)))
    order by a.came_at limit 200
$$;

create or replace function motcua_portal_synced(today date, begins timestamptz, ends timestamptz,
    seconds int)
returns table (received bigint, there bigint, changes bigint, in_time bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with units as (select motcua_portal_units(today) u), received as (
        select d.id from motcua_dossier d, units
        where d.unit_id = any (units.u) and d.accepted_at >= begins and d.accepted_at < ends
    ), told as (
        select t.told_at - t.at as took from motcua_tiding t, units
        where t.unit_id = any (units.u) and t.at >= begins and t.at < ends
          and t.told_at is not null
    )
    select (select count(*) from received),
        (select count(*) from received r where exists (
            select from motcua_tiding t where t.dossier_id = r.id and t.told_at is not null)),
        (select count(*) from told), (select count(*) from told where took <= make_interval(secs => seconds))
$$;

create or replace function motcua_portal_compared(today date)
returns table (unit text, at timestamptz, since timestamptz, ours int, theirs int, again int,
    strange varchar[])
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (r.unit_id) u.full_name, r.at, r.since, r.ours, r.theirs, r.again, r.strange
    from motcua_reconciliation r join motcua_unit u on u.id = r.unit_id
    where r.unit_id = any (motcua_portal_units(today)) order by r.unit_id, r.at desc
$$;

create or replace function motcua_office_errands(today date, wanted bigint)
returns table (job bigint, task text, status text, attempts int, scheduled_at timestamptz,
    since timestamptz, unit_id bigint, entry bigint, subject uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select j.id, j.task_name::text, j.status::text, j.attempts, j.scheduled_at,
        (select min(v.at) from procrastinate_events v where v.job_id = j.id),
        e.unit, e.id, e.subject
    from procrastinate_jobs j
    left join motcua_entry e on e.id = (j.args ->> 'entry')::bigint
    where (wanted is null or j.id = wanted)
      and (j.status = 'failed' or (j.status in ('todo', 'doing') and j.attempts > 0))
      and cardinality(motcua_office_units(today)) > 0
      and (e.unit is null or e.unit = any (motcua_office_units(today)))
    order by j.id
    limit 200
$$;

-- How many errands are due, and since when the oldest of them waits.
create or replace function motcua_office_queue(at timestamptz)
returns table (due bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select count(*), min(coalesce(j.scheduled_at,
        (select min(v.at) from procrastinate_events v where v.job_id = j.id)))
    from procrastinate_jobs j
    where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at <= at)
$$;

-- Puts a failed or waiting errand back at the head of the queue: true where there was one.
create or replace function motcua_retry_errand(wanted bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update procrastinate_jobs set status = 'todo', scheduled_at = null
    where id = wanted and (status = 'failed' or (status = 'todo' and attempts > 0));
    return found;
end $$;
