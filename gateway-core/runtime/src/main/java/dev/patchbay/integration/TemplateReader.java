package dev.patchbay.integration;

import java.util.Set;

/** Reads templates and tells those that ask for a context field which the vendor does not have. */
final class TemplateReader {
    private final Set<String> fields;
    private final Mistakes mistakes;

    /** @param fields the names of the context fields */
    TemplateReader(Set<String> fields, Mistakes mistakes) {
        this.fields = fields;
        this.mistakes = mistakes;
    }

    Template read(Place place, String text) {
        try {
            Template template = Template.of(text);
            for (String field : template.fields()) {
                if (!fields.contains(field)) {
                    mistakes.add(place, "there is no context field \"" + field + "\"");
                }
            }
            return template;
        } catch (IllegalArgumentException e) {
            mistakes.add(place, String.valueOf(e.getMessage()));
            return Template.of("");
        }
    }
}
