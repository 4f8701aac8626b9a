package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.bootstrap.web.InboxResource;
import io.latchkey.bootstrap.web.KeysResource;
import io.latchkey.bootstrap.web.PagesResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Everything the service answers, from the root on, so that nothing is left to the server's own pages. */
@ApplicationPath("/")
public class LatchkeyApplication extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(LatchkeyRestClasses.all());
        classes.add(PagesResource.class);
        classes.add(InboxResource.class);
        classes.add(KeysResource.class);
        return classes;
    }
}
