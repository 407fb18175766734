package dev.patchbay.sandbox.highlevel;

/** Whose tokens an operation takes. */
enum Audience {
    LOCATION,
    COMPANY,
    EITHER;

    boolean admits(Bearer bearer) {
        return this == EITHER || (this == COMPANY) == bearer.isCompany();
    }
}
