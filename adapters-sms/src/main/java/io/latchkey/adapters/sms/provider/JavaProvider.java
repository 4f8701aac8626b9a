package io.latchkey.adapters.sms.provider;

import java.util.List;

/** A provider written in Java without a data file. One class is both its type and its definition. */
public interface JavaProvider extends ProviderType, Definition {
    @Override
    default List<Definition> builtIn() {
        return List.of(this);
    }
}
