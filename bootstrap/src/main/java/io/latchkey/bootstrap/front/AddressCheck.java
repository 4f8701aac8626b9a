package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.api.RequestBounds;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;

/**
 * Stands before the listeners of Payara and GlassFish. There it refuses requests whose address cannot be read, which these servers would
 * answer 200 without asking the application, and those of clients that have too many unfinished ones. Other servers refuse bad addresses
 * by themselves.
 *
 * <p>It names no class of a server: one that has none of them could not even look at this listener.
 */
public final class AddressCheck implements ServletContextListener {
    /** What decisions about addresses name as their door. */
    static final String DOOR = "address check";

    private static final System.Logger LOG = System.getLogger(AddressCheck.class.getName());

    @Inject
    private RestSettings settings;

    @Inject
    private RequestBounds bounds;

    @Inject
    private RequestDecisions decisions;

    @Inject
    private ClientOriginResolver clients;

    private Runnable end = () -> {};

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            String path = event.getServletContext().getContextPath();
            Runnable share = ShareHandler.install(path, clients, bounds.mostUnfinished());
            Runnable address = AddressHandler.install(path, settings.publicUrl(), decisions, clients);
            // The last one stands first.
            end = () -> {
                address.run();
                share.run();
            };
        } catch (ReflectiveOperationException | LinkageError | RuntimeException another) {
            LOG.log(Level.DEBUG, "Nothing stands before the listeners of this server", another);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        end.run();
    }
}
