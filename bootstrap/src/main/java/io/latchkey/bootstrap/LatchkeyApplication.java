package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Serves every path from the root on, so that the server's own pages are never shown. */
@ApplicationPath("/")
public class LatchkeyApplication extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }

    @Override
    public Set<Class<?>> getClasses() {
        return LatchkeyRestClasses.all();
    }
}
