-- An account that is a location of another one logs in by that one, which cannot go as long as it is there.
alter table accounts add column parent_id varchar(40);
alter table accounts add column location_id varchar(200);
alter table accounts add constraint accounts_log_in_by_accounts foreign key (parent_id) references accounts (id);
create unique index accounts_by_location on accounts (parent_id, location_id);
