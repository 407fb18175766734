-- Few different values, so that writing them costs little; what is not here is looked for part by part.
create index audit_lines_by_outcome on audit_lines (outcome, id);
create index audit_lines_by_effect on audit_lines (effect, id);
create index audit_lines_by_integration on audit_lines (integration, id);
