-- How many calls each server had in each hour, counted from 1970 on, as each node wrote them into its audit lines.
create table server_calls (
    server_id  varchar(40) not null,
    epoch_hour bigint      not null,
    node       varchar(40) not null,
    calls      bigint      not null,
    primary key (server_id, epoch_hour, node)
);
insert into server_calls (server_id, epoch_hour, node, calls)
    select server_id, cast(floor(extract(epoch from happened_at) / 3600) as bigint) as epoch_hour, node, count(*)
    from audit_lines
    where happened_at >= current_timestamp - interval '25' hour
        and server_id is not null
        and effect in ('reads', 'writes', 'destroys')
        and outcome <> 'started'
    group by server_id, cast(floor(extract(epoch from happened_at) / 3600) as bigint), node;
