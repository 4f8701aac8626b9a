package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;

/**
 * Refuses requests whose address cannot be read, where the server would answer them 200 without asking the application: Payara and
 * GlassFish. Other servers refuse them by themselves.
 */
public final class AddressCheck implements ServletContextListener {
    /** What decisions about addresses name as their door. */
    static final String DOOR = "address check";

    private static final System.Logger LOG = System.getLogger(AddressCheck.class.getName());

    @Inject
    private RestSettings settings;

    @Inject
    private RequestDecisions decisions;

    @Inject
    private ClientOriginResolver clients;

    private Runnable end = () -> {};

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            end = AddressHandler.install(
                    event.getServletContext().getContextPath(), settings.publicUrl(), decisions, clients);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException another) {
            LOG.log(Level.DEBUG, "The server refuses malformed addresses itself", another);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        end.run();
    }
}
