package io.latchkey.adapters.rest.pages;

/**
 * The operator's settings of the pages for people.
 *
 * @param site what pages call the site
 * @param isForDevelopers whether the start page shows developers the way
 * @param hasStart whether there is a start page
 * @param hasApiBrowser whether there is an API browser; it shows the documents, so there are documents, too
 * @param hasDocuments whether the OpenAPI documents are served
 */
public record PageSettings(
        String site, boolean isForDevelopers, boolean hasStart, boolean hasApiBrowser, boolean hasDocuments) {
    public PageSettings {
        if (hasApiBrowser && !hasDocuments) {
            throw new IllegalArgumentException("docs needs latchkey.pages.openapi, which it shows");
        }
    }
}
