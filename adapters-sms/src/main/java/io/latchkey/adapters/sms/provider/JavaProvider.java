package io.latchkey.adapters.sms.provider;

import java.util.List;

/** A provider written in Java that needs no data file: one class that says what it is and how it is opened. */
public interface JavaProvider extends ProviderType, Definition {
    @Override
    default List<Definition> builtIn() {
        return List.of(this);
    }
}
