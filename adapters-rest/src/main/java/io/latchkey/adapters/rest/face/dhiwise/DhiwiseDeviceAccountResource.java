package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Registers accounts and resets forgotten passwords on the platform "device". */
@Path("device/auth")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class DhiwiseDeviceAccountResource extends DhiwiseAccountResource {}
