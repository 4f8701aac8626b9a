package io.latchkey.bootstrap.e2e;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts the servers that a site needs, and sets the properties for arquillian.xml. It must come before Arquillian
 * among a class's extensions.
 */
final class Backdrop {
    private Backdrop() {}

    /** For the server with the embedded database. */
    static final class OfH2 implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            Site.onH2().offerTo(System.getProperties());
        }
    }

    /** For the server with MariaDB. */
    static final class OfMariaDb implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            Site.onMariaDb().offerTo(System.getProperties());
        }
    }

    /** For the server of the faces. */
    static final class OfFaces implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            Site.ofFaces().offerTo(System.getProperties());
        }
    }
}
