package dev.patchbay.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.oauth.Locations;
import dev.patchbay.token.Permission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /integrated-account/{id}/location}: what an account's login opens besides itself, and connecting that. */
final class LocationResource {
    private static final String PATH = "/integrated-account/{account}/location";

    private final AccountResource accounts;
    private final Locations locations;
    private final Journal journal;

    LocationResource(AccountResource accounts, Locations locations, Journal journal) {
        this.accounts = accounts;
        this.locations = locations;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.add("GET", PATH, Permission.OPERATE, this::list).add("POST", PATH, Permission.OPERATE, this::connect);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        IntegratedAccount account = accounts.found(call);
        Locations.Part part = locations.list(account, call.limit(), opened(call.cursor()));
        // A request to the vendor was sent.
        journal.done(
                call,
                "account.locations",
                AccountResource.subject(account),
                Map.of("locations", part.locations().size()));
        String next = part.next();
        return Answer.list(
                part.locations().stream().map(LocationResource::view).toList(),
                next == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(UTF_8)));
    }

    private static @Nullable String opened(@Nullable String cursor) {
        try {
            return cursor == null ? null : new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.field("next_cursor", "is not one that a list gave");
        }
    }

    private Answer connect(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        Fields fields = call.fields();
        Set<String> ids = fields.words("location_ids");
        if (ids == null || ids.isEmpty() || ids.size() > Locations.MOST) {
            fields.wrong("location_ids", "must be an array of 1 to " + Locations.MOST + " ids");
        }
        fields.end();
        List<Map<String, @Nullable Object>> result = new ArrayList<>();
        for (Locations.Outcome each : locations.connect(account, ids == null ? Set.of() : ids)) {
            IntegratedAccount connected = each.account();
            if (each.created() && connected != null) {
                journal.changed(
                        call, "account.connect", AccountResource.subject(connected), null, accounts.view(connected));
            }
            Map<String, @Nullable Object> view = new LinkedHashMap<>();
            view.put("id", each.id());
            view.put("integrated_account_id", connected == null ? null : connected.id());
            view.put("created", each.created());
            view.put("problem", each.problem());
            result.add(view);
        }
        return Answer.list(result, null);
    }

    private static Map<String, @Nullable Object> view(Locations.Location location) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", location.id());
        view.put("name", location.name());
        view.put("address", location.address());
        view.put("integrated_account_id", location.accountId());
        return view;
    }
}
