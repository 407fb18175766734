-- Who renews a credential at this moment, until when nobody else may, and why its vendor will not renew it any more.
alter table credentials add column renewal varchar(40);
alter table credentials add column renewal_until timestamp(6) with time zone;
alter table credentials add column refusal varchar(1000);

-- Logins that operators have begun in a browser. Only the hash of the state is kept.
create table vendor_logins (
    state_hash bytea  not null primary key,
    sealed     bytea  not null,
    expires_at timestamp(6) with time zone not null
);
create index vendor_logins_by_age on vendor_logins (expires_at);
