-- One script for H2 and PostgreSQL. seq is the order of creation: lists are paged by it.

create table accounts (
    seq           bigint generated always as identity unique,
    id            varchar(40)   not null primary key,
    integration   varchar(64)   not null,
    name          varchar(200)  not null,
    context       text          not null,
    auth_method   varchar(64)   not null,
    base_url      varchar(2000),
    status        varchar(20)   not null,
    status_reason varchar(1000),
    status_since  timestamp(6) with time zone not null,
    created_at    timestamp(6) with time zone not null,
    updated_at    timestamp(6) with time zone not null
);

create table credentials (
    account_id varchar(40) not null primary key references accounts (id) on delete cascade,
    sealed     bytea       not null,
    updated_at timestamp(6) with time zone not null
);

-- A value that only the right master key opens.
create table vault_canary (
    id     varchar(40) not null primary key,
    sealed bytea       not null
);

-- A revoked server is remembered for a while, so that its token is known to be dead; then it is purged.
create table servers (
    seq               bigint generated always as identity unique,
    id                varchar(40)   not null primary key,
    account_id        varchar(40)   references accounts (id) on delete set null,
    token_hash        bytea         not null unique,
    name              varchar(200)  not null,
    methods           text          not null,
    tags              text          not null,
    require_api_token boolean       not null,
    confirm           boolean       not null,
    discovery         varchar(20)   not null,
    expires_at        timestamp(6) with time zone,
    created_at        timestamp(6) with time zone not null,
    updated_at        timestamp(6) with time zone not null,
    created_by        varchar(40)   not null,
    last_used_at      timestamp(6) with time zone,
    revoked_at        timestamp(6) with time zone,
    constraint servers_without_account_are_revoked check (account_id is not null or revoked_at is not null)
);
create index servers_by_account on servers (account_id, seq);

create table api_tokens (
    seq          bigint generated always as identity unique,
    id           varchar(40)  not null primary key,
    token_hash   bytea        not null unique,
    name         varchar(200) not null,
    role         varchar(20)  not null,
    expires_at   timestamp(6) with time zone,
    created_at   timestamp(6) with time zone not null,
    created_by   varchar(40)  not null,
    last_used_at timestamp(6) with time zone,
    revoked_at   timestamp(6) with time zone
);

-- What a client's Idempotency-Key made, for a day.
create table idempotency_keys (
    api_token_id varchar(40)  not null,
    key_hash     bytea        not null,
    request_hash bytea        not null,
    object_id    varchar(40)  not null,
    made         boolean      not null,
    created_at   timestamp(6) with time zone not null,
    primary key (api_token_id, key_hash)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- One hash chain for each node: a line's hash covers the line and the hash before it.
create table audit_lines (
    id               bigint generated always as identity primary key,
    node             varchar(40)   not null,
    node_seq         bigint        not null,
    prev_hash        bytea         not null,
    hash             bytea         not null,
    happened_at      timestamp(6) with time zone not null,
    request_id       varchar(100)  not null,
    server_id        varchar(40),
    api_token_id     varchar(40),
    account_id       varchar(40),
    integration      varchar(64),
    remote_address   varchar(100),
    action           varchar(200)  not null,
    effect           varchar(20)   not null,
    outcome          varchar(40)   not null,
    vendor_status    integer,
    duration_millis  bigint        not null,
    request_bytes    bigint        not null,
    response_bytes   bigint        not null,
    arguments_digest varchar(100),
    detail           varchar(16000),
    unique (node, node_seq)
);
create index audit_lines_by_account on audit_lines (account_id, id);
create index audit_lines_by_server on audit_lines (server_id, id);
create index audit_lines_by_time on audit_lines (happened_at);

-- Where each chain begins, after old lines were purged, and where it ends.
create table audit_chains (
    node       varchar(40) not null primary key,
    first_seq  bigint      not null,
    first_prev bytea       not null,
    last_seq   bigint      not null,
    last_hash  bytea       not null
);
