-- A server's URL can be replaced. The one before it may be good for a while longer; those before that one are not.
alter table servers add column url_number integer default 1 not null;
alter table servers add column previous_hash bytea;
alter table servers add column previous_until timestamp(6) with time zone;
create unique index servers_by_previous_hash on servers (previous_hash);
