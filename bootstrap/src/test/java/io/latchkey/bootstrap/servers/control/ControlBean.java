package io.latchkey.bootstrap.servers.control;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean of which the container makes a proxy. */
@ApplicationScoped
public class ControlBean {
    private static final System.Logger LOG = System.getLogger(ControlBean.class.getName());

    public String text() {
        LOG.log(System.Logger.Level.DEBUG, "asked");
        return "here";
    }
}
