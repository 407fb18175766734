package dev.patchbay.console.tools;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers which confirmations were used, so that a form that is sent twice acts once. */
final class SentOnce {
    private static final int REMEMBERED = 10_000;

    private final Set<String> used = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** Whether a form's own key is used for the first time; it is used then. */
    synchronized boolean first(String formKey) {
        return used.add(formKey);
    }
}
