package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.docs.ApiDocs;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Registers accounts and resets forgotten passwords on the platform "admin". */
@Path("admin/auth")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.FACE_DHIWISE)
public class DhiwiseAdminAccountResource extends DhiwiseAccountResource {}
