package dev.patchbay.console.accounts;

import dev.patchbay.console.page.Pager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page that lists accounts.
 *
 * @param accounts those of this page
 * @param filters what was asked for, by parameter
 * @param pager to the other pages
 */
public record AccountList(List<AccountView> accounts, Map<String, String> filters, Pager pager) {
    static Map<String, String> query(Map<String, String> filters, String cursor) {
        Map<String, String> query = new HashMap<>(filters);
        query.put("next_cursor", cursor);
        return query;
    }

    /** Whether the list is only a part. */
    public boolean filtered() {
        return filters.values().stream().anyMatch(each -> !each.isEmpty());
    }
}
