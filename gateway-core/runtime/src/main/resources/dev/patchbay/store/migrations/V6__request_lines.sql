-- All lines of one request, however old.
create index audit_lines_by_request on audit_lines (request_id, id);
