package dev.patchbay.console.page;

import dev.patchbay.console.asset.Assets;
import dev.patchbay.console.session.RandomText;
import dev.patchbay.console.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around a page shows, and what the forms in it carry.
 *
 * @param title what the page is
 * @param path its path below {@code /console}
 * @param formToken the token of its forms
 * @param session who sees it; {@code null} before signing in
 * @param notice a sentence that is shown once
 * @param now when it is made
 * @param assets the files it loads
 */
public record Page(
        String title,
        String path,
        String formToken,
        @Nullable Session session,
        @Nullable String notice,
        Instant now,
        Assets assets) {

    /** The places that this person sees. */
    public List<Place> places() {
        Session who = session;
        boolean all = who != null && who.administers();
        return Stream.of(Place.values())
                .filter(place -> all || !place.forAdministrators())
                .toList();
    }

    /** The URL of a file. */
    public String asset(String name) {
        return assets.url(name);
    }

    /** A key for a form that creates something: sent twice, it creates once. */
    public String formKey() {
        return RandomText.next();
    }

    /** What the signed-in person's API token is called. */
    public String who() {
        Session who = session;
        return who == null ? "" : who.admin().tokenName();
    }

    /** The role of the signed-in person's API token. */
    public String role() {
        Session who = session;
        return who == null ? "" : who.admin().role();
    }

    /** A time, as a person reads it on this page. */
    public When when(@Nullable Instant at) {
        return new When(at, now);
    }
}
