-- Calls that moved money, or may have, under what makes another call the same one. Without an answer nobody knows what became
-- of it: it runs, or its end was never learnt.
create table money_calls (
    account_id       varchar(40)  not null references accounts (id) on delete cascade,
    key_hash         bytea        not null,
    arguments_digest varchar(100) not null,
    request_id       varchar(100) not null,
    began_at         timestamp(6) with time zone not null,
    runs_until       timestamp(6) with time zone not null,
    expires_at       timestamp(6) with time zone not null,
    sealed_answer    bytea,
    primary key (account_id, key_hash)
);
create index money_calls_by_expiry on money_calls (expires_at);
