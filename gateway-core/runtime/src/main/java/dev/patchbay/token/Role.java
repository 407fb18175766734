package dev.patchbay.token;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an API token is for. */
public enum Role {
    /** Everything. */
    ADMIN(EnumSet.allOf(Permission.class)),
    /** Accounts and servers, and the audit trail, but no API tokens. */
    OPERATOR(EnumSet.of(Permission.USE, Permission.OPERATE, Permission.READ_AUDIT)),
    /** Nothing but calling tools, as a second factor. */
    CALLER(EnumSet.of(Permission.USE));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** Whether the role includes a permission. */
    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    /** The word in the admin API, the shell and the console. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a {@linkplain #word word}, if there is one. */
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
