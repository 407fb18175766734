package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The location as every start finds it. Ids and sums are always the same; dates are as old as the seed says, counted from
 * the start.
 */
final class Seed {
    private static final List<String> PEOPLE = List.of(
            "Alma Reyes",
            "Bruno Castell",
            "Clara Whitfield",
            "Derek Osei",
            "Edith Blum",
            "Farid Nasser",
            "Gemma Rowe",
            "Hana Sato",
            "Igor Malik",
            "Julia Perrin",
            "Kofi Mensah",
            "Livia Toth",
            "Marco Silva",
            "Nadia Haas",
            "Otis Grant",
            "Petra Vogel",
            "Quentin Roy",
            "Rosa Amado",
            "Stefan Lund",
            "Tilda Frost",
            "Uriel Katz",
            "Violet Shaw");

    private static final List<String> SOURCES = List.of("website form", "referral", "facebook ad", "walk-in");
    private static final List<String> OTHER_TAGS = List.of("newsletter", "lead", "webinar");

    private final Location location;

    Seed(Places.Place place, String companyId, InstantSource clock) {
        this.location = new Location(place, companyId, clock);
    }

    /** A location with a team and two contacts, no more. */
    Location plantSmall() {
        location.users.add(new User(FixedIds.OWNER, "Anna", "Sommer", "admin"));
        String name = location.name.replaceAll("[^A-Za-z].*", "");
        contact(location.nextId(), name, "Keller", 90, null);
        contact(location.nextId(), name, "Moreau", 30, null);
        return location;
    }

    /** The location that workflows and tests know. */
    Location plant() {
        location.users.add(new User(FixedIds.OWNER, "Anna", "Sommer", "admin"));
        location.users.add(new User(FixedIds.CLERK, "Boris", "Lang", "user"));
        for (int i = 0; i < PEOPLE.size(); i++) {
            String[] name = PEOPLE.get(i).split(" ");
            contact(location.nextId(), name[0], name[1], 420 - i * 11, i % 3 == 0 ? FixedIds.SEO_TAG : null);
        }
        contact(FixedIds.MARA, "Mara", "Ellison", 52, null);
        contact(FixedIds.IVO, "Ivo", "Petersen", 190, null);
        contact(FixedIds.LENA, "Lena", "Hoffmann", 170, null);
        contact(FixedIds.RHEA, "Rhea", "Castillo", 160, FixedIds.SEO_TAG);
        contact(FixedIds.TOMAS, "Tomas", "Berg", 150, null);
        contact(FixedIds.DELIA, "Delia", "Marsh", 49, null);
        Contact nils = contact(FixedIds.NILS, "Nils", "Aasen", 47, null);
        ObjectNode without = Json.object();
        without.putNull("email");
        nils.change(without, nils.dateAdded);
        contact(FixedIds.DORA, "Dora", "Quist", 44, null).dnd = true;
        List<Contact> ordinary =
                location.contacts.values().stream().limit(PEOPLE.size()).toList();
        new SeedInvoices(location).plant(ordinary);
        new SeedConversations(location).plant(ordinary);
        return location;
    }

    private Contact contact(String id, String firstName, String lastName, int ageDays, @Nullable String tag) {
        int place = location.contacts.size();
        Contact contact = new Contact(id, location.start.minus(Duration.ofDays(ageDays)));
        ObjectNode body = Json.object()
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("email", (firstName + "." + lastName).toLowerCase(Locale.ROOT) + "@example.com")
                .put("phone", String.format(Locale.ROOT, "+1503555%04d", 1000 + place))
                .put("companyName", lastName + (place % 2 == 0 ? " & Co" : " Studio"))
                .put("address1", place + 11 + " Mill Lane")
                .put("city", "Portland")
                .put("state", "OR")
                .put("country", "US")
                .put("postalCode", String.valueOf(97_201 + place))
                .put("timezone", "America/Los_Angeles")
                .put("source", SOURCES.get(place % SOURCES.size()));
        if (place % 4 != 3) {
            body.put("assignedTo", place % 2 == 0 ? FixedIds.OWNER : FixedIds.CLERK);
        }
        var tags = body.putArray("tags").add(OTHER_TAGS.get(place % OTHER_TAGS.size()));
        if (tag != null) {
            tags.add(tag);
        }
        contact.change(body, contact.dateAdded);
        location.contacts.put(id, contact);
        return contact;
    }
}
