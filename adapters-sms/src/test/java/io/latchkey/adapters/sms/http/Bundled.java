package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.Definitions;

/** Definitions that come with the product. */
public final class Bundled {
    private Bundled() {}

    /** Reads the bundled definition of this name. */
    public static HttpDefinition definition(String name) {
        return HttpDefinitionReader.read(Place.root(name + ".yaml", Definitions.bundled(name)));
    }
}
