package io.latchkey.bootstrap.servers.control;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Makes the server look for resources. */
@ApplicationPath("/")
public class ControlApplication extends Application {}
